"""How the house is, as far as the viewer may know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from appliance import __version__
from appliance.core.jobs import Schedule
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.models import Family, Member
from appliance.system.doctor.rounds import Round, Rounds
from appliance.system.jobs import DOCTOR
from appliance.system.policy import ask_to_hear, may_look_at_house


@dataclass(frozen=True)
class JobSeen:
    name: str
    at: datetime | None  # None: not yet
    trouble: str


@dataclass(frozen=True)
class HouseSeen:
    """`whole` is for who keeps the house. Others see the colour, and the `keepers` of their own family."""

    whole: bool
    round: Round | None
    is_looking: bool
    version: str
    since: datetime
    jobs: Sequence[JobSeen]
    keepers: Sequence[str]

    @property
    def state(self) -> str:
        return self.round.colour.value if self.round else "unknown"


async def house_seen(office: Office, actor: Actor, rounds: Rounds, schedule: Schedule) -> HouseSeen:
    """Whoever comes first lets the doctor begin."""
    ask_to_hear(actor)
    if rounds.last is None and not rounds.is_looking:
        office.wake(DOCTOR)
    whole = may_look_at_house(actor)
    return HouseSeen(
        whole,
        rounds.last,
        rounds.is_looking,
        __version__,
        schedule.since,
        _jobs(schedule.names, schedule.last) if whole else (),
        () if whole else await _keepers(office, actor),
    )


def _jobs(names: Sequence[str], last: Mapping[str, tuple[datetime, str]]) -> list[JobSeen]:
    return [JobSeen(name, *last.get(name, (None, ""))) for name in sorted(names)]


async def _keepers(office: Office, actor: Actor) -> Sequence[str]:
    async with office.reading(actor) as look:
        named = (
            select(Member.name)
            .join(Family, col(Family.id) == Member.family_id)
            .where(col(Family.keeps_house), Family.id == actor.family_id)
            .where(col(Member.owner), col(Member.left_at).is_(None))
        )
        return list(await look.db.exec(named.order_by(Member.name)))
