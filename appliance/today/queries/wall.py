"""Everyone's day as it hangs in the kitchen: what is done and what is left, and nobody's own things."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.chores.queries import Duty, on_the_table
from appliance.core.people import Actor, Role
from appliance.core.work import Reading
from appliance.household.models import Device, Family, Member, blocks_of
from appliance.household.queries import members_of
from appliance.today.queries import Coming, block_of, coming_up
from appliance.today.rules import Part, in_order, part_of

JOBS = 6  # in a column: more than a glance can take is only counted
ORDER = {"open": 0, "claimed": 0, "sent_back": 0, "waiting": 1, "approved": 2}


@dataclass(frozen=True)
class Column:
    person: Member
    jobs: Sequence[Duty]
    more: int
    done: int
    total: int


@dataclass(frozen=True)
class WallDay:
    columns: Sequence[Column]
    coming: Sequence[Coming]
    free: Sequence[Duty]
    tomorrow: Sequence[Duty]

    @property
    def left(self) -> int:
        return sum(column.total - column.done for column in self.columns) + len(self.free)

    @property
    def planned(self) -> int:
        return sum(column.total for column in self.columns) + len(self.free)


async def at_the_wall(db: AsyncSession, device: Device) -> Actor:
    """Nobody in particular: may do nothing, and belongs to the family of its device."""
    family = (await db.exec(select(Family).where(Family.id == device.family_id))).one()
    return Actor(
        member_id=0,
        family_id=device.family_id,
        role=Role.DISPLAY,
        name=device.name,
        language=family.language,
        zone=family.zone,
        week_start=family.week_start,
        blocks=blocks_of(family),
        family_name=family.name,
        may_write=False,
    )


async def wall_day(look: Reading) -> WallDay:
    """2 queries."""
    people = {member.id or 0: member for member in await members_of(look)}
    duties = await on_the_table(look, days_ahead=1)
    now = block_of(look)
    today = [duty for duty in duties if duty.day <= look.today and duty.state in ORDER]
    return WallDay(
        columns=[_column(person, today, now) for person in _in_order(people)],
        coming=coming_up(look, duties, people, {}),
        free=[duty for duty in today if duty.grabs],
        tomorrow=[duty for duty in duties if duty.day > look.today and duty.is_to_do],
    )


def _in_order(people: Mapping[int, Member]) -> list[Member]:
    """Children first: it is theirs most of all."""
    return sorted(people.values(), key=lambda person: person.role not in (Role.CHILD, Role.TEEN))


def _column(person: Member, today: Sequence[Duty], now: Part) -> Column:
    """The block of now comes before the later ones."""
    mine = [duty for duty in today if duty.member_id == person.id]
    jobs = sorted(mine, key=lambda duty: (ORDER[duty.state], part_of(duty, now) > now, in_order(duty, now)))
    done = sum(duty.state == "approved" for duty in mine)
    return Column(person, jobs[:JOBS], len(jobs[JOBS:]), done, len(mine))
