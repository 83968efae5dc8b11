"""Somebody moves out, and somebody else owns the family: nobody loses their own history."""

import pytest
from sqlmodel import select

from appliance.assistant.actions.conversations import Told, ask_question, give_answer
from appliance.assistant.actions.memories import correct_memory, save_memory
from appliance.assistant.models import Audience
from appliance.chores import actions as chores
from appliance.chores.actions import ChorePlan
from appliance.chores.models import Chore, Occurrence
from appliance.chores.queries import occurrences_for
from appliance.chores.rules.repeats import every_days
from appliance.core.audit import AuditRow
from appliance.core.errors import Invalid, NotAllowed, RuleBroken
from appliance.core.receipts import AnsweredRequest
from appliance.household.actions import hand_over, leave_family, make_token, remove_member
from appliance.household.models import Member
from appliance.notifications.actions import save_target, target_of
from appliance.rewards import actions as rewards
from appliance.rewards.queries import balance_of
from appliance.screen_time import actions as screen
from appliance.screen_time.rules import same_every_week
from tests.household.people import PASSWORDS, PINS, by_name, credentials_of, give_secrets, session
from tests.support.house import House


async def plan(house: House, title: str, people: list[str], way: str) -> int:
    """The number of today's first time of it."""
    ids = tuple(house.people[name].member_id for name in people)
    async with house.office.work(house.people["Elena"]) as work:
        day = every_days(1, work.today, work.actor.zone)
        await chores.add_chore(work, ChorePlan(title, ids, day, way=way, points=2))
        duties = await occurrences_for(work, None, work.today, work.today)
        return next(duty.id for duty in duties if duty.title == title)


async def out(house: House, name: str) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await remove_member(work, house.people[name].member_id)


async def duty(house: House, number: int) -> Occurrence:
    async with house.office.database.reading() as db:
        return (await db.exec(select(Occurrence).where(Occurrence.id == number))).one()


async def row_of(house: House, name: str) -> Member:
    async with house.office.database.reading() as db:
        return (await db.exec(select(Member).where(Member.id == house.people[name].member_id))).one()


async def test_open_chores_go_to_those_who_share_them_and_others_are_put_away(house: House) -> None:
    alone = await plan(house, "Mow the lawn", ["Leo"], "one")
    waiting = await plan(house, "Wash the car", ["Leo"], "one")
    each = await plan(house, "Tidy up", ["Leo", "Maya"], "each")
    pool = await plan(house, "Water the plants", ["Leo", "Maya"], "pool")
    async with house.office.work(house.people["Leo"]) as work:
        await chores.complete(work, waiting)
        await chores.complete(work, pool)
    await out(house, "Leo")
    async with house.office.database.reading() as db:
        kept = {chore.title: chore for chore in (await db.exec(select(Chore))).all()}
        assert (await db.exec(select(Occurrence).where(Occurrence.id == alone))).first() is None
    maya = house.people["Maya"].member_id
    assert {title for title, chore in kept.items() if chore.put_away_at} == {"Mow the lawn", "Wash the car"}
    assert kept["Tidy up"].people == kept["Water the plants"].people == [maya]
    assert (await duty(house, waiting)).state == "missed"
    free = await duty(house, pool)
    assert (free.state, free.assignee_id, free.done_by) == ("open", maya, None)
    async with house.office.reading(house.people["Elena"]) as look:
        today = await occurrences_for(look, None, look.today, look.today)
    assert {one.member_id for one in today if one.state == "open"} == {maya}
    assert each


async def test_what_was_done_keeps_its_name(house: House) -> None:
    number = await plan(house, "Wash the car", ["Leo"], "one")
    async with house.office.work(house.people["Leo"]) as work:
        await chores.complete(work, number)
    async with house.office.work(house.people["Marco"]) as work:
        await chores.approve(work, number)
        await screen.set_rules(work, house.people["Maya"].member_id, same_every_week(60, 90))
        await screen.grant_minutes(work, house.people["Maya"].member_id, 15)
        await save_memory(work, "The spare key is at the bakery.", visible_to=Audience.FAMILY)
    await out(house, "Leo")
    await out(house, "Marco")
    elena = await house.browser("Elena")
    shown = (await elena.get(f"/occurrences/{number}")).text
    assert "Leo (left)" in shown and "Marco (left) said yes" in shown
    assert "Leo (left)" in (await elena.get("/chores")).text
    assert "Marco (left)" in (await elena.get(f"/screen/members/{house.people['Maya'].member_id}")).text
    assert "Marco (left) told me" in (await elena.get("/memories")).text
    for page in ("/today", "/chores/list", "/rewards", "/screen", "/family", "/rewards/ledger"):
        answer = await elena.get(page)
        assert answer.status_code == 200 and "Marco" not in answer.text, page
    key = await house.api("Elena")
    everyone = (await key.get("/api/v1/members?left=true")).json()
    assert {one["name"] for one in everyone if one["left_at"]} == {"Leo (left)", "Marco (left)"}
    assert "Marco" not in (await key.get("/api/v1/members")).text


async def test_in_german_too(house: House) -> None:
    number = await plan(house, "Wash the car", ["Leo"], "one")
    async with house.office.work(house.people["Marco"]) as work:
        await chores.approve(work, number)
    await out(house, "Marco")
    elena = await house.browser("Elena")
    looks = {"face": "owl", "hue": "plum", "theme": "auto", "language": "de"}
    await elena.post("/me/looks", looks)
    assert "Marco (ausgezogen)" in (await elena.get(f"/occurrences/{number}")).text


async def test_a_waiting_wish_is_taken_back_with_its_points(house: House) -> None:
    leo = house.people["Leo"]
    async with house.office.work(house.people["Elena"]) as work:
        await rewards.give_points(work, leo.member_id, 50, "a present", "present-0001")
        reward = await rewards.add_reward(work, rewards.RewardPlan("Ice cream", 15))
    async with house.office.work(leo) as work:
        await rewards.ask_for_reward(work, reward)
    await out(house, "Leo")
    async with house.office.reading(house.people["Elena"]) as look:
        assert (await balance_of(look, leo.member_id)).points == 50
    assert "would like" not in (await (await house.browser("Elena")).get("/today")).text


async def test_private_memories_and_chats_are_gone_byte_by_byte(house: House) -> None:
    leo = house.people["Leo"]
    async with house.office.work(leo) as work:
        secret = await save_memory(work, "My diary lies behind the quince tree.")
        await correct_memory(work, secret.id or 0, "My diary lies behind the medlar tree.")
        await save_memory(work, "Our vet is called Zimtstern.", visible_to=Audience.FAMILY)
        asked = await ask_question(work, None, "do marmosets blush?")
        await give_answer(work, asked.answer_id, Told("Marmosets never blush.", "house"))
    await out(house, "Leo")
    await house.office.database.truncate_log()
    stored = b"".join(path.read_bytes() for path in house.settings.data.glob("appliance.db*"))
    for words in (b"quince", b"medlar", b"marmosets", b"Marmosets"):
        assert words not in stored, words
    assert b"Zimtstern" in stored


async def test_somebody_leaves_by_themselves_with_their_password(house: House) -> None:
    await give_secrets(house)
    browser = house.stranger()
    await by_name(browser, "Marco", PASSWORDS["Marco"])
    async with house.office.work(house.people["Marco"]) as work:
        await make_token(work, house.people["Marco"].member_id, "clock")
        await save_target(work, "https://ntfy.example", "alerts-of-marco")
    page = (await browser.get("/me/leaving")).text
    assert "Private memories and all chats" in page
    assert (await browser.post("/me/leaving", {"password": "not the password"})).status_code == 422
    assert (await row_of(house, "Marco")).left_at is None
    answer = await browser.post("/me/leaving", {"password": PASSWORDS["Marco"]})
    assert answer.headers["location"] == "/sign-in" and not session(house, browser)
    gone = await row_of(house, "Marco")
    assert gone.left_at and not gone.password
    assert (await by_name(house.stranger(), "Marco", PASSWORDS["Marco"])).status_code == 422
    async with house.office.work(house.people["Elena"]) as work:
        assert await target_of(work, gone.id or 0) is None


async def test_a_teenager_leaves_with_a_pin_and_a_child_does_not(house: House) -> None:
    await give_secrets(house)
    credentials = credentials_of(house)
    with pytest.raises(NotAllowed, match="Talk with your parents"):
        await leave_family(house.office, credentials, house.people["Maya"], PINS["Maya"][1])
    with pytest.raises(Invalid):
        await leave_family(house.office, credentials, house.people["Leo"], "0000")
    await leave_family(house.office, credentials, house.people["Leo"], PINS["Leo"][1])
    assert (await row_of(house, "Leo")).left_at


async def test_the_last_owner_cannot_leave(house: House) -> None:
    await give_secrets(house)
    with pytest.raises(RuleBroken, match="last owner"):
        await leave_family(house.office, credentials_of(house), house.people["Elena"], PASSWORDS["Elena"])
    assert "You are the only owner" in (await (await house.browser("Elena")).get("/me/leaving")).text
    assert (await row_of(house, "Elena")).left_at is None


async def test_the_owner_hands_the_family_over_and_steps_down(house: House) -> None:
    await give_secrets(house)
    elena, marco = await house.browser("Elena"), await house.browser("Marco")
    page = f"/family/members/{house.people['Marco'].member_id}/ownership"
    assert "Make Marco the owner?" in (await elena.get(page)).text
    assert (await elena.post(page, {"password": "wrong one", "stay": ""})).status_code == 422
    assert not (await row_of(house, "Marco")).owner
    assert (await elena.post(page, {"password": PASSWORDS["Elena"]})).headers["location"] == "/family"
    assert (await row_of(house, "Marco")).owner and not (await row_of(house, "Elena")).owner
    assert "Elena made you an owner" in (await marco.get("/me")).text
    await marco.post("/me/ownership/receipt")
    assert "made you an owner" not in (await marco.get("/me")).text
    assert (await elena.get(page)).status_code == 403
    async with house.office.database.reading() as db:
        told = (await db.exec(select(AuditRow.facts).where(AuditRow.verb == "OwnershipGiven"))).one()
    assert '"stays": false' in told
    await leave_family(house.office, credentials_of(house), house.people["Elena"], PASSWORDS["Elena"])


async def test_both_may_own_the_family(house: House) -> None:
    await give_secrets(house)
    key = await house.api("Elena")
    address = f"/api/v1/members/{house.people['Marco'].member_id}/ownership"
    answer = await key.post(address, json={"password": PASSWORDS["Elena"], "stay": True})
    assert answer.json()["owner"] and (await row_of(house, "Elena")).owner


async def test_nobody_but_a_parent_of_the_family_is_made_its_owner(house: House) -> None:
    await give_secrets(house)
    credentials = credentials_of(house)
    for who, whom in (("Elena", "Leo"), ("Elena", "Elena"), ("Marco", "Marco"), ("Marco", "Elena")):
        with pytest.raises(NotAllowed):
            actor, other = house.people[who], house.people[whom].member_id
            await hand_over(house.office, credentials, actor, other, PASSWORDS[who], stay=True)


async def test_by_api_one_leaves_and_the_key_opens_nothing(house: House) -> None:
    await give_secrets(house)
    key = await house.api("Marco")
    assert (await key.post("/api/v1/me/leaving", json={"password": PASSWORDS["Marco"]})).status_code == 204
    assert (await key.get("/api/v1/me")).status_code == 401


async def test_what_a_program_was_answered_in_their_name_goes_too(house: House) -> None:
    key = await house.api("Leo")
    sent = {"json": {"text": "My diary lies behind the quince tree."}, "headers": {"idempotency-key": "a"}}
    assert (await key.post("/api/v1/memories", **sent)).status_code == 201  # type: ignore[arg-type]
    async with house.office.database.reading() as db:
        assert len((await db.exec(select(AnsweredRequest))).all()) == 1
    await out(house, "Leo")
    async with house.office.database.reading() as db:
        assert (await db.exec(select(AnsweredRequest))).all() == []
