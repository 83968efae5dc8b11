"""A tool, run with the rights of the one who asked: an act together with its answer, or neither."""

from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from appliance.assistant.actions.conversations import Told, give_answer
from appliance.assistant.engine_room import Models
from appliance.assistant.tools import ByMeaning
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Actor
from appliance.core.registry import Answer, Tool
from appliance.core.work import Office


async def run_tool(
    office: Office, models: Models, actor: Actor, tool: Tool, args: Mapping[str, object], answer_id: int
) -> None:
    wanted = await _input(models, tool, args)
    if tool.reads is not None:
        async with office.reading(actor) as look:
            answer = await tool.reads(look, wanted)
        async with office.work(actor, "ask") as work:
            await give_answer(work, answer_id, as_told(answer, tool, actor))
    elif tool.acts is not None:
        async with office.work(actor, "ask") as work:
            answer = await tool.acts(work, wanted)
            await give_answer(work, answer_id, as_told(answer, tool, actor))


def as_told(answer: Answer, tool: Tool, actor: Actor) -> Told:
    return Told(
        text=say(actor.language, answer.sentence, **answer.values),
        by="instant",
        tool=tool.name,
        lines=tuple(answer.lines),
        used=tuple(answer.used),
        undo_href=answer.undo_href or "",
        link=answer.link or "",
    )


async def _input(models: Models, tool: Tool, args: Mapping[str, object]) -> BaseModel:
    try:
        wanted = tool.input.model_validate(args)
    except ValidationError as broken:
        raise Invalid(
            _("I understood what you want, but not all of it. Please say it once more.")
        ) from broken
    if isinstance(wanted, ByMeaning):
        wanted.means(await models.meaning_of(wanted.words))
    return wanted
