"""The cards of each child's day, block by block, as a parent laid them out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from appliance.chores.queries import SeenChore, chores_of
from appliance.chores.queries.streaks import streaks
from appliance.chores.rules.repeats import PARTS
from appliance.chores.rules.streaks import Streak
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import children_of


@dataclass(frozen=True)
class Routine:
    """`blocks`: for each part of the day its chores in order, also those that are shared or in turns."""

    child: Member
    blocks: Mapping[str, Sequence[SeenChore]]
    streak: Streak


async def routines(look: Reading) -> list[Routine]:
    """Of every child and teenager, 3 queries."""
    children = await children_of(look)
    chores = sorted(await chores_of(look), key=lambda chore: (chore.place, chore.id))
    known = await streaks(look)
    return [
        Routine(child, _blocks(child.id or 0, chores), known.get(child.id or 0, Streak()))
        for child in children
    ]


def _blocks(member_id: int, chores: Sequence[SeenChore]) -> dict[str, list[SeenChore]]:
    mine = [chore for chore in chores if member_id in chore.people]
    return {part: [chore for chore in mine if chore.part_of_day == part] for part in PARTS}
