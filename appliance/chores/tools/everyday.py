"""What everybody asks and says of chores every day."""

from collections.abc import Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from appliance.chores.actions import complete
from appliance.chores.queries import Duty, occurrences_for
from appliance.chores.queries.story import undo_href
from appliance.chores.rules.states import INSTEAD, TO_DO, State
from appliance.chores.tools.meant import meant, todays
from appliance.core.errors import NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.registry import WITH_GUESTS, Answer, Risk, Tool
from appliance.core.work import Reading, Work
from appliance.household.models import Member
from appliance.household.queries import member_called
from appliance.household.queries.known import everyone_known


class ChoresList(BaseModel):
    """Without a member: the whole family."""

    model_config = ConfigDict(extra="forbid")

    member: str | None = Field(default=None, description="Whose chores: a name; left out for everyone")
    day: date | None = Field(default=None, description="ISO date, today by default")


class ChoreComplete(BaseModel):
    model_config = ConfigDict(extra="forbid")

    chore: str = Field(min_length=1, max_length=120, description="The chore's title")
    member: str = Field(min_length=1, max_length=80, description="Who did it: a name")


async def list_chores(look: Reading, asked: BaseModel) -> Answer:
    assert isinstance(asked, ChoresList)
    member = await member_called(look, asked.member) if asked.member else None
    day = asked.day or look.today
    if member is not None and day == look.today:
        found: Sequence[Duty] = await todays(look, member)
    else:
        found = await occurrences_for(look, member.id if member else None, day, day)
    names = {person.id: person.name for person in await everyone_known(look)} if member is None else {}
    lines = [_line(duty, look.viewer.language, names) for duty in found]
    sentence, values = _summary(look, member, day, found)
    return Answer(sentence, values, lines, link="/chores")


async def complete_chore(work: Work, asked: BaseModel) -> Answer:
    assert isinstance(asked, ChoreComplete)
    member = await member_called(work, asked.member)
    if not work.actor.cares and member.id != work.actor.member_id:
        raise NotAllowed(_("You can only say this for yourself."))
    duty = meant(await todays(work, member), asked.chore, TO_DO)
    if not duty.is_to_do:
        raise RuleBroken(INSTEAD[duty.state])
    done = await complete(work, duty.id, member.id)
    sentence = (
        _("%(title)s is done.")
        if done.state == State.APPROVED
        else _("%(title)s is marked as done. It waits for a parent.")
    )
    return Answer(
        sentence,
        {"title": done.title},
        undo_href=await undo_href(work, duty.id),
        link=f"/occurrences/{done.id}",
    )


def _summary(
    look: Reading, member: Member | None, day: date, found: Sequence[Duty]
) -> tuple[str, dict[str, object]]:
    open_ = sum(duty.is_to_do for duty in found)
    values: dict[str, object] = {"n": open_, "total": len(found), "day": day.isoformat()}
    if member is not None:
        values["name"] = member.name
    if member is not None and member.id == look.viewer.member_id:
        return _own(found, open_, day == look.today), values
    if not found:
        return (_("%(name)s has nothing to do.") if member else _("Nobody has anything to do.")), values
    return (
        _("%(name)s has %(n)s of %(total)s still to do.")
        if member
        else _("%(n)s of %(total)s are still to do.")
    ), values


def _own(found: Sequence[Duty], open_: int, today: bool) -> str:
    if not found:
        return _("You have nothing to do today.") if today else _("You have nothing to do on that day.")
    if not open_:
        return _("All done.")
    return _("You have %(n)s of %(total)s still to do.")


def _line(duty: Duty, language: str, names: dict[int | None, str]) -> str:
    states = {
        **dict.fromkeys((State.OPEN, State.CLAIMED), _("to do")),
        State.SENT_BACK: _("once more"),
        State.WAITING: _("waits for a parent"),
        State.APPROVED: _("done"),
        State.MISSED: _("not done"),
        State.SKIPPED: _("skipped"),
        State.EXCUSED: _("not needed"),
    }
    who = f"{names[duty.member_id]}: " if duty.member_id in names else ""
    word = _("up for grabs") if duty.grabs and duty.is_to_do else states[duty.state]
    return f"{who}{duty.title} ({say(language, word)})"


TOOLS = (
    Tool(
        name="chores_list",
        call=_("Show the chores"),
        describes="What chores someone has to do on a day, and which of them are done.",
        input=ChoresList,
        risk=Risk.READ,
        roles=WITH_GUESTS,
        reads=list_chores,
        examples=(
            "what do I have to do today?",
            "which chores are left",
            "what does Leo have to do tomorrow",
            "did Maya do her chores",
            "show me the chores for saturday",
        ),
    ),
    Tool(
        name="chore_complete",
        call=_("Tick off “%(chore)s” for %(member)s"),
        describes="Says that a chore is done: one's own, or for a child when a parent or guest says so.",
        input=ChoreComplete,
        risk=Risk.OWN,
        roles=WITH_GUESTS,
        acts=complete_chore,
        examples=(
            "I fed the cat",
            "the dishwasher is empty now",
            "done with my homework",
            "I took the trash out",
            "finished practising piano",
        ),
    ),
)
