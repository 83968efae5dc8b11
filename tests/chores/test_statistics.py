"""How it goes, in numbers: what was skipped or excused is held against nobody, and nobody is compared."""

from datetime import date, timedelta

import pytest
from sqlmodel import delete, select

from appliance.chores.models import Occurrence
from appliance.chores.queries.counts import counts_of
from appliance.chores.rules.counts import Outcome, Span, Tally, tally
from appliance.core.errors import NotAllowed
from tests.chores.doing import add, approve, complete, due
from tests.support.access import add_rosa
from tests.support.house import House

TODAY = date(2026, 3, 10)


async def counted(house: House, who: str, weeks: int = 4, member: str = "") -> dict[str, Tally]:
    """By person."""
    names = {actor.member_id: name for name, actor in house.people.items()}
    member_id = house.people[member].member_id if member else None
    async with house.office.reading(house.people[who]) as look:
        found = await counts_of(look, Span(weeks, look.today, 0), member_id)  # type: ignore[arg-type]
    return {
        names[person]: tally(one for one in found if one.member_id == person)
        for person in {one.member_id for one in found}
    }


async def test_done_in_time_done_later_and_not_done_are_told_apart(house: House) -> None:
    for title in ("Feed the cat", "Water the fern", "Lay the table", "Sweep the hall"):
        await add(house, title, "Maya", repeat="once")
    await complete(house, "Maya", await due(house, "Feed the cat"))
    later = await due(house, "Water the fern")
    not_done = await due(house, "Sweep the hall")
    house.clock.forward(days=1)
    await complete(house, "Maya", later)
    await approve(house, "Elena", later)
    async with house.office.database.writing() as db:
        row = (await db.exec(select(Occurrence).where(Occurrence.id == not_done.id))).one()
        row.state = "excused"
        db.add(row)
    assert await counted(house, "Elena") == {"Maya": Tally(in_time=1, later=1, not_done=1)}


async def test_what_is_still_to_come_is_not_counted(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    assert await counted(house, "Elena") == {}


async def test_the_young_see_their_own_numbers_whatever_they_ask_for(house: House) -> None:
    for name in ("Maya", "Leo"):
        await add(house, f"The bed of {name}", name, repeat="once")
        await complete(house, name, await due(house, f"The bed of {name}"))
    assert set(await counted(house, "Elena")) == {"Maya", "Leo"}
    assert set(await counted(house, "Elena", member="Leo")) == {"Leo"}
    assert set(await counted(house, "Maya", member="Leo")) == {"Maya"}
    page = (await (await house.browser("Maya")).get("/chores/statistics")).text
    assert "You did one chore. Well done!" in page and "Leo" not in page and "not done" not in page


async def test_a_guest_is_not_here_to_judge(house: House) -> None:
    await add_rosa(house)
    with pytest.raises(NotAllowed):
        await counted(house, "Rosa")


async def test_other_families_count_nothing_of_ours(house: House) -> None:
    await add(house, "Feed the cat", "Maya", repeat="once")
    await complete(house, "Maya", await due(house, "Feed the cat"))
    assert await counted(house, "Ada") == {}
    assert await counted(house, "Ada", member="Maya") == {}


@pytest.mark.parametrize(("weeks", "first"), [(4, date(2026, 2, 16)), (13, date(2025, 12, 15))])
def test_weeks_begin_with_the_familys_first_day(weeks: int, first: date) -> None:
    span = Span(weeks, TODAY, 0)  # type: ignore[arg-type]
    assert span.first == first and span.steps[-1] == date(2026, 3, 9)
    assert Span(weeks, TODAY, 6).first == first - timedelta(days=1)  # type: ignore[arg-type]


def test_a_year_is_twelve_whole_months() -> None:
    span = Span(52, TODAY, 0)
    assert (span.first, span.steps[-1], len(span.steps)) == (date(2025, 4, 1), date(2026, 3, 1), 12)


async def test_each_day_falls_into_its_own_week_or_month(house: House) -> None:
    """Rows put straight onto their days: also the last of one step and the first of the next."""
    await add(house, "Feed the cat", "Maya", repeat="once")
    cat = await due(house, "Feed the cat")
    async with house.office.database.writing() as db:
        facts = (await db.get_one(Occurrence, cat.id)).model_dump(exclude={"id", "due_local", "state"})
    for weeks in (4, 13, 52):
        span = Span(weeks, TODAY, 0)  # type: ignore[arg-type]
        days = {*span.steps, *(day - timedelta(days=1) for day in span.steps[1:])}
        async with house.office.database.writing() as db:
            await db.exec(delete(Occurrence))
            db.add_all(Occurrence(**facts, due_local=day, state="missed") for day in days)
        async with house.office.reading(house.people["Elena"]) as look:
            found = sorted(await counts_of(look, span))
        assert [one.step for one in found] == list(range(len(span.steps)))
        assert [one.number for one in found] == [2] * (len(span.steps) - 1) + [1]
        assert {one.outcome for one in found} == {Outcome.NOT_DONE}
