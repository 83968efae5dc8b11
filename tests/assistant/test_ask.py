"""What the assistant does with what the family says: at once, with the member's own rights, or not at all."""

import pytest
from sqlmodel import col, select

from appliance.assistant.actions.conversations import ask_question
from appliance.assistant.models import State
from appliance.assistant.queries.asking import what_would_be_done
from appliance.assistant.queries.conversations import answer_of
from appliance.chores.models import Occurrence
from appliance.core.audit import AuditRow
from appliance.core.database import only_reading
from appliance.core.disk import Trouble
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.household.actions.disk import tell_of_disk
from tests.assistant.conftest import Talk, plain
from tests.screen_time.asking import limits, stored
from tests.support.house import House


async def states(talk: Talk, title: str) -> list[str]:
    """Of that chore today and before."""
    async with talk.house.office.database.reading() as db:
        today = talk.house.people["Maya"].today(talk.house.clock())
        found = await db.exec(
            select(Occurrence.state).where(Occurrence.title == title, col(Occurrence.due_local) <= today)
        )
        return list(found.all())


async def everything_done(talk: Talk) -> list[str]:
    async with talk.house.office.database.reading() as db:
        return list((await db.exec(select(AuditRow.verb))).all())


async def test_a_child_says_the_cat_is_fed_and_it_waits_for_a_parent(talk: Talk) -> None:
    answer = await talk.say("Maya", "i fed the cat!")
    assert (answer.tool, answer.by, answer.state) == ("chore_complete", "instant", State.DONE)
    assert "Feed the cat" in answer.text and answer.undo_href
    assert await states(talk, "Feed the cat") == ["waiting"]


async def test_what_was_done_can_be_taken_back_from_the_chat(talk: Talk) -> None:
    answer = await talk.say("Maya", "i fed the cat!")
    browser = await talk.house.browser("Maya")
    shown = await browser.get(f"/ask/{answer.conversation_id}")
    assert f'action="{answer.undo_href}"' in shown.text
    assert (await browser.post(answer.undo_href)).status_code == 303
    assert await states(talk, "Feed the cat") == ["open"]
    shown = await browser.get(f"/ask/{answer.conversation_id}")
    assert "Taken back." in shown.text and f'action="{answer.undo_href}"' not in shown.text


@pytest.mark.parametrize(
    "text",
    [
        "I did not feed the cat",
        "I didn't feed the cat yet",
        "did I feed the cat?",
        "I will feed the cat later",
        "Leo said he fed the cat",
        "I forgot to feed the cat",
        "the cat is hungry",
    ],
)
async def test_what_is_no_command_does_nothing(talk: Talk, text: str) -> None:
    answer = await talk.say("Maya", text)
    assert await states(talk, "Feed the cat") == ["open"]
    assert not answer.undo_href
    assert not {"OccurrenceCompleted", "MemorySaved"} & set(await everything_done(talk))


async def test_a_child_hears_what_there_is_to_do(talk: Talk) -> None:
    answer = await talk.say("Maya", "what do I have to do today?")
    assert answer.tool == "chores_list"
    assert "Feed the cat" in " ".join([answer.text, *answer.lines])
    assert "dishwasher" not in " ".join(answer.lines)


async def test_a_memory_told_in_one_chat_is_known_in_the_next(talk: Talk) -> None:
    saved = await talk.say("Leo", "remember that my locker code is 4711")
    assert saved.tool == "memory_save"
    found = await talk.say("Leo", "what is my locker code?")
    assert "4711" in found.text and len(found.used) == 1
    browser = await talk.house.browser("Leo")
    assert "Used 1 memory" in plain((await browser.get(f"/ask/{found.conversation_id}")).text)
    for name in ("Maya", "Elena", "Tobi"):
        other = await talk.say(name, "what is Leo's locker code?")
        assert "4711" not in other.text and not other.used


async def test_a_forgotten_memory_is_blanked_in_the_chats_that_quote_it(talk: Talk) -> None:
    saved = await talk.say("Leo", "remember that my locker code is 4711")
    found = await talk.say("Leo", "what is my locker code?")
    browser = await talk.house.browser("Leo")
    await browser.post(saved.undo_href)
    for chat in (saved.conversation_id, found.conversation_id):
        assert "4711" not in (await browser.get(f"/ask/{chat}")).text
    assert "4711" not in (await browser.get("/ask/chats")).text


async def test_one_of_two_families_knows_nothing_of_the_other(talk: Talk) -> None:
    await talk.say("Elena", "remember that the alarm code is 9876")
    answer = await talk.say("Ada", "what is the alarm code?")
    assert "9876" not in answer.text + " ".join(answer.lines)
    nothing = await talk.say("Tobi", "I fed the cat")
    assert await states(talk, "Feed the cat") == ["open"] and not nothing.undo_href


async def test_unsure_does_nothing_and_says_what_it_can_do(talk: Talk) -> None:
    for name, hint in (("Elena", "Settings"), ("Leo", "ask a parent"), ("Maya", "ask a parent")):
        answer = await talk.say(name, "what is the capital of France?")
        assert answer.by == "house" and hint in answer.text


async def test_a_child_in_need_gets_the_fixed_answer_and_nothing_else(talk: Talk) -> None:
    answer = await talk.say("Leo", "remember that I want to kill myself")
    assert answer.by == "safety" and "emergency number" in answer.text
    assert "MemorySaved" not in await everything_done(talk)


async def test_nobody_reads_stops_or_deletes_another_members_chat(talk: Talk) -> None:
    answer = await talk.say("Leo", "remember that my locker code is 4711")
    for name in ("Elena", "Maya", "Ada"):
        browser = await talk.house.browser(name)
        await browser.get("/ask")
        assert (await browser.get(f"/ask/{answer.conversation_id}")).status_code == 404
        assert (await browser.get(f"/ask/answers/{answer.id}/stream")).status_code == 404
        assert (await browser.post(f"/ask/answers/{answer.id}/stop")).status_code == 404
        assert (await browser.post(f"/ask/{answer.conversation_id}", {"text": "hi"})).status_code == 404
        assert (await browser.post(f"/ask/{answer.conversation_id}/deletion")).status_code == 404
        assert "locker" not in (await browser.get("/ask/chats")).text
    with pytest.raises(NotFound):
        await talk.say("Maya", "hello", answer.conversation_id)


async def test_a_chat_is_asked_shown_and_deleted_without_scripts(talk: Talk) -> None:
    browser = await talk.house.browser("Maya")
    assert "What do I have to do today?" in (await browser.get("/ask")).text
    sent = await browser.post("/ask", {"text": "what do I have to do today?"})
    assert sent.status_code == 303
    chat = sent.headers["location"]
    shown = plain((await browser.get(chat)).text)
    assert "what do I have to do today?" in shown and "Feed the cat" in shown
    assert (await browser.post(chat, {"text": "I fed the cat"})).status_code == 303
    assert "Undo" in (await browser.get(chat)).text
    assert (await browser.post(f"{chat}/deletion")).status_code == 303
    assert (await browser.get(chat)).status_code == 404


async def test_an_empty_question_is_shown_again_with_its_mistake(talk: Talk) -> None:
    browser = await talk.house.browser("Maya")
    for text in ("", "x" * 2001):
        answer = await browser.post("/ask", {"text": text})
        assert answer.status_code == 422 and 'aria-invalid="true"' in answer.text
    with pytest.raises(Invalid):
        await talk.say("Maya", "   ")


async def test_htmx_gets_the_new_lines_alone(talk: Talk) -> None:
    browser = await talk.house.browser("Leo")
    first = await talk.say("Leo", "what do I have to do today?")
    await browser.get(f"/ask/{first.conversation_id}")
    headers = {"hx-request": "true", "hx-request-type": "partial", "origin": "http://family.local:8080"}
    form = {"csrf": browser.csrf, "text": "remember that <b>tea</b> is at five"}
    answer = await browser.client.post(f"/ask/{first.conversation_id}", data=form, headers=headers)
    assert answer.status_code == 200 and answer.text.lstrip().startswith('<div class="live"')
    assert "&lt;b&gt;tea&lt;/b&gt;" in answer.text and "<b>tea" not in answer.text


async def test_a_read_only_key_asks_nothing(talk: Talk) -> None:
    api = await talk.house.api("Elena", scopes=("read",))
    assert (await api.post("/api/v1/ask", json={"text": "remember the milk"})).status_code == 403


async def test_the_api_answers_like_the_page(talk: Talk) -> None:
    api = await talk.house.api("Maya")
    answer = (await api.post("/api/v1/ask", json={"text": "i fed the cat!"})).json()
    assert (answer["tool"], answer["state"]) == ("chore_complete", "done")
    assert (await api.get(f"/api/v1/ask/answers/{answer['id']}")).json() == answer
    other = await talk.house.api("Leo")
    assert (await other.get(f"/api/v1/ask/answers/{answer['id']}")).status_code == 404
    assert (await api.post("/api/v1/ask", json={"text": "hi", "member": "Leo"})).status_code in (400, 422)


async def test_what_would_be_done_is_done_nowhere(talk: Talk) -> None:
    house, maya = talk.house, talk.house.people["Maya"]
    before = await everything_done(talk)
    async with only_reading(house.settings.database) as db:
        result = await what_would_be_done(db, maya, "i fed the cat!", house.clock(), talk.assistant.models)
    assert (result.tool, result.args) == ("chore_complete", {"chore": "Feed the cat", "member": "Maya"})
    assert result.by == "instant" and result.allowed and result.row(7)["id"] == 7
    assert await everything_done(talk) == before
    assert await states(talk, "Feed the cat") == ["open"]


async def test_a_restart_leaves_no_answer_hanging(talk: Talk) -> None:
    from appliance.assistant.actions.conversations import ask_question
    from appliance.assistant.jobs import close_open_answers

    async with talk.house.office.work(talk.house.people["Leo"], "ask") as work:
        asked = await ask_question(work, None, "tell me a story")
    await close_open_answers(talk.house.office)
    assert (await talk.answer("Leo", asked.answer_id)).state == State.INTERRUPTED
    browser = await talk.house.browser("Leo")
    assert "ask again" in (await browser.get(f"/ask/{asked.conversation_id}")).text


async def test_only_parents_open_the_engine_room(talk: Talk) -> None:
    assert (await (await talk.house.browser("Elena")).get("/settings/assistant")).status_code == 200
    for name in ("Leo", "Maya"):
        assert (await (await talk.house.browser(name)).get("/settings/assistant")).status_code == 403
    with pytest.raises(NotAllowed):
        from appliance.assistant.actions.chat_models import use_chat_model

        async with talk.house.office.work(talk.house.people["Leo"]) as work:
            await use_chat_model(work, "tiny")


async def test_an_answer_that_a_full_disk_has_swallowed_does_not_hang_for_ever(house: House) -> None:
    async with house.office.work(house.people["Elena"], "ask") as work:
        asked = await ask_question(work, None, "when is bedtime?")
    house.clock.forward(minutes=6)
    await tell_of_disk(house.office, Trouble.FULL, passed=True)
    async with house.office.reading(house.people["Elena"]) as look:
        assert (await answer_of(look, asked.answer_id)).state == State.INTERRUPTED


async def test_leo_asks_for_more_time_in_words_and_takes_it_back_on_the_card(talk: Talk) -> None:
    await limits(talk.house, "Leo")
    browser = await talk.house.browser("Leo")
    answer = await talk.say("Leo", "can I have 20 more minutes, I'm in the middle of a match")
    assert answer.text == "Asked your parents for 20 minutes. It lapses at 20:00 if nobody answers."
    (waiting,) = await stored(talk.house)
    assert (waiting.minutes, waiting.state) == (20, "waiting")
    here = f"/ask/{answer.conversation_id}"
    assert f'action="{answer.undo_href}"' in (await browser.get(here)).text
    again = await talk.say("Leo", "can I have 40 more minutes?")
    assert "You asked for 20 minutes at 16:00 already. Take that back first." in again.text
    await browser.post(answer.undo_href)
    assert [row.state for row in await stored(talk.house)] == ["withdrawn"]
    assert "Taken back." in (await browser.get(here)).text
