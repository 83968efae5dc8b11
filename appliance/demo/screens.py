"""Limits, and a year of minutes at screens: short intervals, as a device's agent would send them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy.dialects.sqlite import insert

from appliance.core.clock import from_local
from appliance.core.work import Office, Work
from appliance.demo.chance import chance
from appliance.demo.events import DaysMadeUp
from appliance.demo.people import Home
from appliance.screen_time.actions import set_rules
from appliance.screen_time.models import Source, UsageInterval

Row = dict[str, object]
EVENING = time(21)


@dataclass(frozen=True)
class Device:
    name: str
    apps: tuple[tuple[str, str], ...]


LAPTOP = Device(
    "Family laptop",
    (
        ("Vocabulary trainer", "school"),
        ("Text editor", "school"),
        ("Browser", "web"),
        ("Block world", "games"),
    ),
)
TABLET = Device(
    "Tablet",
    (
        ("Drawing board", "other"),
        ("Animal videos", "video"),
        ("Puzzle farm", "games"),
        ("Story reader", "school"),
    ),
)
PHONE = Device(
    "Phone",
    (
        ("Messages", "chat"),
        ("Video clips", "video"),
        ("Music box", "music"),
        ("Kart race", "games"),
        ("Browser", "web"),
    ),
)
TV = Device("TV", (("Films and series", "video"), ("Nature channel", "video")))
# Who uses what, and how long one interval is on average, in minutes.
HABITS = {
    "Leo": ((PHONE, PHONE, LAPTOP, TV), 1.63),
    "Maya": ((TABLET, TABLET, LAPTOP, TV), 1.41),
    "Tobi": ((TABLET, TABLET, TV), 1.5),
}


async def set_limits(office: Office, home: Home, since: datetime) -> None:
    async with office.work(home.actor(home.plan.owner.name), "demo", since) as work:
        for name, limits in home.plan.limits.items():
            await set_rules(work, home.member_id(name), limits)


async def use_screens(office: Office, home: Home, first: date) -> None:
    """From `first` up to this moment. What is there already stays as it is."""
    async with office.work(home.house, "demo") as work:
        rows = [row for name in home.plan.limits for row in _year_of(home, name, first, work)]
        if rows:
            table = insert(UsageInterval).on_conflict_do_nothing()
            await (await work.db.connection()).execute(table, rows)
            await work.emit(DaysMadeUp(family_id=home.id, what="screen time", rows=len(rows)))


def _year_of(home: Home, name: str, first: date, work: Work) -> Iterator[Row]:
    for number in range((work.today - first).days + 1):
        day = first + timedelta(days=number)
        for row in day_at_screens(home, name, day):
            if str(row["end_at"]) <= str(work.now):
                yield row


def day_at_screens(home: Home, name: str, day: date) -> Iterator[Row]:
    """One to four sittings that share the day's minutes; some days have none."""
    luck, rules = chance("screen", home.plan.name, name, day), home.plan.limits[name]
    minutes = _minutes(luck, rules.minutes[day.weekday()])
    sittings = luck.randint(1, 4) if minutes > 30 else 1
    opens = from_local(day, time(10) if day.weekday() >= 5 else time(14, 30), home.zone)
    bed = rules.beds[day.weekday()]
    closes = from_local(day, bed.start if bed else EVENING, home.zone)
    room = (closes - opens) / sittings
    for number in range(sittings if minutes else 0):
        sitting = timedelta(minutes=minutes / sittings)
        begins = opens + number * room + luck.random() * max(room - sitting, timedelta())
        yield from _sitting(home, name, begins, begins + sitting, luck)


def _minutes(luck: Random, allowed: int) -> int:
    if luck.random() < 0.06:
        return 0
    bought = 30 if luck.random() < 0.12 else 0
    return round((allowed + bought) * luck.triangular(0.35, 1.04, 0.92))


def _sitting(home: Home, name: str, begins: datetime, ends: datetime, luck: Random) -> Iterator[Row]:
    """Apps take turns, with seconds between them, so that no two intervals of one app touch."""
    devices, mean = HABITS[name]
    device, last, at = luck.choice(devices), "", begins
    while at < ends:
        app, category = luck.choice([app for app in device.apps if app[0] != last])
        long = min(0.3 + luck.expovariate(1 / (mean - 0.3)), 14)
        until = min(at + timedelta(seconds=round(long * 60)), ends)
        if until > at:
            yield _row(home, name, device.name, (app, category), at, until)
        last, at = app, until + timedelta(seconds=luck.randint(1, 6))


def _row(home: Home, name: str, device: str, app: tuple[str, str], start: datetime, end: datetime) -> Row:
    return {
        "family_id": home.id,
        "member_id": home.member_id(name),
        "source": Source.AGENT.value,
        "device": device,
        "app": app[0],
        "category": app[1],
        "start_at": start,
        "end_at": end,
        "stored_by": home.member_id(name),
        "stored_at": end,
    }
