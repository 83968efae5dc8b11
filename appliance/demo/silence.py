"""When nobody sat at a screen: a pause before dinner, and hours in which a device said nothing."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from appliance.core.clock import from_local
from appliance.core.work import Office
from appliance.demo.devices import fall_silent
from appliance.demo.people import Home
from appliance.screen_time.rules import Span

FAMILY = "Rivera"
QUIET = (4, time(15, 30), time(17, 10))
PAUSED = (6, time(18, 20), time(19, 5))
PAUSED_CHILD = "Leo"


def holes_of(home: Home, today: date) -> Mapping[str, Sequence[Span]]:
    if home.plan.name != FAMILY:
        return {}
    quiet, paused = _span(home, today, QUIET), _span(home, today, PAUSED)
    return {name: [quiet, paused] if name == PAUSED_CHILD else [quiet] for name in home.plan.limits}


def _span(home: Home, today: date, when: tuple[int, time, time]) -> Span:
    days, begins, ends = when
    day = today - timedelta(days=days)
    return Span(from_local(day, begins, home.zone), from_local(day, ends, home.zone))


async def be_silent(office: Office, home: Home, today: date) -> None:
    if home.plan.name == FAMILY:
        quiet = _span(home, today, QUIET)
        await fall_silent(office, home, quiet.start, quiet.end)


def paused_at(home: Home, today: date) -> tuple[datetime, datetime]:
    span = _span(home, today, PAUSED)
    return span.start, span.end
