"""What the assistant can do with chores and points."""

from datetime import date

import pytest

from appliance.chores.models import Occurrence
from appliance.chores.tools.deciding import ChoreApprove, approve_chore
from appliance.chores.tools.everyday import ChoreComplete, ChoresList, complete_chore, list_chores
from appliance.chores.tools.planning import ChoreAdd, plan_chore
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.plurals import in_english
from appliance.core.registry import Answer
from appliance.rewards.tools import PointsBalance, tell_balance
from tests.chores.doing import add, again, complete, due
from tests.rewards.doing import give
from tests.support.house import House


async def ask(house: House, who: str, member: str | None = None, day: date | None = None) -> Answer:
    async with house.office.reading(house.people[who]) as look:
        return await list_chores(look, ChoresList(member=member, day=day))


async def say_done(house: House, who: str, chore: str, member: str) -> Answer:
    async with house.office.work(house.people[who], "ask") as work:
        return await complete_chore(work, ChoreComplete(chore=chore, member=member))


async def plan(house: House, who: str, title: str, **more: object) -> str:
    async with house.office.work(house.people[who], "ask") as work:
        answer = await plan_chore(work, ChoreAdd(title=title, **more))  # type: ignore[arg-type]
    return in_english(answer.sentence, answer.values)


async def say_yes(house: House, who: str, chore: str, member: str) -> str:
    async with house.office.work(house.people[who], "ask") as work:
        answer = await approve_chore(work, ChoreApprove(chore=chore, member=member))
    return in_english(answer.sentence, answer.values)


async def test_a_child_asks_what_there_is_to_do(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Water the plants", "Leo", "Maya", way="pool")
    await complete(house, "Maya", await due(house, "Feed the cat"))
    answer = await ask(house, "Maya", "Maya")
    assert answer.sentence % answer.values == "You have 1 of 2 still to do."
    assert list(answer.lines) == ["Water the plants (up for grabs)", "Feed the cat (waits for a parent)"]


async def test_a_parent_asks_for_everyone_or_for_one_by_any_name(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Do homework", "Leo")
    assert "Maya: Feed the cat (to do)" in (await ask(house, "Elena")).lines
    answer = await ask(house, "Elena", "leo", date(2026, 3, 12))
    assert answer.sentence % answer.values == "Leo has 1 of 1 still to do."
    with pytest.raises(NotFound, match="Tobi"):
        await ask(house, "Elena", "Tobi")


async def test_i_fed_the_cat(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    answer = await say_done(house, "Maya", "feed the cat", "Maya")
    assert answer.sentence % answer.values == "Feed the cat is marked as done. It waits for a parent."
    cat = await due(house, "Feed the cat")
    assert cat.state == "waiting" and (answer.undo_href or "").startswith(f"/occurrences/{cat.id}/undo?step=")
    with pytest.raises(RuleBroken, match="waits for a parent"):
        await say_done(house, "Maya", "Feed the cat", "Maya")


async def test_what_is_not_there_today_is_not_guessed(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Tidy your room", "Maya", repeat="saturday")
    for title in ("Feed the dog", "Tidy your room", "Feed"):
        with pytest.raises(NotFound):
            await say_done(house, "Maya", title, "Maya")


async def test_a_child_speaks_only_for_themselves_a_parent_for_a_child(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    await add(house, "Water the plants", "Leo", "Maya", way="pool")
    with pytest.raises(NotAllowed):
        await say_done(house, "Leo", "Feed the cat", "Maya")
    await say_done(house, "Elena", "Feed the cat", "Maya")
    await say_done(house, "Elena", "Water the plants", "Leo")
    assert (await due(house, "Water the plants")).member_id == house.people["Leo"].member_id


async def test_one_left_over_and_todays_means_todays(house: House) -> None:
    await add(house, "Call Grandma", "Maya", repeat="3 days after done")
    await add(house, "Feed the cat", "Maya")
    old = await due(house, "Feed the cat")
    house.clock.forward(days=1)
    await say_done(house, "Maya", "Feed the cat", "Maya")
    assert (await again(house, old)).state == "open"
    await say_done(house, "Maya", "Call Grandma", "Maya")
    async with house.office.reading(house.people["Maya"]) as look:
        assert (await look.db.get_one(Occurrence, old.id)).done_at is None


async def test_points_are_told_to_whom_they_concern(house: House) -> None:
    await give(house, "Maya", 23)

    async def tell(who: str, member: str) -> str:
        async with house.office.reading(house.people[who]) as look:
            answer = await tell_balance(look, PointsBalance(member=member))
        return in_english(answer.sentence, answer.values)

    assert await tell("Maya", "me") == "You have 23 points."
    assert await tell("Marco", "Maya") == "Maya has 23 points."
    with pytest.raises(NotAllowed):
        await tell("Leo", "Maya")


async def test_a_parent_says_what_there_is_to_do(house: House) -> None:
    told = await plan(house, "Elena", "wash the car", member="Leo", due=date(2026, 3, 14), points=10)
    assert told == "Wash the car is on the board: Leo, once."
    car = await due(house, "Wash the car", date(2026, 3, 14))
    assert (car.member_id, car.points) == (house.people["Leo"].member_id, 10)
    told = await plan(house, "Marco", "set the table", member="Maya", repeat="monday to friday")
    assert told == "Set the table is on the board: Maya, Monday to Friday."


async def test_what_is_for_nobody_in_particular_is_up_for_grabs(house: House) -> None:
    told = await plan(house, "Marco", "sweep the balcony", due=date(2026, 3, 11))
    assert told == "Sweep the balcony is on the board: up for grabs, once."
    assert (await due(house, "Sweep the balcony", date(2026, 3, 11))).grabs


async def test_a_day_that_is_over_and_an_odd_rhythm_are_refused(house: House) -> None:
    with pytest.raises(RuleBroken, match="over already"):
        await plan(house, "Elena", "wash the car", due=date(2026, 3, 1))
    with pytest.raises(Invalid, match="did not understand how often"):
        await plan(house, "Elena", "wash the car", repeat="now and then")
    with pytest.raises(NotAllowed):
        await plan(house, "Leo", "wash the car", member="Maya")


async def test_a_yes_in_words_is_for_the_one_that_waits(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    house.clock.forward(days=1)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    told = await say_yes(house, "Elena", "feed the cats", "Maya")
    assert told == "You said yes to Feed the cat. Maya gets 2 points."
    assert (await again(house, cat)).state == "approved"
    with pytest.raises(NotFound):
        await say_yes(house, "Elena", "Feed the dog", "Maya")


async def test_nobody_says_yes_to_themselves_in_words_either(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    await complete(house, "Maya", await due(house, "Feed the cat"))
    with pytest.raises(NotAllowed):
        await say_yes(house, "Maya", "Feed the cat", "Maya")
