"""Rules, and a year of minutes at screens: short intervals, as devices tell them, and films written down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from sqlalchemy.dialects.sqlite import insert

from appliance.core.clock import from_local, local_day
from appliance.core.work import Office, Work
from appliance.demo.chance import chance
from appliance.demo.devices import COMPUTER, LAPTOP, PHONE, TABLET, TOBIS, TV, Device, Words, known_devices
from appliance.demo.events import DaysMadeUp
from appliance.demo.people import Home
from appliance.demo.plan import SINCE
from appliance.demo.sayings import Sayings, sayings
from appliance.screen_time.actions import set_rules
from appliance.screen_time.models import MeasuredDevice, Source, UsageInterval
from appliance.screen_time.rules import App, Rules, Span

Row = dict[str, object]
EVENING = time(21)
NEW_LATELY = timedelta(days=10)  # before the demo was made: apps since then that nobody has placed yet
SOURCES = {"agent": Source.AGENT, "activitywatch": Source.ACTIVITYWATCH, "rest": Source.API, "": Source.HAND}


@dataclass(frozen=True)
class Habit:
    """`mean`: how long one interval is on average, in minutes. `new`: what was installed lately."""

    devices: tuple[Device, ...]
    mean: float
    new: Mapping[str, Words]


HABITS = {
    "Leo": Habit((PHONE, PHONE, COMPUTER, LAPTOP, TV), 1.23, {PHONE.name: ("Star hopper", "app")}),
    "Maya": Habit((TABLET, TABLET, LAPTOP, TV), 1.04, {TABLET.name: ("com.example.dinodash", "app")}),
    "Tobi": Habit((TOBIS, TOBIS, TV), 1.1, {}),
}


@dataclass(frozen=True)
class Year:
    """What one child's days are made of. `holes`: when nobody sat at this child's screens."""

    home: Home
    name: str
    new_from: date
    devices: Mapping[str, int]
    said: Sayings
    holes: Sequence[Span]

    @property
    def rules(self) -> Rules:
        return self.home.plan.limits[self.name]


async def set_limits(office: Office, home: Home, since: datetime) -> None:
    async with office.work(home.actor(home.plan.owner.name), "demo", since) as work:
        for name, limits in home.plan.limits.items():
            await set_rules(work, home.member_id(name), limits)


async def use_screens(
    office: Office, home: Home, first: date, holes: Mapping[str, Sequence[Span]] | None = None
) -> None:
    """From `first` up to this moment. What is there already stays as it is."""
    async with office.work(home.house, "demo") as work:
        known = await known_devices(work, home)
        devices = {name: row.id or 0 for name, row in known.items()}
        said = await sayings(work, home)
        rows: list[Row] = []
        for name in home.plan.limits:
            year = Year(home, name, _new_from(home, known), devices, said, (holes or {}).get(name, ()))
            rows.extend(_year_of(year, first, work))
        if rows:
            table = insert(UsageInterval).on_conflict_do_nothing()
            await (await work.db.connection()).execute(table, rows)
            await work.emit(DaysMadeUp(family_id=home.id, what="screen time", rows=len(rows)))


def _new_from(home: Home, known: Mapping[str, MeasuredDevice]) -> date:
    """A fixed day: a day that is lived through again on a later start must come out the same."""
    begun = min((row.enrolled_at for row in known.values()), default=None)
    return date.max if begun is None else local_day(begun + SINCE[home.plan.name] - NEW_LATELY, home.zone)


def _year_of(year: Year, first: date, work: Work) -> Iterator[Row]:
    for number in range((work.today - first).days + 1):
        for row in day_at_screens(year, first + timedelta(days=number)):
            if str(row["end_at"]) <= str(work.now):
                yield row


def day_at_screens(year: Year, day: date) -> Iterator[Row]:
    """One to four sittings that share the day's minutes; some days have none."""
    luck = chance("screen", year.home.plan.name, year.name, day)
    minutes = _minutes(luck, year.rules.minutes[day.weekday()])
    sittings = luck.randint(1, 4) if minutes > 30 else 1
    bed = year.rules.beds[day.weekday()]
    opens = from_local(day, time(10) if day.weekday() >= 5 else time(14, 30), year.home.zone)
    closes = from_local(day, bed.start if bed else EVENING, year.home.zone)
    room = (closes - opens) / sittings
    for number in range(sittings if minutes else 0):
        sitting = timedelta(minutes=minutes / sittings)
        begins = opens + number * room + luck.random() * max(room - sitting, timedelta())
        span = Span(begins, begins + sitting)
        if not any(span.start < hole.end and hole.start < span.end for hole in year.holes):
            yield from _sitting(year, day, span, luck)


def _minutes(luck: Random, allowed: int) -> int:
    if luck.random() < 0.06:
        return 0
    bought = 30 if luck.random() < 0.12 else 0
    return round((allowed + bought) * luck.triangular(0.35, 1.04, 0.92))


def _sitting(year: Year, day: date, span: Span, luck: Random) -> Iterator[Row]:
    """Apps take turns, with seconds between them, so that no two intervals of one app touch."""
    habit = HABITS[year.name]
    device = luck.choice(habit.devices)
    apps = [
        year.said.on(day, year.home.member_id(year.name)).of(*words) for words in _words(year, device, day)
    ]
    if device is TV:
        yield _row(year, device, luck.choice(apps), span)
        return
    last, at = None, span.start
    while at < span.end:
        app = luck.choice([app for app in apps if app != last])
        long = min(0.3 + luck.expovariate(1 / (habit.mean - 0.3)), 14)
        until = min(at + timedelta(seconds=round(long * 60)), span.end)
        if until > at:
            yield _row(year, device, app, Span(at, until))
        last, at = app, until + timedelta(seconds=luck.randint(1, 6))


def _words(year: Year, device: Device, day: date) -> Sequence[Words]:
    new = HABITS[year.name].new.get(device.name)
    return (*device.apps, new) if new and day > year.new_from else device.apps


def _row(year: Year, device: Device, app: App, span: Span) -> Row:
    device_id = year.devices.get(device.name)
    by = year.home.plan.owner.name if device is TV else year.name
    return {
        "family_id": year.home.id,
        "member_id": year.home.member_id(year.name),
        "source": SOURCES[device.way].value,
        "device": f"#{device_id}" if device_id else f"hand:{span.start:%y%m%d%H%M}",
        "device_id": device_id,
        "app": app.name,
        "category": app.category,
        "standing": app.standing.value,
        "start_at": span.start,
        "end_at": span.end,
        "stored_by": year.home.member_id(by),
        "stored_at": span.end,
    }
