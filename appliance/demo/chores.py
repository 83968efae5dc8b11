"""The families' chores, and what became of each time they were due."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col, delete, select

from appliance.chores.actions import ChorePlan, add_chore
from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.repeats import Mode, Repeat, due_days, interval, read_repeat
from appliance.chores.rules.states import State
from appliance.chores.rules.words import parse_repeat
from appliance.core.clock import local_day
from appliance.core.work import Office, Work
from appliance.demo.chance import chance
from appliance.demo.events import DaysMadeUp
from appliance.demo.outcomes import Row, Span, row_of
from appliance.demo.people import Home
from appliance.demo.plan import DUE, PlannedChore

DAY = timedelta(days=1)
LEFT_LYING = 2 * DAY  # how long the last one of an `after done` chore is late


@dataclass(frozen=True)
class Due:
    """`done` is the day on which it was done; None where it was not."""

    day: date
    done: date | None


async def add_chores(office: Office, home: Home, since: datetime) -> None:
    async with office.work(home.actor(home.plan.owner.name), "demo", since) as work:
        for planned in home.plan.chores:
            repeat = parse_repeat(planned.repeat, work.today, home.zone)
            await add_chore(work, _agreed(home, planned, repeat))
        # History writes its own rows from the first day on.
        await work.db.exec(delete(Occurrence).where(col(Occurrence.family_id) == home.id))


def _agreed(home: Home, planned: PlannedChore, repeat: Repeat) -> ChorePlan:
    return ChorePlan(
        title=planned.title,
        people=tuple(home.member_id(name) for name in planned.people),
        repeat=repeat,
        way="pool" if planned.pool else "one",
        times=(DUE[planned.title],) if planned.title in DUE else (),
        points=planned.points,
        photo=planned.photo,
        auto_approve=planned.auto_approve,
    )


async def live_through(office: Office, home: Home, since: datetime) -> None:
    """Everything that was due until yesterday is decided, not before `since`; today stays as it is."""
    first = local_day(since, home.zone)
    titles = [planned.title for planned in home.plan.chores]
    async with office.work(home.house, "demo") as work:
        found = await work.db.exec(
            select(Chore).where(Chore.family_id == home.id, col(Chore.title).in_(titles))
        )
        rows = [
            row_of(home, chore, due.day, due.done, Span(since, work.now))
            for chore in found.all()
            for due in await _dues(work, chore, first)
        ]
        if rows:
            await _write(work, rows)
            await work.emit(DaysMadeUp(family_id=home.id, what="chores", rows=len(rows)))


async def _dues(work: Work, chore: Chore, first: date) -> list[Due]:
    repeat = read_repeat(chore.repeat)
    if repeat.mode is not Mode.AFTER_DONE:
        return _on_schedule(chore, due_days(repeat, first - DAY, work.today - DAY))
    last = await work.db.exec(
        select(Occurrence)
        .where(Occurrence.chore_id == chore.id)
        .order_by(col(Occurrence.due_local).desc())
        .limit(1)
    )
    found = last.first()
    if found is None:
        return _backwards(chore, interval(repeat), first, work.today)
    return _forwards(found, interval(repeat), first, work.today) if found.state == State.OPEN else []


def _on_schedule(chore: Chore, days: list[date]) -> list[Due]:
    return [Due(day, day if chance(chore.title, day).random() < 0.89 else None) for day in days]


def _backwards(chore: Chore, days: int, first: date, today: date) -> list[Due]:
    """So that the last one is late today, each before it was done just in time for the next."""
    dues = [Due(today - LEFT_LYING, None)]
    while (done := dues[-1].day - timedelta(days=days)) > first + 3 * DAY:
        dues.append(Due(done - chance(chore.title, done).randint(0, 2) * DAY, done))
    return dues[::-1]


def _forwards(last: Occurrence, days: int, first: date, today: date) -> list[Due]:
    dues, day = [], last.due_local
    while day < today - LEFT_LYING:
        done = max(day + chance(last.title, day).randint(0, 2) * DAY, first)
        dues.append(Due(day, done))
        day = done + timedelta(days=days)
    return [*dues, Due(day, None)] if dues and day < today else dues


async def _write(work: Work, rows: list[Row]) -> None:
    """What nobody has decided becomes what it says here; what was approved stays."""
    table = insert(Occurrence)
    decided = {
        name: table.excluded[name] for name in rows[0] if name not in ("title", "points", "bonus_minutes")
    }
    await (await work.db.connection()).execute(
        table.on_conflict_do_update(
            index_elements=["chore_id", "slot", "due_local", "nth"],
            set_=decided,
            where=col(Occurrence.state) != State.APPROVED.value,
        ),
        rows,
    )
