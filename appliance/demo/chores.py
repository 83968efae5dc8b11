"""The families' chores, and what became of each time they were due."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import col, delete, select

from appliance.chores.actions import ChorePlan, add_chore
from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.repeats import Mode, Repeat, interval, read_repeat
from appliance.chores.rules.states import State
from appliance.chores.rules.words import parse_repeat
from appliance.core.clock import local_day
from appliance.core.work import Office, Work
from appliance.demo.dues import DAY, ILL, Due, backwards, forwards, on_schedule
from appliance.demo.events import DaysMadeUp
from appliance.demo.outcomes import Row, Span, row_of
from appliance.demo.people import Home
from appliance.demo.plan import PlannedChore


async def add_chores(office: Office, home: Home, since: datetime) -> None:
    for planned in home.plan.chores:
        moment = max(since, office.clock() - planned.days * DAY) if planned.days else since
        async with office.work(home.actor(home.plan.owner.name), "demo", moment) as work:
            await add_chore(work, _agreed(home, planned, parse_repeat(planned.repeat, work.today, home.zone)))
    async with office.work(home.house, "demo") as work:
        # History writes its own rows from the first day on.
        await work.db.exec(delete(Occurrence).where(col(Occurrence.family_id) == home.id))
        await work.db.exec(update(Chore).where(col(Chore.family_id) == home.id).values(made_until=None))
        await work.emit(DaysMadeUp(family_id=home.id, what="agreements", rows=len(home.plan.chores)))


def _agreed(home: Home, planned: PlannedChore, repeat: Repeat) -> ChorePlan:
    facts: dict[str, Any] = dict(planned.more)
    facts["steps"] = tuple(facts.get("steps", ()))
    return ChorePlan(
        title=planned.title,
        people=tuple(home.member_id(name) for name in planned.people),
        repeat=repeat,
        way=planned.way,
        times=planned.due_times,
        points=planned.points,
        photo=planned.photo,
        auto_approve=planned.auto_approve,
        **facts,
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
            row_of(home, chore, well(home, chore, due, work.today), Span(since, work.now))
            for chore in found.all()
            for due in await _dues(work, chore, first)
        ]
        if rows:
            await _write(work, rows)
            await work.emit(DaysMadeUp(family_id=home.id, what="chores", rows=len(rows)))


def well(home: Home, chore: Chore, due: Due, today: date) -> Due:
    """Nobody does chores while they are ill; what is up for grabs is then done by somebody else."""
    ill = {
        home.member_id(name)
        for name, (first, last) in ILL.items()
        if name in home.members and today - first <= due.day <= today - last
    }
    if due.who in ill:
        return replace(due, done=None)
    others = [one for one in chore.people if one not in ill]
    return replace(due, who=others[0]) if ill and due.done and due.who is None else due


async def _dues(work: Work, chore: Chore, first: date) -> list[Due]:
    repeat = read_repeat(chore.repeat)
    if repeat.mode is not Mode.AFTER_DONE:
        return on_schedule(chore, repeat, first - DAY, work.today - DAY)
    last = await work.db.exec(
        select(Occurrence)
        .where(Occurrence.chore_id == chore.id)
        .order_by(col(Occurrence.due_local).desc())
        .limit(1)
    )
    found = last.first()
    if found is None:
        return backwards(chore, interval(repeat), first, work.today)
    if found.state != State.OPEN:
        return []
    return forwards(chore, found, interval(repeat), first, work.today)


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
