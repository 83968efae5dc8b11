"""I did it, yes, not yet, and taking it back."""

from datetime import timedelta

import pytest
from sqlmodel import select

from appliance.chores.events import OccurrenceApproved
from appliance.chores.models import Occurrence
from appliance.chores.queries import next_for_child
from appliance.core.audit import AuditRow
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.rewards.queries import balance_of
from tests.chores.doing import add, again, approve, complete, due, send_back, undo
from tests.support.house import House


async def points(house: House, name: str) -> int:
    async with house.office.reading(house.people[name]) as look:
        return (await balance_of(look, house.people[name].member_id)).points


async def test_a_child_ticks_off_a_chore_and_a_parents_yes_brings_its_points(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    assert (await again(house, cat)).state == "waiting"
    assert await points(house, "Maya") == 0
    await approve(house, "Marco", cat)
    assert await points(house, "Maya") == 2
    seen = await again(house, cat)
    assert (seen.approved_by, seen.done_by) == (
        house.people["Marco"].member_id,
        house.people["Maya"].member_id,
    )


async def test_a_child_cannot_approve_their_own_chore(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    for who in ("Maya", "Leo"):
        with pytest.raises(NotAllowed):
            await approve(house, who, cat)
        with pytest.raises(NotAllowed):
            await send_back(house, who, cat)


async def test_a_child_cannot_tick_off_a_siblings_chore(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    with pytest.raises(NotAllowed):
        await complete(house, "Leo", await due(house, "Feed the cat"))


async def test_a_parent_may_say_so_for_a_child_or_approve_at_once(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    await add(house, "Lay the table", "Maya", points=1)
    said = await complete(house, "Elena", await due(house, "Feed the cat"))
    assert (said.state, said.assignee_id) == ("waiting", house.people["Maya"].member_id)
    await approve(house, "Elena", await due(house, "Lay the table"))
    assert await points(house, "Maya") == 1


async def test_next_weeks_chore_cannot_be_done_today(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    later = await due(house, "Feed the cat", house.people["Maya"].today(house.clock()) + timedelta(days=7))
    for who in ("Maya", "Elena"):
        with pytest.raises(RuleBroken, match="not time"):
            await complete(house, who, later)


async def test_another_familys_chore_does_not_exist(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    for who in ("Ada", "Tobi"):
        for step in (complete, approve, send_back, undo):
            with pytest.raises(NotFound):
                await step(house, who, cat)


async def test_saying_it_twice_is_refused_with_a_sentence(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    with pytest.raises(RuleBroken, match="waits for a parent already"):
        await complete(house, "Maya", cat)
    await approve(house, "Elena", cat)
    with pytest.raises(RuleBroken, match="done already"):
        await approve(house, "Marco", cat)
    assert await points(house, "Maya") == 2


async def test_of_a_pool_the_first_one_gets_it(house: House) -> None:
    await add(house, "Water the plants", "Leo", "Maya", way="pool", points=3)
    plants = await due(house, "Water the plants")
    await complete(house, "Maya", plants)
    with pytest.raises(RuleBroken, match="faster"):
        await complete(house, "Leo", plants)
    await undo(house, "Maya", plants)
    assert (await again(house, plants)).grabs
    await complete(house, "Leo", plants)
    await approve(house, "Elena", plants)
    assert (await points(house, "Leo"), await points(house, "Maya")) == (3, 0)


async def test_a_parent_names_who_did_what_was_up_for_grabs(house: House) -> None:
    await add(house, "Water the plants", "Leo", "Maya", way="pool", points=3)
    plants = await due(house, "Water the plants")
    with pytest.raises(Invalid):
        await approve(house, "Elena", plants)
    with pytest.raises(Invalid):
        await approve(house, "Elena", plants, member_id=house.people["Tobi"].member_id)
    await approve(house, "Elena", plants, member_id=house.people["Leo"].member_id)
    assert await points(house, "Leo") == 3
    await undo(house, "Elena", plants)
    assert (await again(house, plants)).grabs and await points(house, "Leo") == 0


async def test_each_does_their_own(house: House) -> None:
    await add(house, "Make your bed", "Leo", "Maya", way="each", points=1)
    async with house.office.reading(house.people["Maya"]) as look:
        mine = await next_for_child(look, house.people["Maya"].member_id)
    assert [duty.member_id for duty in mine.to_do] == [house.people["Maya"].member_id]
    assert mine.next is not None
    await approve(house, "Elena", mine.next)
    assert (await points(house, "Leo"), await points(house, "Maya")) == (0, 1)


async def test_sent_back_it_is_open_again_with_the_note_and_can_be_done_again(house: House) -> None:
    await add(house, "Tidy your room", "Maya", points=5)
    room = await due(house, "Tidy your room")
    with pytest.raises(RuleBroken, match="Nobody has said"):
        await send_back(house, "Elena", room)
    await complete(house, "Maya", room)
    await send_back(house, "Elena", room, "Under the bed too")
    seen = await again(house, room)
    assert seen.sent_back and seen.note == "Under the bed too"
    await complete(house, "Maya", room)
    await approve(house, "Elena", room)
    assert await points(house, "Maya") == 5


async def test_only_a_parent_takes_a_send_back_back(house: House) -> None:
    await add(house, "Tidy your room", "Maya", points=5)
    room = await due(house, "Tidy your room")
    await complete(house, "Maya", room)
    await send_back(house, "Elena", room, "Again")
    with pytest.raises(NotAllowed):
        await undo(house, "Maya", room)
    await undo(house, "Elena", room)
    seen = await again(house, room)
    assert (seen.state, seen.note) == ("waiting", "")


async def test_a_yes_taken_back_takes_its_points_back_and_a_second_yes_pays_once(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    await approve(house, "Elena", cat)
    with pytest.raises(NotAllowed):
        await undo(house, "Maya", cat)
    await undo(house, "Elena", cat)
    assert ((await again(house, cat)).state, await points(house, "Maya")) == ("waiting", 0)
    await approve(house, "Marco", cat)
    assert await points(house, "Maya") == 2


async def test_what_approves_itself_can_be_taken_back_by_whoever_said_so(house: House) -> None:
    await add(house, "Do homework", "Leo", auto_approve=True, points=3)
    homework = await due(house, "Do homework")
    assert (await complete(house, "Leo", homework)).state == "approved"
    assert await points(house, "Leo") == 3
    await undo(house, "Leo", homework)
    seen = await again(house, homework)
    assert (seen.state, seen.done_at, await points(house, "Leo")) == ("open", None, 0)


async def test_a_parents_own_chore_needs_no_second_parent(house: House) -> None:
    await add(house, "Pay the bills", "Elena")
    assert (await complete(house, "Elena", await due(house, "Pay the bills"))).state == "approved"


async def test_there_is_nothing_to_take_back_of_an_open_chore(house: House) -> None:
    await add(house, "Feed the cat", "Maya")
    with pytest.raises(RuleBroken, match="nothing to take back"):
        await undo(house, "Elena", await due(house, "Feed the cat"))


async def test_every_step_leaves_an_audit_row_and_its_cause(house: House) -> None:
    await add(house, "Feed the cat", "Maya", points=2)
    cat = await due(house, "Feed the cat")
    await complete(house, "Maya", cat)
    await approve(house, "Elena", cat)
    async with house.office.reading(house.people["Elena"]) as look:
        verbs = [row.verb for row in (await look.db.exec(select(AuditRow).order_by(AuditRow.id))).all()]  # type: ignore[arg-type]
        row = (await look.db.exec(select(Occurrence).where(Occurrence.id == cat.id))).one()
    assert verbs[-3:] == ["OccurrenceCompleted", OccurrenceApproved.__name__, "PointsEarned"]
    assert row.round == 1
