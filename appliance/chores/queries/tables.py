"""Chores and what became of them as rows of a table, with the words of the reader's language."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from appliance.chores.queries import Duty, SeenChore, chores_of, occurrences_for
from appliance.chores.rules.columns import BETWEEN_STEPS, BY_NAME, COLUMNS
from appliance.chores.rules.states import State
from appliance.chores.rules.words import repeat_text
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Reading
from appliance.household.queries.known import everyone_known

LONGEST = timedelta(days=366)
STATES = {
    State.OPEN: _("to do"),
    State.CLAIMED: _("to do"),
    State.WAITING: _("waits for a parent"),
    State.APPROVED: _("done"),
    State.SENT_BACK: _("once more"),
    State.MISSED: _("not done"),
    State.SKIPPED: _("skipped"),
    State.EXCUSED: _("not needed"),
}
HEADS = (
    *(_("Day"), _("Chore"), _("Person"), _("How it stands"), _("Due by"), _("Done at"), _("Done by")),
    *(_("Approved at"), _("Approved by"), _("Points"), _("Points paid"), _("Minutes paid"), _("Word")),
)
Table = tuple[list[str], list[Sequence[object]]]


async def table_of_history(look: Reading, first: date, last: date) -> Table:
    if not timedelta(0) <= last - first <= LONGEST:
        wrong = _("Please choose at most a year, from its first day to its last.")
        raise Invalid(wrong, {"last": wrong})
    names = await _names(look)
    duties = await occurrences_for(look, None, first, last)
    return [say(look.viewer.language, head) for head in HEADS], [_done(look, duty, names) for duty in duties]


async def table_of_chores(look: Reading) -> Table:
    """As it can be brought in again, here or in another house."""
    language = look.viewer.language
    names = await _names(look)
    rows: list[Sequence[object]] = [_chore(chore, names, language) for chore in await chores_of(look)]
    return [say(language, column.head) for column in COLUMNS], rows


async def _names(look: Reading) -> dict[int, str]:
    return {member.id or 0: member.name for member in await everyone_known(look)}


def _done(look: Reading, duty: Duty, names: dict[int, str]) -> Sequence[object]:
    viewer = look.viewer

    def at(moment: datetime | None) -> str:
        return viewer.local(moment).strftime("%Y-%m-%d %H:%M") if moment else ""

    def who(member_id: int | None) -> str:
        return names.get(member_id or 0, "")

    state = say(viewer.language, STATES[duty.state])
    done = (at(duty.done_at), who(duty.done_by), at(duty.approved_at), who(duty.approved_by))
    paid = (duty.points, duty.paid, duty.paid_minutes)
    return duty.day, duty.title, who(duty.member_id), state, at(duty.due_at), *done, *paid, duty.note


def _chore(chore: SeenChore, names: dict[int, str], language: str) -> list[object]:
    special: dict[str, object] = {
        "people": ", ".join(names[who] for who in chore.people if who in names),
        "repeat": repeat_text(chore.repeat),
        "start": chore.repeat.start,
        "times": ", ".join(at.strftime("%H:%M") for at in chore.times),
        "steps": BETWEEN_STEPS.join(chore.steps),
    }
    return [
        special[column.name] if column.name in special else _said(chore, column.name, language)
        for column in COLUMNS
    ]


def _said(chore: SeenChore, name: str, language: str) -> object:
    value = getattr(chore, name)
    if isinstance(value, bool):
        value = "yes" if value else "no"
    return BY_NAME[name].said(str(value), language) if BY_NAME[name].words else value
