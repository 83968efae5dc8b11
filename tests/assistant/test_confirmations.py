"""What reaches others waits for a tap: exactly this, by this member, here, once, for five minutes."""

import re
from collections.abc import Mapping
from dataclasses import replace

import pytest
from sqlmodel import select

from appliance.assistant.actions.conversations import ask_question
from appliance.assistant.intents import Understanding
from appliance.assistant.models import Confirmation, Utterance
from appliance.assistant.turn import Way
from appliance.assistant.turn.way import Turn
from appliance.core.audit import AuditRow
from appliance.household.models import Member, SignIn
from appliance.screen_time.models import BonusMinutes
from tests.assistant.conftest import Talk, plain
from tests.support.house import Browser

GIVE = Understanding("screen_time_grant", {"member": "Maya", "minutes": 30}, 1.0)


async def way_of(talk: Talk, browser: Browser, name: str) -> Way:
    """Of the sign-in that this browser came with."""
    async with talk.house.office.database.reading() as db:
        member = talk.house.people[name].member_id
        found = await db.exec(select(SignIn.id).where(SignIn.member_id == member).order_by(SignIn.id.desc()))  # type: ignore[union-attr]
        return Way("chat", f"session:{found.first()}")


async def call(talk: Talk, name: str, understood: Understanding, way: Way) -> Utterance:
    """As if it had been read out of a sentence."""
    actor = talk.house.people[name]
    async with talk.house.office.work(actor, way.door) as work:
        asked = await ask_question(work, None, "as I said")
    turn = Turn(actor, way, asked.conversation_id)
    await talk.assistant.commands.carry_out(turn, asked, understood)
    return await talk.answer(name, asked.answer_id)


async def given(talk: Talk) -> list[int]:
    async with talk.house.office.database.reading() as db:
        return list((await db.exec(select(BonusMinutes.minutes))).all())


async def waiting(talk: Talk) -> Confirmation:
    async with talk.house.office.database.reading() as db:
        return (
            await db.exec(select(Confirmation).order_by(Confirmation.id.desc()))
        ).first() or Confirmation()  # type: ignore[union-attr]


async def noted(talk: Talk) -> list[str]:
    async with talk.house.office.database.reading() as db:
        rows = (await db.exec(select(AuditRow).where(AuditRow.verb == "ToolCalled"))).all()
    return [" ".join([row.door, *re.findall(r'"(?:tool|outcome)": "(\w+)"', row.facts)]) for row in rows]


def buttons(html: str) -> Mapping[str, str]:
    """Addresses by what stands on the button."""
    forms = re.findall(
        r'<form class="one-tap"[^>]*action="([^"]+)".*?<button[^>]*>(.*?)</button>', html, re.S
    )
    return {plain(label).strip(): href for href, label in forms}


async def tap(talk: Talk, browser: Browser, chat: int, label: str, **other: str) -> int:
    page = (await browser.get(f"/ask/{chat}")).text
    mark = re.search(r'name="mark" value="([^"]+)"', page)
    return (await browser.post(buttons(page)[label], {"mark": mark[1] if mark else "", **other})).status_code


async def test_minutes_are_given_only_after_a_tap_on_a_button_that_says_it(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    answer = await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    assert answer.text == "Give Maya 30 minutes" and await given(talk) == []
    page = (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert {"Give Maya 30 minutes", "Not now"} <= set(buttons(page))
    assert "Minutes 30" in plain(page) and "Who Maya" in plain(page)
    assert await tap(talk, browser, answer.conversation_id, "Give Maya 30 minutes") == 303
    assert await given(talk) == [30]
    page = (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert "Maya has 30 minutes more today." in page and "Give Maya 30 minutes" not in buttons(page)
    assert await noted(talk) == ["chat screen_time_grant proposed", "chat screen_time_grant done"]


async def test_what_was_given_is_taken_back_from_the_card_once(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    answer = await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    await tap(talk, browser, answer.conversation_id, "Give Maya 30 minutes")
    await tap(talk, browser, answer.conversation_id, "Undo")
    assert await given(talk) == [30, -30]
    page = (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert "Taken back." in page and "Undo" not in buttons(page)


async def test_a_yes_in_words_gives_nothing_and_points_to_the_button(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    answer = await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    for yes in ("yes", "Yes, please!", "ok do it", "ja"):
        said = await talk.say("Elena", yes, answer.conversation_id)
        assert "Only a tap counts" in said.text
    assert await given(talk) == []
    said = await talk.say("Elena", "no", answer.conversation_id)
    assert "not now" in said.text and (await waiting(talk)).declined_at is not None


async def test_not_now_is_final_and_keeps_no_words(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    answer = await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    row = await waiting(talk)
    assert await tap(talk, browser, answer.conversation_id, "Not now") == 303
    late = await browser.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": row.args_hash})
    assert late.status_code == 409 and await given(talk) == []
    assert (await waiting(talk)).args == ""
    assert "Not now: nothing was changed." in (await browser.get(f"/ask/{answer.conversation_id}")).text


async def test_a_second_tap_finds_it_done(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    row = await waiting(talk)
    taps = [
        await browser.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": row.args_hash})
        for _ in range(2)
    ]
    assert [one.status_code for one in taps] == [303, 409] and await given(talk) == [30]


async def test_after_five_minutes_it_must_be_said_again(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    answer = await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    row = await waiting(talk)
    talk.house.clock.forward(minutes=5)
    late = await browser.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": row.args_hash})
    assert late.status_code == 410 and await given(talk) == []
    page = (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert "Nobody tapped within five minutes" in page


async def test_another_browser_of_the_same_parent_cannot_say_yes(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    answer = await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    other, row = await talk.house.browser("Elena"), await waiting(talk)
    page = (await other.get(f"/ask/{answer.conversation_id}")).text
    assert "at another device" in page and "Give Maya 30 minutes" not in buttons(page)
    tried = await other.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": row.args_hash})
    assert tried.status_code == 409 and await given(talk) == []


@pytest.mark.parametrize("name", ["Marco", "Leo", "Maya", "Ada"])
async def test_nobody_else_finds_it(talk: Talk, name: str) -> None:
    browser = await talk.house.browser("Elena")
    await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    row, other = await waiting(talk), await talk.house.browser(name)
    for what in ("acceptance", "refusal"):
        tried = await other.post(f"/ask/confirmations/{row.id}/{what}", {"mark": row.args_hash})
        assert tried.status_code == 404
    assert await given(talk) == []


async def test_other_arguments_than_those_shown_are_refused(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    await call(talk, "Elena", GIVE, await way_of(talk, browser, "Elena"))
    row = await waiting(talk)
    for mark in ("0" * 64, "", "of another"):
        tried = await browser.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": mark})
        assert tried.status_code == 409
    async with talk.house.office.database.writing() as db:
        changed = await db.get_one(Confirmation, row.id)
        changed.args = changed.args.replace("30", "90")
        db.add(changed)
    tried = await browser.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": row.args_hash})
    assert tried.status_code == 409 and await given(talk) == []


async def test_the_rights_of_the_moment_count_and_not_those_of_the_question(talk: Talk) -> None:
    browser = await talk.house.browser("Marco")
    await call(talk, "Marco", GIVE, await way_of(talk, browser, "Marco"))
    row = await waiting(talk)
    async with talk.house.office.database.writing() as db:
        marco = await db.get_one(Member, talk.house.people["Marco"].member_id)
        marco.role = "teen"
        db.add(marco)
    tried = await browser.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": row.args_hash})
    assert tried.status_code == 403 and await given(talk) == []


async def test_what_cannot_be_done_is_said_at_once_and_not_after_the_tap(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    way = await way_of(talk, browser, "Elena")
    yes = Understanding("chore_approve", {"chore": "Paint the boat", "member": "Leo"}, 1.0)
    answer = await call(talk, "Elena", yes, way)
    assert "There is no chore called Paint the boat" in answer.text
    assert (await waiting(talk)).id is None and await noted(talk) == ["chat chore_approve refused"]


async def test_a_child_hears_who_could_and_nothing_waits(talk: Talk) -> None:
    answer = await call(talk, "Maya", GIVE, Way())
    assert answer.text == "Elena or Marco can do that. Go and ask!"
    assert (await waiting(talk)).id is None and await noted(talk) == ["chat screen_time_grant forbidden"]


async def test_what_is_not_here_yet_is_said_plainly(talk: Talk) -> None:
    tell = Understanding("message_send", {"to": "Leo", "text": "dinner"}, 1.0)
    assert "cannot do that yet" in (await call(talk, "Elena", tell, Way())).text
    assert "Please ask a parent" in (await call(talk, "Maya", tell, Way())).text


async def test_several_commands_have_a_card_each_in_their_order(talk: Talk) -> None:
    fed = Understanding("chore_complete", {"chore": "Feed the cat", "member": "Maya"}, 1.0)
    both = Understanding(fed.tool, fed.args, 1.0, more=(GIVE,))
    browser = await talk.house.browser("Elena")
    answer = await call(talk, "Elena", both, await way_of(talk, browser, "Elena"))
    page = (await browser.get(f"/ask/{answer.conversation_id}")).text
    assert {"Undo", "Give Maya 30 minutes", "Not now"} <= set(buttons(page))
    assert plain(page).index("Feed the cat is") < plain(page).index("Give Maya 30 minutes")
    assert await given(talk) == []


async def test_a_missing_argument_is_asked_for_and_filled_by_the_next_words(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    way = await way_of(talk, browser, "Elena")
    unsaid = Understanding("screen_time_grant", {"member": "Maya"}, 1.0, missing="minutes")
    answer = await call(talk, "Elena", unsaid, way)
    assert answer.text == "For how many minutes?"
    asked = await talk.assistant.ask(talk.house.people["Elena"], "20", answer.conversation_id, way)
    assert (await talk.answer("Elena", asked.answer_id)).text == "Give Maya 20 minutes"
    assert await tap(talk, browser, answer.conversation_id, "Give Maya 20 minutes") == 303
    assert await given(talk) == [20]


async def test_what_is_said_next_is_no_argument_when_it_is_something_else(talk: Talk) -> None:
    unsaid = Understanding("screen_time_grant", {"member": "Maya"}, 1.0, missing="minutes")
    answer = await call(talk, "Elena", unsaid, Way())
    said = await talk.say("Elena", "how many points does Maya have?", answer.conversation_id)
    assert said.tool == "points_balance" and (await waiting(talk)).id is None


async def test_asking_back_offers_exact_calls_of_which_one_is_chosen_once(talk: Talk) -> None:
    cat = Understanding("chore_complete", {"chore": "Feed the cat", "member": "Maya"}, 0.5)
    points = Understanding("points_balance", {"member": "Maya"}, 0.5)
    browser = await talk.house.browser("Maya")
    actor, way = talk.house.people["Maya"], await way_of(talk, browser, "Maya")
    async with talk.house.office.work(actor, "chat") as work:
        asked = await ask_question(work, None, "the cat")
    turn = Turn(actor, way, asked.conversation_id)
    both = Understanding("none", choices=(cat, points))
    await talk.assistant.commands.ask_back(turn, asked, both)
    page = (await browser.get(f"/ask/{asked.conversation_id}")).text
    assert {"Tick off “Feed the cat” for Maya", "Points of Maya"} <= set(buttons(page))
    assert await tap(talk, browser, asked.conversation_id, "Tick off “Feed the cat” for Maya") == 303
    page = (await browser.get(f"/ask/{asked.conversation_id}")).text
    assert "You chose: Tick off “Feed the cat” for Maya" in plain(page) and "Undo" in buttons(page)
    again = f"/ask/answers/{asked.answer_id}/choices/2"
    assert (await browser.post(again)).status_code == 409
    assert (await browser.post(f"/ask/answers/{asked.answer_id}/choices/3")).status_code == 404


async def test_a_program_confirms_with_the_key_that_asked(talk: Talk) -> None:
    key, other = await talk.house.api("Elena"), await talk.house.api("Elena")
    async with talk.house.office.database.reading() as db:
        from appliance.household.models import ApiToken

        first = (await db.exec(select(ApiToken.id).order_by(ApiToken.id))).first()  # type: ignore[arg-type]
    answer = await call(talk, "Elena", GIVE, Way("api", f"key:{first}"))
    shown = (await key.get(f"/api/v1/ask/answers/{answer.id}")).json()
    where = f"/api/v1/ask/confirmations/{shown['confirmation']}"
    waits = (await key.get(where)).json()
    assert (waits["state"], waits["args"]) == ("waiting", {"member": "Maya", "minutes": 30})
    mark = {"mark": waits["mark"]}
    assert (await other.post(f"{where}/acceptance", json=mark)).status_code == 409
    assert (await key.post(f"{where}/acceptance", json={"mark": "0" * 64})).status_code == 409
    done = await key.post(f"{where}/acceptance", json=mark)
    assert done.json()["text"] == "Maya has 30 minutes more today." and await given(talk) == [30]
    assert (await key.post(f"{where}/refusal")).status_code == 409
    assert "api screen_time_grant done" in await noted(talk)


async def test_parents_see_what_was_done_and_refused_and_not_what_others_looked_up(talk: Talk) -> None:
    await talk.say("Maya", "i fed the cat!")
    await talk.say("Leo", "how many points do I have?")
    await call(talk, "Leo", GIVE, Way())
    page = plain((await (await talk.house.browser("Elena")).get("/settings/assistant")).text)
    assert "Maya : Tick off a chore, done" in page and "in the chat" in page
    assert "Leo : Give minutes, not theirs to do" in page
    assert "Look at points" not in page and "cat" not in page
    own = (await (await talk.house.api("Leo")).get("/api/v1/assistant/calls")).json()
    assert [(one["tool"], one["outcome"]) for one in own] == [
        ("screen_time_grant", "forbidden"),
        ("points_balance", "read"),
    ]
    assert (await (await talk.house.api("Ada")).get("/api/v1/assistant/calls")).json() == []


async def test_what_was_said_is_proposed_filled_in_and_done_as_a_family_words_it(talk: Talk) -> None:
    browser = await talk.house.browser("Elena")
    way = await way_of(talk, browser, "Elena")
    elena = talk.house.people["Elena"]
    asked = await talk.assistant.ask(elena, "give Maya more screen time", None, way)
    assert (await talk.answer("Elena", asked.answer_id)).text == "For how many minutes?"
    asked = await talk.assistant.ask(elena, "half an hour", asked.conversation_id, way)
    assert (await talk.answer("Elena", asked.answer_id)).text == "Give Maya 30 minutes"
    assert await tap(talk, browser, asked.conversation_id, "Give Maya 30 minutes") == 303
    assert await given(talk) == [30]


async def test_what_is_said_in_other_words_waits_no_more_as_it_was(talk: Talk) -> None:
    browser, elena = await talk.house.browser("Elena"), talk.house.people["Elena"]
    way = await way_of(talk, browser, "Elena")
    first = await talk.assistant.ask(elena, "give Maya 60 minutes", None, way)
    row = await waiting(talk)
    again = await talk.assistant.reword(elena, first.question_id, "give Maya 10 minutes", way)
    late = await browser.post(f"/ask/confirmations/{row.id}/acceptance", {"mark": row.args_hash})
    assert late.status_code == 409 and await given(talk) == []
    assert (await talk.answer("Elena", again.answer_id)).text == "Give Maya 10 minutes"


async def test_a_german_parent_is_asked_in_german(talk: Talk) -> None:
    talk.house.people["Elena"] = replace(talk.house.people["Elena"], language="de")
    said = await talk.say("Elena", "gib Maya 30 Minuten")
    assert said.text == "Maya 30 Minuten geben"
    assert (
        "Nur" not in said.text
        and "Als Ja zählt nur ein Tipp"
        in (await talk.say("Elena", "ja, mach das", said.conversation_id)).text
    )
