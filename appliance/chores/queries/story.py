"""What has happened to one occurrence, and which of it can be taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, func, select

from appliance.chores.models import StepTaken
from appliance.chores.queries import Duty
from appliance.chores.rules.states import FOR_GOOD, Step
from appliance.chores.rules.story import Told, last_of, story_of
from appliance.core.work import Reading


@dataclass(frozen=True)
class Story:
    """`told`: the oldest first, with what was taken back. `newest` is what an undo would take back."""

    told: Sequence[Told]
    newest: Told | None


async def story_about(look: Reading, duty: Duty) -> Story:
    log = [told_of(taken) for taken in await _log(look, duty.id)]
    first = log[0].at if log else None
    before = [one for one in story_of(duty) if first is None or (one.at is not None and one.at < first)]
    standing = [one for one in log if one.undone_at is None]
    newest = standing[-1] if standing else last_of(duty, duty.member_id, duty.way)
    return Story([*before, *log], newest if newest and newest.step not in FOR_GOOD else None)


async def undo_href(look: Reading, occurrence_id: int) -> str:
    """Of the newest step that stands: tapped twice, or after something else, it takes back nothing more."""
    found = await look.db.exec(
        select(func.max(StepTaken.id))
        .where(StepTaken.occurrence_id == occurrence_id, StepTaken.family_id == look.viewer.family_id)
        .where(col(StepTaken.undone_at).is_(None))
    )
    return f"/occurrences/{occurrence_id}/undo?step={found.one() or 0}"


async def _log(look: Reading, occurrence_id: int) -> Sequence[StepTaken]:
    found = await look.db.exec(
        select(StepTaken)
        .where(StepTaken.occurrence_id == occurrence_id, StepTaken.family_id == look.viewer.family_id)
        .order_by(col(StepTaken.id))
    )
    return found.all()


def told_of(taken: StepTaken) -> Told:
    return Told(
        Step(taken.step),
        taken.by_member_id,
        taken.at,
        taken.note,
        id=taken.id,
        before=taken.before,
        undone_by=taken.undone_by,
        undone_at=taken.undone_at,
    )
