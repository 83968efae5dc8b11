"""I'll do it, somebody else may, skipped, excused, let go: each kept apart, each taken back as it was."""

from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, delete, select, update

from appliance.chores import actions
from appliance.chores.models import Occurrence, StepTaken
from appliance.chores.queries import Duty, duty_of
from appliance.chores.queries.story import Story, story_about
from appliance.core.errors import NotAllowed, NotFound, RuleBroken
from appliance.core.migrate import migrate
from appliance.household.actions.leaving import remove_member
from tests.chores.doing import add, again, approve, complete, due, send_back, take, undo
from tests.chores.test_steps import points
from tests.support.golden import golden
from tests.support.house import House, open_house

Verb = Callable[..., Awaitable[Occurrence]]


async def row(house: House, duty: Duty) -> dict[str, object]:
    async with house.office.reading(house.people["Elena"]) as look:
        found = (await look.db.exec(select(Occurrence).where(Occurrence.id == duty.id))).one()
    return found.model_dump(exclude={"round"})


async def story(house: House, duty: Duty, who: str = "Elena") -> Story:
    async with house.office.reading(house.people[who]) as look:
        return await story_about(look, await duty_of(look, duty.id))


async def plants(house: House, **plan: object) -> Duty:
    await add(house, "Water the plants", "Leo", "Maya", way="pool", **({"points": 3} | plan))
    return await due(house, "Water the plants")


async def test_whoever_says_ill_do_it_has_it_and_can_leave_it_to_somebody_else(house: House) -> None:
    pool = await plants(house)
    await take(house, "Leo", actions.claim, pool)
    seen = await again(house, pool)
    assert (seen.state, seen.member_id, seen.claimed_by) == ("claimed", id_of(house, "Leo"), seen.member_id)
    for verb in (actions.claim, actions.complete, actions.release):
        with pytest.raises(RuleBroken, match="faster"):
            await take(house, "Maya", verb, pool)
    await take(house, "Leo", actions.release, pool)
    assert (await again(house, pool)).grabs
    await take(house, "Maya", actions.claim, pool)
    await complete(house, "Maya", pool)
    await approve(house, "Elena", pool)
    assert (await points(house, "Maya"), await points(house, "Leo")) == (3, 0)


async def test_only_what_is_up_for_grabs_can_be_taken(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    with pytest.raises(RuleBroken, match="not up for grabs"):
        await take(house, "Maya", actions.claim, cat)
    with pytest.raises(RuleBroken, match="up for grabs already"):
        await take(house, "Maya", actions.release, await plants(house))


async def test_a_parent_says_who_takes_it(house: House) -> None:
    pool = await plants(house)
    await take(house, "Elena", actions.claim, pool, member_id=id_of(house, "Maya"))
    assert (await again(house, pool)).member_id == id_of(house, "Maya")


@pytest.mark.parametrize(
    ("verb", "state"),
    [(actions.skip, "skipped"), (actions.excuse, "excused"), (actions.let_go, "missed")],
)
async def test_a_parent_ends_what_was_not_done_and_takes_it_back(
    house: House, verb: Verb, state: str
) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    for who in ("Maya", "Leo"):
        with pytest.raises(NotAllowed):
            await take(house, who, verb, cat)
    with pytest.raises(NotFound):
        await take(house, "Ada", verb, cat)
    before = await row(house, cat)
    await take(house, "Elena", verb, cat, note="Grandma fed it")
    seen = await again(house, cat)
    assert (seen.state, seen.note, seen.state_by) == (state, "Grandma fed it", id_of(house, "Elena"))
    with pytest.raises(NotAllowed):
        await undo(house, "Maya", cat)
    await undo(house, "Marco", cat)
    assert await row(house, cat) == before


async def test_what_a_child_has_done_is_not_skipped_over_their_head(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    for verb in (actions.skip, actions.excuse, actions.let_go):
        with pytest.raises(RuleBroken, match="waits for a parent already"):
            await take(house, "Elena", verb, cat)


async def test_who_was_ill_yesterday_is_excused_today(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    await take(house, "Elena", actions.let_go, cat)
    await take(house, "Elena", actions.excuse, cat, note="Ill")
    assert (await again(house, cat)).state == "excused"
    await undo(house, "Elena", cat)
    assert (await again(house, cat)).state == "missed"


async def test_fed_on_a_free_day_it_is_still_worth_its_points(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await take(house, "Elena", actions.excuse, cat)
    with pytest.raises(RuleBroken, match="Nobody has to do this one"):
        await complete(house, "Maya", cat)
    await approve(house, "Elena", cat)
    assert await points(house, "Maya") == 2
    await undo(house, "Elena", cat)
    assert ((await again(house, cat)).state, await points(house, "Maya")) == ("excused", 0)


async def test_next_fridays_is_skipped_ahead_but_not_let_go(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    friday = await due(house, "Feed the cat", house.people["Maya"].today(house.clock()) + timedelta(days=3))
    with pytest.raises(RuleBroken, match="not time"):
        await take(house, "Elena", actions.let_go, friday)
    await take(house, "Elena", actions.skip, friday)
    assert (await again(house, friday)).state == "skipped"


async def test_what_is_dropped_cannot_be_done_after_its_time_even_before_the_clock_comes_round(
    house: House,
) -> None:
    pool = await plants(house, times=(time(17),), overdue="drop")
    house.clock.forward(hours=2)
    for verb in (actions.claim, actions.complete):
        with pytest.raises(RuleBroken, match="time for this one is over"):
            await take(house, "Leo", verb, pool)
    await approve(house, "Elena", pool, member_id=id_of(house, "Leo"))
    assert await points(house, "Leo") == 3


async def test_sent_back_after_its_time_it_can_still_be_done_again(house: House) -> None:
    await add(house, "Tidy your room", "Maya", times=(time(18),), overdue="drop", points=5)
    room = await due(house, "Tidy your room")
    await complete(house, "Maya", room)
    house.clock.forward(hours=4)
    await send_back(house, "Elena", room, "Under the bed too")
    async with house.office.work(house.people["Elena"]) as work:
        await actions.close_missed(work)
    assert (await complete(house, "Maya", room)).state == "waiting"


async def test_every_step_is_taken_back_to_exactly_what_was_before_it(house: House) -> None:
    pool = await plants(house)
    steps: list[tuple[str, Verb, dict[str, object]]] = [
        ("Leo", actions.claim, {}),
        ("Leo", actions.release, {}),
        ("Maya", actions.claim, {}),
        ("Maya", actions.complete, {}),
        ("Elena", actions.send_back, {"note": "The fern, too"}),
        ("Maya", actions.complete, {}),
        ("Elena", actions.approve, {}),
    ]
    before = []
    for who, verb, more in steps:
        before.append(await row(house, pool))
        house.clock.forward(minutes=7)
        await take(house, who, verb, pool, **more)
    assert await points(house, "Maya") == 3
    for was in reversed(before):
        await undo(house, "Elena", pool)
        assert await row(house, pool) == was
    assert await points(house, "Maya") == 0
    with pytest.raises(RuleBroken, match="nothing to take back"):
        await undo(house, "Elena", pool)


async def test_the_story_names_each_step_its_time_and_who_took_it_also_what_was_taken_back(
    house: House,
) -> None:
    pool = await plants(house)
    at = house.clock()
    await take(house, "Leo", actions.claim, pool)
    await undo(house, "Leo", pool)
    house.clock.forward(minutes=1)
    await complete(house, "Maya", pool)
    await send_back(house, "Marco", pool, "The fern, too")
    told = (await story(house, pool)).told
    assert [(one.step, one.by, one.note) for one in told] == [
        ("claim", id_of(house, "Leo"), ""),
        ("complete", id_of(house, "Maya"), ""),
        ("send back", id_of(house, "Marco"), "The fern, too"),
    ]
    assert (told[0].at, told[0].undone_by, told[1].undone_at) == (at, id_of(house, "Leo"), None)


async def test_a_button_takes_back_what_it_was_drawn_for_and_nothing_older(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    await approve(house, "Elena", cat)
    newest = (await story(house, cat)).newest
    assert newest is not None
    await take(house, "Elena", actions.undo, cat, step_id=newest.id)
    with pytest.raises(RuleBroken, match="has happened since"):
        await take(house, "Marco", actions.undo, cat, step_id=newest.id)
    assert (await again(house, cat)).state == "waiting"


async def test_nobody_brings_back_what_the_clock_has_ended(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    cat = await due(house, "Feed the cat")
    house.clock.forward(days=2)
    async with house.office.work(house.people["Elena"]) as work:
        await actions.close_missed(work)
    assert (await again(house, cat)).state == "missed"
    with pytest.raises(RuleBroken, match="nothing to take back"):
        await undo(house, "Elena", cat)


@pytest.mark.parametrize("itself", [False, True])
async def test_what_was_done_before_there_was_a_log_can_be_taken_back_too(house: House, itself: bool) -> None:
    await add(house, "Feed the cat", "Maya", points=2, auto_approve=itself)
    cat = await due(house, "Feed the cat")
    fresh = await row(house, cat)
    await complete(house, "Maya", cat)
    waits = await row(house, cat)
    if not itself:
        await send_back(house, "Elena", cat, "Fresh water too")
        await complete(house, "Maya", cat)
        await approve(house, "Elena", cat)
    async with house.office.database.writing() as db:
        await db.exec(delete(StepTaken))
    assert [one.step for one in (await story(house, cat)).told][-1] == "approve"
    await undo(house, "Elena", cat)
    assert (await again(house, cat)).state == ("open" if itself else "waiting")
    await undo(house, "Elena", cat) if not itself else None
    await undo(house, "Elena", cat) if not itself else None
    assert await points(house, "Maya") == 0
    assert await row(house, cat) == (fresh if itself else waits)


async def test_something_the_log_does_not_know_is_not_overwritten_by_an_undo(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    later = house.clock() + timedelta(hours=1)
    async with house.office.database.writing() as db:
        await db.exec(
            update(Occurrence).where(col(Occurrence.id) == cat.id).values(state="missed", since=later)
        )
    with pytest.raises(RuleBroken, match="nothing to take back"):
        await undo(house, "Elena", cat)


async def test_several_yeses_at_once_and_what_cannot_be_said_yes_to_stays_and_says_why(house: House) -> None:
    for title in ("Feed the cat", "Lay the table", "Tidy your room"):
        await add(house, title, "Maya", points=2)
    cat, table, room = [
        await due(house, name) for name in ("Feed the cat", "Lay the table", "Tidy your room")
    ]
    for duty in (cat, table, room):
        await complete(house, "Maya", duty)
    await approve(house, "Marco", table)
    async with house.office.work(house.people["Elena"]) as work:
        answers = await actions.approve_all(work, [cat.id, table.id, 999999, room.id, cat.id])
    refused = [str(one.refused) if one.refused else "" for one in answers]
    assert refused == ["", "This is done already.", "We could not find that chore.", ""]
    assert [one.title for one in answers] == ["Feed the cat", "Lay the table", "", "Tidy your room"]
    assert await points(house, "Maya") == 6
    with pytest.raises(NotAllowed):
        async with house.office.work(house.people["Maya"]) as work:
            await actions.approve_all(work, [cat.id])


async def test_a_yes_among_several_that_breaks_halfway_leaves_nothing_of_itself(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    await add(house, "Pay the bills", "Marco", points=2, times=(time(17),), overdue="ask")
    house.clock.forward(hours=2)
    cat, bills = await due(house, "Feed the cat"), await due(house, "Pay the bills")
    async with house.office.work(house.people["Elena"]) as work:
        answers = await actions.approve_all(work, [bills.id, cat.id])
    assert answers[0].refused is not None and answers[1].refused is None
    assert (await again(house, bills)).state == "open"
    assert not (await story(house, bills)).told


def id_of(house: House, name: str) -> int:
    return house.people[name].member_id


async def test_whoever_leaves_gives_back_what_they_took_and_nobody_undoes_that(house: House) -> None:
    pool = await plants(house)
    await add(house, "Feed the cat", "Leo", points=2)
    cat = await due(house, "Feed the cat")
    await take(house, "Leo", actions.claim, pool)
    await complete(house, "Leo", cat)
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, id_of(house, "Leo"))
    left = await again(house, pool)
    assert (left.state, left.member_id, left.claimed_by) == ("open", id_of(house, "Maya"), None)
    assert (await again(house, cat)).state == "missed"
    assert [(await story(house, one)).told[-1].step for one in (pool, cat)] == ["leave", "leave"]
    for one in (pool, cat):
        with pytest.raises(RuleBroken, match="nothing to take back"):
            await undo(house, "Elena", one)


async def test_what_was_begun_of_a_chore_that_is_put_away_ends_in_its_story(house: House) -> None:
    chore = await add(house, "Water the plants", "Leo", "Maya", way="pool", points=3)
    pool = await due(house, "Water the plants")
    await take(house, "Leo", actions.claim, pool)
    async with house.office.work(house.people["Elena"]) as work:
        await actions.put_away_chore(work, chore)
    assert [one.step for one in (await story(house, pool)).told] == ["claim", "put away"]
    assert (await again(house, pool)).state == "missed"


async def test_what_was_done_before_an_upgrade_is_taken_back_after_it(tmp_path: Path) -> None:
    migrate(golden("0009", tmp_path / "appliance.db"))
    async with open_house(tmp_path, empty=True) as house:
        await house.know_people()
        async with house.office.reading(house.people["Elena"]) as look:
            begun = select(Occurrence).where(col(Occurrence.state).in_(("waiting", "approved")))
            rows = (await look.db.exec(begun.where(Occurrence.family_id == look.viewer.family_id))).all()
        assert {row.state for row in rows} == {"waiting", "approved"}
        for row in rows:
            async with house.office.work(house.people["Elena"]) as work:
                steps = 2 if row.state == "approved" else 1
                done = [await actions.undo(work, row.id or 0) for _step in range(steps)][-1]
            assert (done.state, done.since, done.done_at, done.paid) == ("open", None, None, 0)
