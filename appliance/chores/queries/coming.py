"""What would be due next, and whose it would be, of a chore that nobody has saved yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from appliance.chores.policy import may_change_chores
from appliance.chores.queries.turns import Planned, people_ahead
from appliance.chores.rules.coming import Coming, Rhythm, coming
from appliance.chores.rules.repeats import Frame
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import family_of, members_of


class WithTimes(Planned, Protocol):
    """A chore as it is, or as somebody would like it to be: when it is due, too."""

    @property
    def times(self) -> Sequence[time]: ...
    @property
    def part_of_day(self) -> str: ...
    @property
    def window_days(self) -> int: ...


@dataclass(frozen=True)
class Foreseen:
    """Nobody: all who could do it are away. `grabs`: whoever of them comes first."""

    time: Coming
    people: tuple[Member, ...]
    grabs: bool

    @property
    def day(self) -> date:
        return self.time.day


async def frame_of(look: Reading) -> Frame:
    """The family's week decides, not that of whoever looks: else a rule would change with its reader."""
    return Frame(look.today, look.viewer.zone, (await family_of(look)).week_start)


async def foreseen(look: Reading, plan: WithTimes, chore_id: int | None = None) -> list[Foreseen]:
    """Its next ten dates. `chore_id`: the chore that is being changed, whose turns so far count."""
    if not may_change_chores(look.viewer):
        raise NotAllowed(_("Only a parent can change chores."))
    known = {member.id: member for member in await members_of(look) if member.role != Role.GUEST}
    if not plan.people:
        raise Invalid(_("Not saved yet."), {"people": _("Please choose who does it.")})
    if not set(plan.people) <= set(known):
        raise Invalid(_("Not saved yet."), {"people": _("Please choose people of this family.")})
    times = coming(Rhythm(plan.repeat, plan.times, plan.part_of_day, plan.window_days), look.today)
    people = await people_ahead(look, plan, [(one.day, one.nth) for one in times], chore_id)
    grabs = plan.way == "pool" and len(plan.people) > 1
    return [
        Foreseen(one, tuple(known[who] for who in whose), grabs)
        for one, whose in zip(times, people, strict=True)
    ]
