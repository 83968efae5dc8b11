"""The decision over a child's screens at a thousand moments of a week.

The peer is the same question asked plainly: is it bedtime, minute by minute, until the answer turns.
"""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

from appliance.core.clock import local_day
from appliance.screen_time.rules import Child, Rules, Span, Stretch, child_of_today, decide
from scripts.benchmarks.figures import Figure, median

ZONE = "Europe/Berlin"
TIMES, LIMIT, MICROSECONDS = 1000, 50.0, 1e6
BED = Stretch(time(21, 30), time(6, 30))
RULES = Rules((120,) * 7, hours=((Stretch(time(7), time(0)),),) * 7, beds=(BED,) * 7)
FIRST = datetime.combine(date(2026, 3, 9), time(), UTC)


def measure(_folder: Path) -> list[Figure]:
    moments = [FIRST + timedelta(minutes=10 * number) for number in range(TIMES)]
    asked = [(_child(now), now) for now in moments]
    ours = [_took(lambda one=one: decide(one[0], one[1], ZONE)) for one in asked]
    peer = [_took(lambda now=now: _plainly(now)) for now in moments[::20]]
    return [Figure("decide", "one decision, median", median(ours), "us", median(peer), LIMIT)]


def _child(now: datetime) -> Child:
    used = [Span(now - timedelta(minutes=4 * n + 3), now - timedelta(minutes=4 * n)) for n in range(20)]
    return child_of_today(local_day(now, ZONE), ZONE, RULES, used=used)


def _took(work: object) -> float:
    begun = perf_counter()
    work()  # type: ignore[operator]
    return (perf_counter() - begun) * MICROSECONDS


def _plainly(now: datetime) -> datetime:
    def asleep(at: datetime) -> bool:
        wall = at.astimezone(ZoneInfo(ZONE)).time()
        return wall >= BED.start or wall < BED.end

    at, state = now, asleep(now)
    while asleep(at) == state:
        at += timedelta(minutes=1)
    return at
