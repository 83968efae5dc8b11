"""A chat model answers the rest: streamed, one at a time, stopped at a word, and never in anybody's way."""

import asyncio
import json
import re
import shutil
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from appliance.assistant.actions.chat_models import bring_chat_model, drop_chat_model, use_chat_model
from appliance.assistant.actions.forgetting import forget_memory
from appliance.assistant.models import State
from appliance.assistant.queries.chat_models import chat_models, chosen_model
from appliance.assistant.turn import News, streaming
from appliance.assistant.turn.markup import as_markup
from appliance.core.errors import Invalid, NoRoom, NotAllowed, RuleBroken
from appliance.core.people import the_house
from tests.assistant.conftest import Talk
from tests.support.disks import mounted, needs_mounts

QUESTION = "tell me a story about a dragon"


def same_bytes(one: Path, other: Path) -> bool:
    return one.read_bytes() == other.read_bytes()


def half_of(whole: Path, half: Path) -> Path:
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    return half


@pytest.fixture
async def chatty(talk: Talk, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> Talk:
    """With a model that talks until it is stopped, however busy the machine is meanwhile."""
    monkeypatch.setattr(streaming, "LONGEST", 3500)
    await bring_chat_model(talk.house.office, the_house(), talk.house.settings.models, tiny)
    return talk


async def heard(news: AsyncIterator[News], *, until: int = 10**9) -> list[News]:
    """What a page hears, up to so many letters."""
    told, letters = [], 0
    async for one in news:
        told.append(one)
        letters += len(one.text)
        if letters >= until:
            break
    return told


async def test_what_is_no_command_is_answered_by_the_model_word_by_word(
    chatty: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streaming, "LONGEST", 60)
    leo = chatty.house.people["Leo"]
    asked = await chatty.assistant.ask(leo, QUESTION)
    news = await heard(chatty.assistant.listen(leo, asked.answer_id))
    answer = await chatty.answer("Leo", asked.answer_id)
    assert news[-1].kind == "done" and {one.kind for one in news} == {"piece", "done"}
    assert answer.state == State.DONE and answer.by == "model" and answer.text
    assert "".join(one.text for one in news).strip() == answer.text


async def test_stop_ends_the_answer_and_keeps_what_was_said(chatty: Talk) -> None:
    leo = chatty.house.people["Leo"]
    asked = await chatty.assistant.ask(leo, QUESTION)
    await heard(chatty.assistant.listen(leo, asked.answer_id), until=20)
    began = time.monotonic()
    await chatty.assistant.stop(leo, asked.answer_id)
    took = time.monotonic() - began
    answer = await chatty.answer("Leo", asked.answer_id)
    assert answer.state == State.STOPPED and len(answer.text) >= 15
    assert took < 2.0  # far below 0.1 on a machine that does nothing else
    assert [one.kind async for one in chatty.assistant.listen(leo, asked.answer_id)] == ["done"]


async def test_the_second_to_ask_hears_that_it_waits_and_is_answered_then(chatty: Talk) -> None:
    leo, elena = chatty.house.people["Leo"], chatty.house.people["Elena"]
    first = await chatty.assistant.ask(leo, QUESTION)
    await heard(chatty.assistant.listen(leo, first.answer_id), until=5)
    second = await chatty.assistant.ask(elena, "what is the sense of life?")
    waits = await anext(chatty.assistant.listen(elena, second.answer_id))
    assert (waits.kind, waits.position) == ("busy", 1)
    await chatty.assistant.stop(leo, first.answer_id)
    assert (await heard(chatty.assistant.listen(elena, second.answer_id), until=5))[-1].kind == "piece"
    await chatty.assistant.stop(elena, second.answer_id)
    assert (await chatty.answer("Elena", second.answer_id)).state == State.STOPPED


async def test_instant_answers_come_while_somebody_elses_model_talks(chatty: Talk) -> None:
    leo = chatty.house.people["Leo"]
    asked = await chatty.assistant.ask(leo, QUESTION)
    answer = await chatty.say("Maya", "remember that the fish is called Bob")
    assert answer.tool == "memory_save" and answer.state == State.DONE
    with pytest.raises(RuleBroken):
        await chatty.assistant.ask(leo, "and another one")
    await chatty.assistant.stop(leo, asked.answer_id)


async def test_two_questions_of_one_member_at_once_are_one_turn(chatty: Talk) -> None:
    leo = chatty.house.people["Leo"]
    asked = await asyncio.gather(*(chatty.assistant.ask(leo, QUESTION) for _tab in range(3)))
    assert len(chatty.assistant.live.all()) == 1
    answers = [await chatty.answer("Leo", one.answer_id) for one in asked]
    assert sorted(answer.by for answer in answers) == ["", "house", "house"]
    await chatty.assistant.stop(leo, chatty.assistant.live.all()[0].answer_id)


async def test_whose_sign_in_ends_hears_no_further_word(chatty: Talk) -> None:
    browser = await chatty.house.browser("Leo")
    await browser.post("/ask", {"text": QUESTION})
    reading = asyncio.create_task(browser.client.get("/ask/answers/2/stream"))
    leo = chatty.house.people["Leo"]
    await heard(chatty.assistant.listen(leo, 2), until=20)
    await browser.post("/sign-out")
    answer = await asyncio.wait_for(reading, 10)
    assert "event: done" not in answer.text and chatty.assistant.live.all()
    await chatty.assistant.stop(leo, 2)


async def test_what_is_forgotten_while_the_model_speaks_of_it_is_not_kept(chatty: Talk) -> None:
    leo = chatty.house.people["Leo"]
    await chatty.say("Leo", "remember that my dragon book is hidden in the shed")
    asked = await chatty.assistant.ask(leo, QUESTION)
    await heard(chatty.assistant.listen(leo, asked.answer_id), until=20)
    async with chatty.house.office.work(leo) as work:
        await forget_memory(work, 1)
    await chatty.assistant.stop(leo, asked.answer_id)
    answer = await chatty.answer("Leo", asked.answer_id)
    assert answer.used == [1] and answer.text == ""


async def test_the_page_streams_the_words_and_then_shows_them_as_text(chatty: Talk) -> None:
    browser = await chatty.house.browser("Leo")
    chat = (await browser.post("/ask", {"text": QUESTION})).headers["location"]
    shown = (await browser.get(chat)).text
    assert 'data-stream="/ask/answers/2/stream"' in shown and 'aria-busy="true"' in shown
    assert "Stop answering" in shown and "Look again" in shown
    reading = asyncio.create_task(browser.client.get("/ask/answers/2/stream"))
    await heard(chatty.assistant.listen(chatty.house.people["Leo"], 2), until=20)
    assert (await browser.post("/ask/answers/2/stop")).status_code == 303
    lines = (await reading).text.splitlines()
    said = "".join(json.loads(line[6:])["text"] for line in lines if line.startswith("data: "))
    assert len(said) >= 20 and "event: done" in lines
    shown = (await browser.get(chat)).text
    assert "You stopped this answer." in shown and "data-stream" not in shown


async def test_a_model_reads_only_what_its_asker_may_see(chatty: Talk) -> None:
    heard_by_model = []

    class Listening:
        loaded = None

        async def load(self, path: Path) -> None:
            self.loaded = path

        def waiting(self) -> int:
            return 0

        async def answer(self, messages, *, limit, stop):  # type: ignore[no-untyped-def]
            heard_by_model.append("\n".join(message.text for message in messages))
            yield "Yes."

        async def close(self) -> None: ...

    chatty.assistant.models._engine = Listening()
    for name, text in (("Elena", "the dragon cake is a surprise"), ("Leo", "my dragon book is hidden")):
        await chatty.say(name, f"remember that {text}")
    for name in ("Maya", "Tobi", "Leo"):
        asked = await chatty.assistant.ask(chatty.house.people[name], QUESTION)
        await heard(chatty.assistant.listen(chatty.house.people[name], asked.answer_id))
    assert "surprise" not in "".join(heard_by_model)
    assert ["hidden" in prompt for prompt in heard_by_model] == [False, False, True]
    assert "young child" in heard_by_model[0] and "teenager" in heard_by_model[2]


async def test_an_answer_that_the_house_cuts_off_says_so(chatty: Talk) -> None:
    leo = chatty.house.people["Leo"]
    asked = await chatty.assistant.ask(leo, QUESTION)
    await heard(chatty.assistant.listen(leo, asked.answer_id), until=20)
    await chatty.assistant.close()
    answer = await chatty.answer("Leo", asked.answer_id)
    assert answer.state == State.INTERRUPTED and len(answer.text) >= 15


async def test_a_model_file_is_copied_checked_and_noted_once(talk: Talk, tiny: Path, short: Path) -> None:
    house, models = talk.house, talk.house.settings.models
    first = await bring_chat_model(house.office, the_house(), models, tiny)
    second = await bring_chat_model(house.office, house.people["Elena"], models, short)
    assert first.in_use and not second.in_use
    assert same_bytes(models / first.file, tiny)
    for again in ({}, {"name": "other"}):
        with pytest.raises(RuleBroken):
            await bring_chat_model(house.office, the_house(), models, tiny, **again)
    async with house.office.work(house.people["Elena"]) as work:
        await use_chat_model(work, "short")
    async with house.office.reading(house.people["Ada"]) as look:
        chosen = await chosen_model(look)
        assert chosen is not None and chosen.name == "short"
    await drop_chat_model(house.office, house.people["Elena"], models, "short")
    assert [path.name for path in models.iterdir()] == [first.file]


async def test_a_broken_or_foreign_file_leaves_nothing_behind(talk: Talk, tiny: Path, tmp_path: Path) -> None:
    models = talk.house.settings.models
    half, text = half_of(tiny, tmp_path / "half.gguf"), half_of(Path(__file__), tmp_path / "text.gguf")
    for file, more in ((half, {}), (text, {}), (tiny, {"sha256": "0" * 64}), (tmp_path / "none", {})):
        with pytest.raises(Invalid):
            await bring_chat_model(talk.house.office, the_house(), models, file, **more)
    with pytest.raises(NotAllowed):
        await bring_chat_model(talk.house.office, talk.house.people["Leo"], models, tiny)
    assert list(models.iterdir()) == []
    async with talk.house.office.reading(the_house()) as look:
        assert not await chat_models(look)


async def test_a_model_whose_file_is_gone_says_so_and_harms_nobody(chatty: Talk) -> None:
    shutil.rmtree(chatty.house.settings.models)
    leo = chatty.house.people["Leo"]
    asked = await chatty.assistant.ask(leo, QUESTION)
    await heard(chatty.assistant.listen(leo, asked.answer_id))
    answer = await chatty.answer("Leo", asked.answer_id)
    assert answer.state == State.FAILED and "chat model" in answer.text
    assert (await chatty.say("Leo", "remember the milk is sour")).tool == "memory_save"


def test_a_models_words_can_load_nothing_and_lead_nowhere() -> None:
    evil = (
        "**Hi** <script>alert(1)</script> ![x](http://evil.example/a.png?q=4711) [here](http://evil.example) "
        "<img src=x onerror=alert(1)> <http://evil.example>\n\n- one\n- two\n\n# Title\n\n[a]: http://evil.example"
    )
    shown = str(as_markup(evil))
    assert "<strong>Hi</strong>" in shown and "<li>one</li>" in shown
    assert "here (<code>http://evil.example</code>)" in shown and "<strong>Title</strong>" in shown
    for tag in ("<script", "<img", "<a ", "<h1", "href=", 'src="', "<http"):
        assert tag not in shown


@pytest.mark.parametrize(
    "evil",
    [
        "[tap](javascript:alert(1))",
        '[tap](http://a.example "x" onclick=alert(1)")',
        "[<b onclick=x>](http://a.example)",
        "![](http://a.example/?q=secret)",
        "[![x](http://a.example/p.png)](http://b.example)",
        "| a | b |\n|---|---|\n| <img src=x> | [x](data:text/html,y) |",
        "<a.example@b.example>",
    ],
)
def test_no_trick_of_markdown_makes_something_to_tap(evil: str) -> None:
    shown = str(as_markup(evil))
    assert not re.search(r"<(?!/?(p|br|strong|em|code|table|thead|tbody|tr|th|td)\b)[^>]*>|<[^>]+=", shown), (
        shown
    )


@needs_mounts
async def test_a_model_that_does_not_fit_on_the_disk_leaves_nothing_of_itself(
    talk: Talk, tiny: Path, tmp_path: Path
) -> None:
    with mounted(tmp_path / "disk", "12m") as disk:
        disk.fill(spare=64 * 1024)
        models = disk.path / "models"
        with pytest.raises(NoRoom):
            await bring_chat_model(talk.house.office, the_house(), models, tiny)
        assert list(models.iterdir()) == []


async def test_a_page_that_lost_the_line_is_told_the_rest(chatty: Talk) -> None:
    leo = chatty.house.people["Leo"]
    asked = await chatty.assistant.ask(leo, QUESTION)
    first = await heard(chatty.assistant.listen(leo, asked.answer_id), until=20)
    at = first[-1].at + len(first[-1].text)
    browser = await chatty.house.browser("Leo")
    address = f"/ask/answers/{asked.answer_id}/stream"
    again = asyncio.create_task(browser.client.get(address, headers={"last-event-id": str(at)}))
    await heard(chatty.assistant.listen(leo, asked.answer_id), until=at + 20)
    await chatty.assistant.stop(leo, asked.answer_id)
    lines = (await again).text.splitlines()
    pieces = [json.loads(line[6:]) for line in lines if line.startswith("data: ")]
    assert pieces[0]["at"] == at
    said = "".join(one.text for one in first) + "".join(one["text"] for one in pieces)
    assert said.strip() == (await chatty.answer("Leo", asked.answer_id)).text
    assert [line for line in lines if line.startswith("id: ")][-1] == f"id: {len(said)}"
