"""From a child's tap to a parent's phone: what is sent, tried again, given up, and never sent twice."""

import asyncio

import pytest
from sqlmodel import select

from appliance.chores.events import OccurrenceCompleted
from appliance.core.outbox import LEASE, OutboxRow, put_in_outbox
from appliance.notifications.actions import save_target, send_test
from appliance.notifications.models import NotifyTarget
from appliance.notifications.queries import SeenTarget, my_letters, my_target
from appliance.rewards.actions import RewardPlan, add_reward, ask_for_reward, give_points
from appliance.rewards.events import RewardAsked
from tests.notifications.ntfy import Answer, Ntfy
from tests.support.house import House


async def listens(house: House, name: str, ntfy: Ntfy, topic: str = "", token: str | None = None) -> None:
    async with house.office.work(house.people[name]) as work:
        await save_target(work, ntfy.address, topic or f"home-{name}", token, "http://family.local:8080")


async def complete(house: House, name: str = "Maya", occurrence: int = 7, waiting: bool = True) -> None:
    actor = house.people[name]
    async with house.office.work(actor) as work:
        await work.emit(
            OccurrenceCompleted(
                family_id=actor.family_id,
                occurrence_id=occurrence,
                chore_id=1,
                title="Feed the cat",
                member_id=actor.member_id,
                points=2,
                waiting=waiting,
            )
        )


async def deliver(house: House) -> None:
    await house.app.state.schedule.run_now("deliver")


async def states(house: House) -> list[str]:
    async with house.office.database.reading() as db:
        return list((await db.exec(select(OutboxRow.state).order_by(OutboxRow.id))).all())  # type: ignore[arg-type]


async def target_of(house: House, name: str) -> SeenTarget:
    async with house.office.reading(house.people[name]) as look:
        found = await my_target(look)
        assert found is not None
        return found


async def test_maya_fed_the_cat_and_elenas_phone_says_so(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    await complete(house)
    await deliver(house)
    assert ntfy.messages == [
        {
            "topic": "home-Elena",
            "title": "Maya: Feed the cat",
            "message": "Done, says Maya. It waits for your OK.",
            "priority": 3,
            "tags": ["white_check_mark"],
            "click": "http://family.local:8080/today",
        }
    ]
    seen = await target_of(house, "Elena")
    assert (seen.last_result, seen.trouble, seen.enabled) == ("sent", "", True)


async def test_both_parents_hear_of_a_wish_and_the_other_family_does_not(house: House, ntfy: Ntfy) -> None:
    for name in ("Elena", "Marco", "Ada"):
        await listens(house, name, ntfy)
    leo = house.people["Leo"]
    async with house.office.work(leo) as work:
        await work.emit(
            RewardAsked(
                family_id=leo.family_id,
                wish_id=3,
                reward_id=1,
                title="Movie night",
                member_id=leo.member_id,
                points=40,
            )
        )
    await deliver(house)
    assert {message["topic"] for message in ntfy.messages} == {"home-Elena", "home-Marco"}
    assert ntfy.messages[0]["title"] == "Leo: Movie night"


async def test_a_wish_for_the_last_one_says_so(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    async with house.office.work(house.people["Elena"]) as work:
        ball = await add_reward(work, RewardPlan("Football", 10, stock=2))
        for name in ("Maya", "Leo"):
            await give_points(work, house.people[name].member_id, 20, "Kind", f"key-of-{name}")
    for name in ("Maya", "Leo"):
        async with house.office.work(house.people[name]) as work:
            await ask_for_reward(work, ball)
    await deliver(house)
    first, second = (str(message["message"]) for message in ntfy.messages)
    assert "the last one" not in first and second.endswith("It is the last one.")


async def test_a_chore_that_approves_itself_wakes_nobody(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    await complete(house, waiting=False)
    await deliver(house)
    assert ntfy.asked == 0


async def test_a_parent_who_ticks_it_off_is_not_told_by_their_own_phone(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    await listens(house, "Marco", ntfy)
    await complete(house, "Elena")
    await deliver(house)
    assert [message["topic"] for message in ntfy.messages] == ["home-Marco"]


async def test_the_same_cause_is_never_sent_twice(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    await complete(house)
    await complete(house)  # the same moment of the same clock: a repeated request
    await deliver(house)
    await deliver(house)
    assert len(ntfy.messages) == 1
    house.clock.forward(minutes=5)
    await complete(house)  # sent back, and done once more
    await deliver(house)
    assert len(ntfy.messages) == 2


async def test_a_verb_that_fails_sends_nothing(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    maya = house.people["Maya"]
    with pytest.raises(RuntimeError):
        async with house.office.work(maya) as work:
            await put_in_outbox(work, "ntfy", house.people["Elena"].member_id, "k", {"title": "never"})
            raise RuntimeError
    await deliver(house)
    assert ntfy.asked == 0


async def test_the_commit_wakes_the_delivery_at_once(house: House, ntfy: Ntfy) -> None:
    woken: list[str] = []
    house.office.wake = woken.append
    await listens(house, "Elena", ntfy)
    assert woken == []
    await complete(house)
    assert woken == ["deliver"]


async def test_a_busy_server_is_given_the_time_it_asks_for(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    ntfy.next_answers = [Answer(429, {"retry-after": "300"})]
    await complete(house)
    await deliver(house)
    house.clock.forward(minutes=4)
    await deliver(house)
    assert ntfy.asked == 1
    assert (await target_of(house, "Elena")).last_result == "later"
    house.clock.forward(minutes=2)
    await deliver(house)
    assert len(ntfy.messages) == 1
    assert (await target_of(house, "Elena")).trouble == ""


async def test_nobody_can_make_us_wait_longer_than_an_hour(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    ntfy.next_answers = [Answer(503, {"retry-after": "999999"})]
    await complete(house)
    await deliver(house)
    house.clock.forward(minutes=61)
    await deliver(house)
    assert len(ntfy.messages) == 1


async def test_a_fault_of_the_server_passes(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    ntfy.next_answers = [Answer(500), Answer(502)]
    await complete(house)
    for _try in range(3):
        await deliver(house)
        house.clock.forward(minutes=1)
    assert len(ntfy.messages) == 1
    assert await states(house) == ["sent"]


async def test_a_server_that_is_off_is_tried_for_hours_and_then_given_up(house: House) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await save_target(work, "http://127.0.0.1:9", "home")
    await complete(house)
    for _try in range(9):
        await deliver(house)
        assert (await target_of(house, "Elena")).trouble == "unreachable"
        house.clock.forward(hours=7)
    assert await states(house) == ["failed"]
    assert (await target_of(house, "Elena")).enabled, "it may be back for the next message"


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer(401), "token"),
        (Answer(403), "forbidden"),
        (Answer(404), "not_found"),
        (Answer(413), "too_large"),
        (Answer(400), "refused"),
        (Answer(301, {"location": "https://elsewhere.example/"}), "moved"),
        (Answer(200, {"content-type": "text/html"}), "not_ntfy"),
    ],
)
async def test_what_only_a_person_can_mend_switches_the_alerts_off(
    house: House, ntfy: Ntfy, answer: Answer, trouble: str
) -> None:
    await listens(house, "Elena", ntfy)
    ntfy.next_answers = [answer]
    await complete(house, occurrence=1)
    await deliver(house)
    seen = await target_of(house, "Elena")
    assert (seen.enabled, seen.trouble, ntfy.asked) == (False, trouble, 1)
    assert seen.sentence
    await complete(house, occurrence=2)
    house.clock.forward(days=1)
    await deliver(house)
    assert ntfy.asked == 1, "nothing is sent while the address is switched off"


async def test_a_test_that_arrives_switches_the_alerts_on_again(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    ntfy.next_answers = [Answer(403)]
    await complete(house)
    await deliver(house)
    async with house.office.work(house.people["Elena"]) as work:
        await send_test(work)
    await deliver(house)
    seen = await target_of(house, "Elena")
    assert (seen.enabled, seen.trouble, seen.last_result) == (True, "", "sent")
    assert ntfy.messages[0]["title"] == "A test from home"


async def test_a_letter_left_in_the_middle_by_a_crash_is_delivered_after_its_lease(
    house: House, ntfy: Ntfy
) -> None:
    await listens(house, "Elena", ntfy)
    await complete(house)
    async with house.office.database.writing() as db:
        row = (await db.exec(select(OutboxRow))).one()
        row.state, row.attempts, row.due_at = "sending", 1, house.clock() + LEASE
        db.add(row)
    await deliver(house)
    assert ntfy.asked == 0
    house.clock.forward(seconds=LEASE.total_seconds() + 1)
    await deliver(house)
    assert len(ntfy.messages) == 1
    assert await states(house) == ["sent"]


async def test_a_broken_letter_holds_up_none_behind_it(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    elena = house.people["Elena"]
    async with house.office.work(house.people["Maya"]) as work:
        await put_in_outbox(work, "pigeon", elena.member_id, "odd", {})
        await put_in_outbox(work, "ntfy", elena.member_id, "good", {"title": "hello"})
    await deliver(house)
    assert await states(house) == ["waiting", "sent"]


async def test_the_token_opens_the_server_and_lies_sealed_in_the_database(house: House, ntfy: Ntfy) -> None:
    ntfy.token = "tk_0123456789abcdef"
    await listens(house, "Elena", ntfy, token=ntfy.token)
    await complete(house)
    await deliver(house)
    assert len(ntfy.messages) == 1
    assert ntfy.token not in str(ntfy.messages)
    async with house.office.database.reading() as db:
        stored = (await db.exec(select(NotifyTarget.token))).one()
    assert ntfy.token not in stored
    assert house.office.secrets.unseal(stored) == ntfy.token
    await house.office.database.close()
    assert ntfy.token.encode() not in house.settings.database.read_bytes()


async def test_a_name_that_leads_to_a_link_local_address_is_not_asked(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def leads_there(*_asked: object, **_more: object) -> list[object]:
        return [(2, 1, 6, "", ("169.254.169.254", 80))]

    async with house.office.work(house.people["Elena"]) as work:
        await save_target(work, "http://harmless.example", "home")
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", leads_there)
    await complete(house)
    await deliver(house)
    assert (await target_of(house, "Elena")).trouble == "address"


async def test_a_long_title_is_shortened_to_what_ntfy_takes(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    async with house.office.work(house.people["Maya"]) as work:
        long = {"title": "ä" * 5000, "message": "ö" * 5000}
        await put_in_outbox(work, "ntfy", house.people["Elena"].member_id, "long", long)
    await deliver(house)
    assert len(str(ntfy.messages[0]["message"]).encode()) < 4096


async def test_the_page_lists_a_parents_own_letters_only(house: House, ntfy: Ntfy) -> None:
    await listens(house, "Elena", ntfy)
    await complete(house)
    async with house.office.reading(house.people["Elena"]) as look:
        assert [letter.title for letter in await my_letters(look)] == ["Maya: Feed the cat"]
    async with house.office.reading(house.people["Marco"]) as look:
        assert await my_letters(look) == []
