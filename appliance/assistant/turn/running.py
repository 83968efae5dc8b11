"""What a tool is given, and how its answer is told."""

from collections.abc import Mapping

from pydantic import BaseModel, ValidationError

from appliance.assistant.actions.conversations import Told
from appliance.assistant.engine_room import Models
from appliance.assistant.tools import ByMeaning
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Actor
from appliance.core.registry import Answer, Tool


def as_told(answer: Answer, tool: Tool, actor: Actor) -> Told:
    return Told(
        text=say(actor.language, answer.sentence, **answer.values),
        by="instant",
        tool=tool.name,
        lines=tuple(answer.lines),
        used=tuple(answer.used),
        fits=tuple(answer.fits),
        undo_href=answer.undo_href or "",
        link=answer.link or "",
    )


async def input_of(models: Models, tool: Tool, args: Mapping[str, object]) -> BaseModel:
    """Checked against what the tool takes; embedded here, outside of any transaction."""
    try:
        wanted = tool.input.model_validate(args)
    except ValidationError as broken:
        raise Invalid(
            _("I understood what you want, but not all of it. Please say it once more.")
        ) from broken
    if isinstance(wanted, ByMeaning):
        wanted.means(await models.meaning_of(wanted.words))
    return wanted
