"""What the next ones do when one of a chore has come to its end, or goes on after all."""

from appliance.chores.actions.making import make_for, remake, unmake_following
from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.repeats import Mode, read_repeat
from appliance.core.work import Work


async def go_on(work: Work, chore: Chore) -> None:
    """One of its occurrences was approved, skipped, excused or missed."""
    if chore.put_away_at is not None:
        return
    if read_repeat(chore.repeat).mode is Mode.AFTER_DONE:
        await make_for(work, chore)
    elif chore.way == "turns":
        await remake(work, chore)


async def go_back(work: Work, occurrence: Occurrence, chore: Chore) -> None:
    """What ended is still to be done, or waits again."""
    if read_repeat(chore.repeat).mode is Mode.AFTER_DONE:
        await unmake_following(work, occurrence)
    elif chore.way == "turns" and chore.put_away_at is None:
        await remake(work, chore)
