"""Days on which other rules held, and screens that were stopped before dinner."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from appliance.core.clock import from_local
from appliance.core.work import Office
from appliance.demo.people import Home
from appliance.demo.silence import FAMILY, PAUSED_CHILD, paused_at
from appliance.screen_time.models import ScreenException, ScreenPause


@dataclass(frozen=True)
class Days:
    """From and until so many days ago, below zero ahead; `who` empty: all children."""

    kind: str
    first: int
    last: int
    minutes: int
    who: str
    by: str
    why: str
    no_bed: bool = False


DIFFERENT = (
    Days("holiday", 60, 54, 180, "", "Elena", "A week without school", no_bed=True),
    Days("sick", 6, 5, 120, "Maya", "Elena", "A cold"),
    Days("holiday", -12, -16, 150, "", "Marco", "At the sea", no_bed=True),
)
SAID_AT = time(20)


async def be_different(office: Office, home: Home, today: date) -> None:
    if home.plan.name != FAMILY:
        return
    async with office.work(home.house, "demo") as work:
        work.db.add_all([_row(home, days, today) for days in DIFFERENT])
        start, until = paused_at(home, today)
        work.db.add(
            ScreenPause(
                family_id=home.id,
                member_id=home.member_id(PAUSED_CHILD),
                why="Dinner is on the table",
                set_by=home.member_id("Marco"),
                set_at=start,
                until=until,
                ended_at=until,
            )
        )


def _row(home: Home, days: Days, today: date) -> ScreenException:
    first, last = (today - timedelta(days=ago) for ago in (days.first, days.last))
    return ScreenException(
        family_id=home.id,
        member_id=home.member_id(days.who) if days.who else 0,
        kind=days.kind,
        first=first,
        last=last,
        minutes=days.minutes,
        no_bed=days.no_bed,
        why=days.why,
        set_by=home.member_id(days.by),
        set_at=from_local(min(first, today) - timedelta(days=1), SAID_AT, home.zone),
    )
