"""One's own chats: found again, renamed, deleted with every byte, and gone when their time is over."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import func, select

from appliance.assistant.actions.chat_rules import ChatPlan, change_chat_rules
from appliance.assistant.actions.chats import delete_all_chats
from appliance.assistant.actions.conversations import Told, ask_question, delete_conversation, give_answer
from appliance.assistant.jobs import let_go, let_old_chats_go
from appliance.assistant.models import Conversation, Sees
from appliance.assistant.queries.conversations import Chat, chats_asked
from appliance.core.errors import RuleBroken
from appliance.core.paging import Page
from tests.assistant.conftest import plain
from tests.support.house import House


async def talked(house: House, name: str, question: str, answer: str = "I see.", by: str = "house") -> int:
    async with house.office.work(house.people[name], "ask") as work:
        asked = await ask_question(work, None, question)
        await give_answer(work, asked.answer_id, Told(answer, by))
    return asked.conversation_id


async def found(house: House, name: str, words: str) -> list[Chat]:
    async with house.office.reading(house.people[name]) as look:
        return list((await chats_asked(look, Page(), words)).rows)


async def chats_left(house: House, name: str) -> int:
    async with house.office.database.reading() as db:
        theirs = select(func.count()).where(Conversation.member_id == house.people[name].member_id)
        return (await db.exec(theirs)).one()


async def keep(house: House, days: int) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await change_chat_rules(work, ChatPlan(days, Sees.NOTHING, Sees.NOTHING))


def words_in(data: Path, word: str) -> list[str]:
    return [path.name for path in sorted(data.rglob("appliance.db*")) if word.encode() in path.read_bytes()]


@pytest.mark.parametrize(
    ("words", "hits"),
    [
        ("kuchen", 1),  # in the middle of a German word
        ("WHALE", 1),
        ("ocean whale", 1),  # one in the question, one in the answer
        ("whale kuchen", 0),
        ("ox", 1),  # too short for the index of parts
        ('"whale" OR *', 0),
        ("%", 3),  # no word at all
        ("", 3),
    ],
)
async def test_chats_are_found_by_words_and_parts_of_words(house: House, words: str, hits: int) -> None:
    await talked(house, "Leo", "Wann gibt es Apfelkuchenstücke?")
    await talked(house, "Leo", "how big is a whale?", "The biggest in any ocean.")
    await talked(house, "Leo", "what does an ox eat?")
    assert len(await found(house, "Leo", words)) == hits


async def test_nobody_finds_the_chats_of_somebody_else(house: House) -> None:
    await talked(house, "Leo", "how big is a whale?")
    for name in ("Elena", "Maya", "Ada"):
        assert await found(house, name, "whale") == []


async def test_the_place_that_was_found_is_shown(house: House) -> None:
    chat = await talked(
        house, "Leo", "what is big?", "Many things are. " * 20 + "A whale is the biggest of all."
    )
    browser = await house.browser("Leo")
    shown = plain((await browser.get("/ask/chats?q=whale")).text)
    assert "…" in shown and "A whale is the biggest of all." in shown
    assert (await browser.get(f"/ask/{chat}")).status_code == 200


async def test_a_chat_is_called_by_its_first_question_until_it_is_renamed(house: House) -> None:
    chat = await talked(house, "Leo", "how big is a whale?")
    browser = await house.browser("Leo")
    assert "how big is a whale?" in (await browser.get("/ask/chats")).text
    assert (await browser.post(f"/ask/{chat}/title", {"title": "  My   <b>report</b> "})).status_code == 303
    shown = (await browser.get("/ask/chats")).text
    assert "My &lt;b&gt;report&lt;/b&gt;" in shown
    assert [one.id for one in await found(house, "Leo", "report")] == [chat]
    assert (await browser.post(f"/ask/{chat}/title", {"title": "x" * 81})).status_code == 422
    assert (await browser.post(f"/ask/{chat}/title", {"title": ""})).status_code == 303
    assert "how big is a whale?" in (await browser.get("/ask/chats")).text


async def test_the_history_goes_by_days_and_pages(house: House) -> None:
    for number in range(33):
        await talked(house, "Leo", f"question number {number:02}")
        house.clock.forward(hours=1)
    browser = await house.browser("Leo")
    first = (await browser.get("/ask/chats")).text
    assert first.count('<li class="row') == 30 and first.count("<section aria-labelledby") >= 2
    older = re.search(r'href="(/ask/chats\?[^"]*after=[^"]+)"', first)
    assert older is not None
    second = (await browser.get(older[1].replace("&amp;", "&"))).text
    assert second.count('<li class="row') == 3 and "question number 00" in second


async def test_what_was_deleted_is_in_no_byte_of_the_file(house: House) -> None:
    await talked(house, "Leo", "please keep this one: qzwyxvable")
    kept = await talked(house, "Leo", "is the walruskj a fish?", "No walruskj is.")
    async with house.office.work(house.people["Leo"]) as work:
        await delete_conversation(work, kept)
    await let_go(house.app.state.models, house.office)
    async with house.office.database.reading() as db:
        connection = await db.connection()
        rows = await connection.exec_driver_sql("SELECT block FROM chat_words_data")
        index = b"".join(row[0] for row in rows.all())
    assert b"skj" not in index and b"ruskj" not in index
    assert words_in(house.settings.data, "walruskj") == []
    assert words_in(house.settings.data, "qzwyxvable") == ["appliance.db"]
    assert len(await found(house, "Leo", "wyxva")) == 1


async def test_all_of_ones_own_chats_go_at_once_and_nobody_elses(house: House) -> None:
    for name in ("Leo", "Leo", "Maya"):
        await talked(house, name, "how big is a whale?")
    browser = await house.browser("Leo")
    assert "2 chats go" in plain((await browser.get("/ask/chats/deletion")).text)
    await talked(house, "Leo", "one more")
    with pytest.raises(RuleBroken):
        async with house.office.work(house.people["Leo"]) as work:
            await delete_all_chats(work, 2)
    assert (await browser.post("/ask/chats/deletion", {"count": 3})).status_code == 303
    assert (await chats_left(house, "Leo"), await chats_left(house, "Maya")) == (0, 1)


async def test_a_chat_goes_when_the_family_says_so_and_its_page_tells_when(house: House) -> None:
    await keep(house, 30)
    chat = await talked(house, "Leo", "how big is a whale?")
    browser = await house.browser("Leo")
    day = house.people["Leo"].local(house.clock() + timedelta(days=30))
    shown = plain((await browser.get(f"/ask/{chat}")).text)
    assert re.search(rf"This chat is deleted on .*{day.day} {day:%B}", shown), shown
    house.clock.forward(days=29)
    await let_old_chats_go(house.office)
    assert await chats_left(house, "Leo") == 1
    house.clock.forward(days=2)
    await let_old_chats_go(house.office)
    assert await chats_left(house, "Leo") == 0


async def test_one_family_keeps_its_chats_until_they_are_deleted_and_the_other_a_year(house: House) -> None:
    await keep(house, 0)
    await talked(house, "Leo", "how big is a whale?")
    await talked(house, "Tobi", "how small is a mouse?")
    house.clock.forward(days=366)
    await let_old_chats_go(house.office)
    assert (await chats_left(house, "Leo"), await chats_left(house, "Tobi")) == (1, 0)


async def test_an_answer_that_came_while_nobody_looked_is_marked_until_it_is_seen(house: House) -> None:
    chat = await talked(house, "Leo", "tell me about whales", "They sing.", by="model")
    browser = await house.browser("Leo")
    assert "New answer" in (await browser.get("/ask/chats")).text
    assert "data-unread" in (await browser.get(f"/ask/{chat}")).text
    assert (await browser.post(f"/ask/{chat}/reading")).status_code == 303
    assert "New answer" not in (await browser.get("/ask/chats")).text
    assert "data-unread" not in (await browser.get(f"/ask/{chat}")).text


async def test_programs_do_with_chats_what_pages_do(house: House) -> None:
    chat = await talked(house, "Leo", "how big is a whale?")
    api = await house.api("Leo")
    assert [one["id"] for one in (await api.get("/api/v1/chats?q=whale")).json()] == [chat]
    renamed = (await api.patch(f"/api/v1/chats/{chat}", json={"title": "Whales"})).json()
    assert renamed["title"] == "Whales" and renamed["goes_at"] and renamed["read_at"] is None
    said = (await api.get(f"/api/v1/chats/{chat}/said")).json()
    assert [one["speaker"] for one in said] == ["assistant", "member"]
    assert (await api.delete(f"/api/v1/chats/{chat}")).status_code == 204
    assert (await api.get(f"/api/v1/chats/{chat}")).status_code == 404
    assert (await api.post("/api/v1/chats/deletion", json={"count": 0})).status_code == 204
