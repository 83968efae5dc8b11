"""The children's ledger over the year: pay for each approved chore, and what they spent it on."""

from datetime import datetime

from sqlalchemy import insert
from sqlmodel import SQLModel, col, func, select

from appliance.chores.models import Occurrence
from appliance.chores.rules.states import State, approval_cause
from appliance.core.work import Office, Work
from appliance.demo.events import DaysMadeUp
from appliance.demo.people import Home
from appliance.demo.purse import Booked, Purse, Row
from appliance.rewards.actions import RewardPlan, add_reward
from appliance.rewards.models import PointEntry, Reward, Wish
from appliance.screen_time.models import BonusMinutes


async def add_rewards(office: Office, home: Home, since: datetime) -> None:
    async with office.work(home.actor(home.plan.owner.name), "demo", since) as work:
        for planned in home.plan.rewards:
            await add_reward(work, RewardPlan(planned.title, planned.points, planned.minutes))


async def settle_points(office: Office, home: Home) -> None:
    """Whatever is approved and not paid yet is paid, in the order in which it happened."""
    async with office.work(home.house, "demo") as work:
        unpaid = await _unpaid(work, home)
        found = await work.db.exec(
            select(Reward).where(Reward.family_id == home.id, col(Reward.put_away_at).is_(None))
        )
        rewards = found.all()
        booked = Booked(await _next_id(work, Wish))
        for member in home.plan.members:
            member_id = home.member_id(member.name)
            wanted = [] if member.is_parent else rewards
            purse = Purse(home, member_id, wanted, await _balance(work, home, member_id), work.now, booked)
            purse.live([one for one in unpaid if one.assignee_id == member_id])
        if unpaid:
            await _write(work, booked)
            await work.emit(DaysMadeUp(family_id=home.id, what="points", rows=len(booked.entries)))


async def _unpaid(work: Work, home: Home) -> list[Occurrence]:
    paid = await work.db.exec(select(PointEntry.cause).where(PointEntry.family_id == home.id))
    causes = set(paid.all())
    found = await work.db.exec(
        select(Occurrence)
        .where(Occurrence.family_id == home.id, Occurrence.state == State.APPROVED, Occurrence.paid > 0)
        .order_by(col(Occurrence.approved_at), col(Occurrence.id))
    )
    return [one for one in found.all() if approval_cause(one.id or 0, one.round) not in causes]


async def _balance(work: Work, home: Home, member_id: int) -> int:
    found = await work.db.exec(
        select(func.coalesce(func.sum(PointEntry.amount), 0)).where(
            PointEntry.family_id == home.id, PointEntry.member_id == member_id
        )
    )
    return int(found.one())


async def _next_id(work: Work, table: type[Wish] | type[PointEntry]) -> int:
    found = await work.db.exec(select(func.max(table.id)))
    return (found.one() or 0) + 1


async def _write(work: Work, booked: Booked) -> None:
    entries = sorted(booked.entries, key=lambda row: str(row["at"]))
    first = await _next_id(work, PointEntry)
    numbers = {entry["cause"]: first + place for place, entry in enumerate(entries)}
    for entry in entries:
        entry["id"] = numbers[entry["cause"]]
        entry.setdefault("occurrence_id", None)
        entry["reverses_id"] = numbers[entry["reverses_id"]] if entry["reverses_id"] else None
    await _insert(work, Wish, booked.wishes)
    await _insert(work, PointEntry, entries)
    await _insert(work, BonusMinutes, booked.minutes)


async def _insert(work: Work, table: type[SQLModel], rows: list[Row]) -> None:
    if rows:
        await (await work.db.connection()).execute(insert(table), rows)
