"""Asking and answering on pages and through the API, as each of the family meets it."""

from appliance.rewards.actions import RewardPlan, add_reward
from tests.screen_time.asking import LATER, YES, answer, ask, at, given, go_to, limits, look
from tests.support.access import add_rosa
from tests.support.house import House


async def test_leo_asks_on_his_page_and_reads_what_he_waits_for(house: House) -> None:
    await limits(house)
    go_to(house, "15:52")
    leo = await house.browser("Leo")
    assert "Ask for more time" in (await leo.get("/screen")).text
    sent = await leo.post("/screen/requests", {"minutes": "30", "reason": "the last level"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/screen")
    page = (await leo.get("/screen")).text
    assert "You asked for 30 minutes at 15:52." in page
    assert "Waiting for Mum or Dad. It lapses at 19:52 if nobody answers." in page
    assert 'popovertarget="ask">' not in page
    assert "Waiting for Mum or Dad. It lapses" in (await leo.get("/today")).text
    back = await leo.post("/screen/requests/1/withdrawal")
    assert back.status_code == 303
    assert "You asked for 30" not in (await leo.get("/screen")).text


async def test_too_much_comes_back_as_it_was_typed(house: House) -> None:
    await limits(house)
    leo = await house.browser("Leo")
    await leo.get("/screen")
    wrong = await leo.post("/screen/requests", {"minutes": "600", "reason": "just because"})
    assert wrong.status_code == 422
    assert "just because" in wrong.text and "At most 240." in wrong.text


async def test_a_small_child_has_three_big_buttons_and_types_nothing(house: House) -> None:
    await limits(house)
    maya = await house.browser("Maya")
    page = (await maya.get("/screen")).text
    assert [f'id="go-ask-{n}"' in page for n in (10, 20, 30)] == [True, True, True]
    assert "<textarea" not in page
    await maya.post("/screen/requests", {"minutes": "20", "back": "/screen"})
    page = (await maya.get("/screen")).text
    assert "You asked for 20 minutes" in page and "go-ask-20" not in page


async def test_a_parent_answers_on_today_and_the_badge_counts_it(house: House) -> None:
    await limits(house)
    await ask(house, reason="the film is not over")
    elena = await house.browser("Elena")
    today = (await elena.get("/today")).text
    assert "the film is not over" in today and "One thing needs you." in today
    assert (await elena.get("/today/badge")).text.startswith('<span class="vh">, </span>1')
    said = await elena.post(
        "/screen/requests/1/answer", {"answer": "less", "minutes": "15", "back": "/today"}
    )
    assert (said.status_code, said.headers["location"]) == (303, "/today")
    after = (await elena.get("/today")).text
    assert "Leo has 15 minutes more today." in after and "the film is not over" not in after
    assert (await elena.get("/today/badge")).text.strip() == ""
    await elena.post("/screen/requests/1/undo", {"back": "/today"})
    assert "It waits for an answer again." in (await elena.get("/today")).text
    assert await given(house) == []


async def test_the_answer_stays_on_the_childs_page_until_it_is_read(house: House) -> None:
    await limits(house)
    request = await ask(house)
    await answer(house, request, YES, note="Enjoy the game")
    leo = await house.browser("Leo")
    page = (await leo.get("/screen")).text
    assert "Mum said yes: 30 minutes more!" in page and "Enjoy the game" in page
    assert "They count today until 21:30." in page
    assert "Mum said yes" in (await leo.get("/today")).text
    await leo.post(f"/screen/requests/{request}/reading")
    assert "Mum said yes" not in (await leo.get("/screen")).text
    assert "Mum said yes" not in (await leo.get("/today")).text


async def test_later_is_typed_with_a_word_and_a_wrong_time_is_named(house: House) -> None:
    await limits(house)
    go_to(house, "16:00")
    request = await ask(house)
    marco = await house.browser("Marco")
    form = {"answer": "later", "at": "23:00", "note": "After dinner"}
    wrong = await marco.post(f"/screen/requests/{request}/answer", form)
    assert wrong.status_code == 422
    assert "before bedtime" in wrong.text and 'value="After dinner"' in wrong.text
    await marco.post(f"/screen/requests/{request}/answer", form | {"at": "18:00"})
    leo = await house.browser("Leo")
    page = (await leo.get("/screen")).text
    assert "Dad answers later: it is asked again at 18:00." in page and "After dinner" in page
    elena = await house.browser("Elena")
    assert "More time, please" not in (await elena.get("/screen")).text
    assert (await elena.get("/today/badge")).text.strip() == ""
    assert "Marco said later" in (await elena.get("/screen/requests")).text


async def test_a_guest_is_offered_what_is_left_of_the_day(house: House) -> None:
    await limits(house)
    await add_rosa(house)
    await answer(house, await ask(house, "Maya", 20), YES, by="Rosa")
    await ask(house, "Leo", 30)
    page = (await (await house.browser("Rosa")).get("/today")).text
    assert "Give 30: yes to Leo" not in page and "Give 10: less than Leo asked for" in page
    assert "As a guest you may give 10 more minutes today." in page


async def test_the_history_says_who_answered_what(house: House) -> None:
    await limits(house)
    await answer(house, await ask(house, "Leo", 30, "the match"), YES)
    await ask(house, "Maya", 10)
    elena, leo = await house.browser("Elena"), await house.browser("Leo")
    page = (await elena.get("/screen/requests")).text
    assert "Elena said yes" in page and "the match" in page and "More time, please" in page
    mayas = (await elena.get(f"/screen/requests?member={house.people['Maya'].member_id}")).text
    assert "the match" not in mayas and "asks for 10 minutes" in mayas
    own = (await leo.get("/screen/requests")).text
    assert "the match" in own and "10 minutes" not in own


async def test_points_for_minutes_are_offered_where_the_shop_has_them(house: House) -> None:
    leo = await house.browser("Leo")
    assert (await leo.get("/rewards/minutes")).text.strip() == ""
    async with house.office.work(house.people["Elena"]) as work:
        await add_reward(work, RewardPlan("Half an hour", 10, minutes=30))
    offer = (await leo.get("/rewards/minutes")).text
    assert "for 30 minutes in the shop" in offer and 'href="/rewards"' in offer


async def test_programs_ask_and_answer(house: House) -> None:
    await limits(house)
    go_to(house, "16:00")
    leo, elena = await house.api("Leo"), await house.api("Elena")
    asked = await leo.post("/api/v1/screen-time/requests", json={"minutes": 30, "reason": "chess"})
    assert asked.status_code == 201
    assert asked.json()["lapses_at"] == "2026-03-10T19:00:00Z"
    here = f"/api/v1/screen-time/requests/{asked.json()['id']}"
    today = (await elena.get("/api/v1/today")).json()
    assert [one["reason"] for one in today["requests"]] == ["chess"] and today["needs"] == 1
    later = {"answer": "later", "at": at(house, "17:30").isoformat()}
    assert (await elena.post(f"{here}/answer", json=later)).json()["state"] == "later"
    assert (await elena.get("/api/v1/today")).json()["needs"] == 0
    said = await elena.post(f"{here}/answer", json={"answer": "less", "minutes": 10, "note": "Then dinner"})
    assert said.json()["granted"] == 10
    assert (await leo.get(here)).json()["note"] == "Then dinner"
    again = await elena.post(f"{here}/answer", json={"answer": "no"})
    assert again.status_code == 409 and "Elena answered at 16:00: yes, 10 minutes." in again.json()["detail"]
    assert (await leo.post(f"{here}/reading")).json()["read_at"]
    granted = await leo.get("/api/v1/screen-time/requests?state=granted")
    assert [one["id"] for one in granted.json()] == [asked.json()["id"]]
    assert (await elena.post(f"{here}/undo")).json()["state"] == "waiting"
    assert (await leo.post(f"{here}/withdrawal")).json()["state"] == "withdrawn"


async def test_what_has_lapsed_is_listed_as_lapsed_before_the_clockwork_came_by(house: House) -> None:
    await limits(house)
    go_to(house, "12:00")
    request = await ask(house)
    await answer(house, request, LATER, at=at(house, "13:00"))
    go_to(house, "17:00")
    elena = await house.api("Elena")
    for state, found in (("lapsed", [request]), ("later", []), ("waiting", [])):
        listed = (await elena.get(f"/api/v1/screen-time/requests?state={state}")).json()
        assert [one["id"] for one in listed] == found
    assert not (await look(house, request)).is_open
