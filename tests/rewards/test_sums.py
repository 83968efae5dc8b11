"""The balance that pages show is kept beside the ledger, and is always the sum of its entries."""

import pytest
from sqlmodel import col, delete, func, select, update

from appliance.core.errors import NotAllowed
from appliance.rewards import actions
from appliance.rewards.models import PointEntry, PointSum
from tests.chores.doing import add, approve, due, undo
from tests.rewards.doing import give, offer, purse, wish_for
from tests.support.house import House


async def kept_and_summed(house: House) -> tuple[dict[int, int], dict[int, int]]:
    sums = select(PointEntry.member_id, func.sum(PointEntry.amount)).group_by(col(PointEntry.member_id))
    async with house.office.database.reading() as db:
        kept = dict((await db.exec(select(PointSum.member_id, PointSum.points))).all())
        return kept, dict((await db.exec(sums)).all())


async def a_few_days(house: House) -> None:
    """Given, earned, taken back, spent."""
    await give(house, "Maya", 40)
    await give(house, "Leo", 7)
    await add(house, "Feed the cat", "Maya", points=3)
    occurrence = await due(house, "Feed the cat")
    await approve(house, "Elena", occurrence)
    await undo(house, "Elena", occurrence)
    wish = await wish_for(house, "Maya", await offer(house, "Ice cream", 15))
    async with house.office.work(house.people["Elena"]) as work:
        await actions.grant_wish(work, wish.id)


async def test_what_is_kept_is_the_sum_after_everything_that_can_happen_to_points(house: House) -> None:
    await a_few_days(house)
    kept, summed = await kept_and_summed(house)
    assert kept == summed and len(kept) == 2
    assert (await purse(house, "Maya")).points == summed[house.people["Maya"].member_id] == 25


async def test_what_is_refused_in_the_end_leaves_no_points(house: House) -> None:
    await a_few_days(house)
    before = await kept_and_summed(house)
    with pytest.raises(NotAllowed):
        async with house.office.work(house.people["Elena"]) as work:
            work.db.add(entry_of(house, "Maya", 5))
            await work.db.flush()
            raise NotAllowed("No")
    assert await kept_and_summed(house) == before


async def test_entries_that_are_erased_or_mended_by_hand_take_their_points_along(house: House) -> None:
    await a_few_days(house)
    async with house.office.database.writing() as db:
        leo = house.people["Leo"].member_id
        await db.exec(update(PointEntry).where(col(PointEntry.member_id) == leo).values(amount=9))
        newest = select(func.max(PointEntry.id)).scalar_subquery()
        await db.exec(delete(PointEntry).where(col(PointEntry.id) == newest))
    kept, summed = await kept_and_summed(house)
    assert kept == summed and kept[leo] == 9


def entry_of(house: House, name: str, amount: int) -> PointEntry:
    whose = house.people[name]
    return PointEntry(
        family_id=whose.family_id,
        member_id=whose.member_id,
        amount=amount,
        kind="bonus",
        cause=f"by hand:{amount}",
        title="",
        by_member_id=0,
        at=house.clock(),
    )
