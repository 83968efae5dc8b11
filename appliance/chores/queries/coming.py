"""What would be due next, and whose it would be, of a chore that nobody has saved yet."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from appliance.chores.policy import may_change_chores
from appliance.chores.queries.turns import Planned, people_ahead
from appliance.chores.rules.coming import Coming, Rhythm, Timed, coming, rhythm_of
from appliance.chores.rules.repeats import Frame, Mode
from appliance.chores.rules.words import rhythm_words
from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import family_of, members_of


class WithTimes(Planned, Timed, Protocol):
    """A chore as it is, or as somebody would like it to be: who does it, and when."""


@dataclass(frozen=True)
class Foreseen:
    """Nobody: all who could do it are away. `grabs`: whoever of them comes first."""

    time: Coming
    people: tuple[Member, ...]
    grabs: bool

    @property
    def day(self) -> date:
        return self.time.day


@dataclass(frozen=True)
class Preview:
    rhythm: Rhythm
    dates: Sequence[Foreseen]

    @property
    def if_in_time(self) -> bool:
        """Where it counts from when it was done, all but the first date are a guess."""
        return self.rhythm.repeat.mode is Mode.AFTER_DONE

    def words(self, language: str) -> str:
        return rhythm_words(self.rhythm, language)


async def frame_of(look: Reading) -> Frame:
    """The family's week decides, not that of whoever looks: else a rule would change with its reader."""
    return Frame(look.today, look.viewer.zone, (await family_of(look)).week_start)


async def preview_of(look: Reading, plan: WithTimes, chore_id: int | None = None) -> Preview:
    """Its next ten dates. `chore_id`: the chore that is being changed, whose turns so far count."""
    if not may_change_chores(look.viewer):
        raise NotAllowed(_("Only a parent can change chores."))
    known = {member.id: member for member in await members_of(look) if member.role != Role.GUEST}
    if not plan.people:
        raise Invalid(_("Not saved yet."), {"people": _("Please choose who does it.")})
    if not set(plan.people) <= set(known):
        raise Invalid(_("Not saved yet."), {"people": _("Please choose people of this family.")})
    rhythm = replace(rhythm_of(plan), blocks=look.viewer.blocks)
    times = coming(rhythm, look.today)
    people = await people_ahead(look, plan, [(one.day, one.nth) for one in times], chore_id)
    grabs = plan.way == "pool" and len(plan.people) > 1
    return Preview(
        rhythm,
        [
            Foreseen(one, tuple(known[who] for who in whose), grabs)
            for one, whose in zip(times, people, strict=True)
        ],
    )
