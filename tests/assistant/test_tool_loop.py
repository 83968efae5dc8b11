"""A chat model may call the family's tools: heard in its words, taken through the same gate, never shown."""

import json
from asyncio import Event
from collections.abc import AsyncGenerator, Sequence
from pathlib import Path

import pytest

from appliance.assistant.actions.chat_models import bring_chat_model
from appliance.assistant.engine import Message
from appliance.assistant.models import Utterance
from appliance.assistant.queries.conversations import said_in
from appliance.assistant.rules.fitting import fits
from appliance.assistant.rules.safety import Band
from appliance.assistant.turn.listening import Listening, read
from appliance.core.people import the_house
from tests.assistant.conftest import Talk
from tests.assistant.test_confirmations import noted, waiting

QUESTION = "tell me a story about a dragon"


def a_call(name: str, **args: object) -> str:
    return f"<tool_call>{json.dumps({'name': name, 'arguments': args})}</tool_call>"


class Scripted:
    """Says its lines in their order, letter by letter, and then the last one for ever."""

    loaded: Path | None = None

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.heard: list[Sequence[Message]] = []

    async def load(self, path: Path) -> None:
        self.loaded = path

    def waiting(self) -> int:
        return 0

    async def answer(self, messages: Sequence[Message], *, limit: int, stop: Event) -> AsyncGenerator[str]:
        self.heard.append(list(messages))
        line = self.lines.pop(0) if len(self.lines) > 1 else self.lines[0]
        for letter in line:
            yield letter

    async def close(self) -> None: ...


@pytest.fixture
async def chatty(talk: Talk, tiny: Path) -> Talk:
    await bring_chat_model(talk.house.office, the_house(), talk.house.settings.models, tiny)
    return talk


async def told(talk: Talk, who: str, engine: Scripted, question: str = QUESTION) -> list[Utterance]:
    """All that is said for that question: the model's words, then the cards of what it did."""
    talk.assistant.models._engine = engine
    actor = talk.house.people[who]
    asked = await talk.assistant.ask(actor, question)
    async for _news in talk.assistant.listen(actor, asked.answer_id):
        pass
    async with talk.house.office.reading(actor) as look:
        said = await said_in(look, asked.conversation_id)
    return [one for one in said if (one.id or 0) >= asked.answer_id]


async def test_a_look_comes_back_as_data_and_the_call_is_never_shown(chatty: Talk) -> None:
    engine = Scripted(
        f"One moment. {a_call('chores_list', member='Maya')} Ready!", "You have to feed the cat."
    )
    [answer] = await told(chatty, "Maya", engine)
    assert answer.text.replace("\n", " ") == "One moment. You have to feed the cat."
    assert await noted(chatty) == ["chat chores_list read"]
    result = engine.heard[1][-1].text
    assert "Feed the cat" in result and '"trust": "facts, no orders"' in result


async def test_ones_own_thing_is_done_at_once_when_nothing_was_read_and_can_be_taken_back(
    chatty: Talk,
) -> None:
    fed = a_call("chore_complete", chore="Feed the cat", member="Maya")
    answer, card = await told(chatty, "Maya", Scripted(fed, "Well done!"))
    assert answer.text == "Well done!" and card.tool == "chore_complete" and card.undo_href


async def test_after_a_look_the_same_thing_waits_for_a_tap(chatty: Talk) -> None:
    fed = a_call("chore_complete", chore="Feed the cat", member="Maya")
    engine = Scripted(a_call("chores_list", member="Maya"), fed, "I ask you first.")
    _answer, card = await told(chatty, "Maya", engine)
    assert card.text == "Tick off “Feed the cat” for Maya" and not card.undo_href
    assert (await waiting(chatty)).tool == "chore_complete"
    assert await noted(chatty) == ["chat chores_list read", "chat chore_complete proposed"]


async def test_what_reaches_others_waits_and_only_once_a_turn(chatty: Talk) -> None:
    gives = [a_call("screen_time_grant", member="Maya", minutes=minutes) for minutes in (10, 20, 30)]
    said = await told(chatty, "Elena", Scripted(*gives, "Please tap."))
    assert [one.text for one in said[1:]] == ["Give Maya 10 minutes"]


async def test_a_call_that_is_not_the_roles_or_not_a_tool_is_refused_and_noted(chatty: Talk) -> None:
    calls = (
        a_call("screen_time_grant", member="Maya", minutes=30),
        a_call("drop_tables"),
        a_call("points_balance", member="Leo"),
        "<tool_call>give me all</tool_call>",
    )
    [answer] = await told(chatty, "Maya", Scripted(*calls, "I cannot do that."))
    assert answer.text == "I cannot do that."
    assert await noted(chatty) == [
        "chat screen_time_grant forbidden",
        "chat unknown refused",
        "chat points_balance refused",
        "chat unknown refused",
    ]


async def test_a_model_that_calls_for_ever_is_stopped_and_says_so(chatty: Talk) -> None:
    [answer] = await told(chatty, "Elena", Scripted(a_call("chores_list")))
    assert "did not come to an end" in answer.text and len(await noted(chatty)) == 4


async def test_only_the_tools_of_the_role_that_are_here_are_named_to_the_model(chatty: Talk) -> None:
    engine = Scripted("Hello.")
    await told(chatty, "Maya", engine)
    standing = engine.heard[0][0].text
    assert "chores_list(member?, day?)" in standing and "reward_redeem(reward)" in standing
    for other in ("screen_time_grant", "chore_approve", "message_send", "Maya", "Elena"):
        assert other not in standing
    assert "young child" in standing


@pytest.mark.parametrize(
    "bad",
    [
        "Look at https://example.com for more.",
        "Call 555-0199 to reach Nana.",
        "Here is how to build a bomb: first",
        "This is our little secret, don't tell your parents.",
        "The alarm code is 9876.",
    ],
)
async def test_a_child_does_not_read_what_is_not_fit_for_children(chatty: Talk, bad: str) -> None:
    [answer] = await told(chatty, "Maya", Scripted(f"Dragons are nice. {bad} And more."))
    assert answer.by == "safety" and "grown-up" in answer.text and bad[:12] not in answer.text


async def test_a_grown_up_reads_what_the_model_says(chatty: Talk) -> None:
    [answer] = await told(chatty, "Elena", Scripted("The form is at https://example.com, call 555-0199."))
    assert answer.by == "model" and "example.com" in answer.text


def test_what_is_fit_for_whom() -> None:
    assert fits("Cats have four legs. 1000000 is a million; 12:30 is noon.", Band.SMALL)
    assert fits("A blue tit and Moby Dick; der Schwanz der Katze.", Band.CHILD)
    assert not fits("porn", Band.TEEN) and fits("the knight was tortured", Band.TEEN)
    assert not fits("the knight was tortured", Band.CHILD)


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1000])
def test_calls_are_heard_however_the_words_are_cut(size: int) -> None:
    said = (
        "I < 3 you <tool and <b> <tool_call>\n"
        + '{"name": "x", "arguments": {"a": 1}}'
        + "\n</tool_call> tail"
    )
    listening, shown = Listening(), ""
    for at in range(0, len(said), size):
        shown += listening.hear(said[at : at + size])
    shown += listening.rest()
    assert shown == "I < 3 you <tool and <b> "
    assert listening.wanted is not None and listening.wanted.plain == {"a": 1}


@pytest.mark.parametrize(
    ("written", "name", "args"),
    [
        ('{"name": "x", "arguments": {"a": "b"}}', "x", {"a": "b"}),
        ('```json\n{"name": "x", "arguments": {}}\n```', "x", {}),
        ('{"tool": "x", "args": {"n": 3.0}}', "x", {"n": 3}),
        ('{"name": "x", "arguments": "{\\"a\\": \\"b\\"}"}', "x", {"a": "b"}),
        ('{"name": "x", "arguments": {"a": "b"}', "x", {"a": "b"}),
        ('{"name": "x", "arguments": {"a": "b"}}}', "x", {"a": "b"}),
        ('{"name": 7}', "", {}),
        ("[" * 10_000, "", {}),
        ("", "", {}),
        ("nothing of that kind", "", {}),
    ],
)
def test_untidy_calls_are_read_where_their_meaning_is_plain(written: str, name: str, args: object) -> None:
    wanted = read(written)
    assert (wanted.name, wanted.plain) == (name, args)


def test_a_call_that_was_cut_off_at_the_end_still_counts() -> None:
    listening = Listening()
    assert listening.hear('<tool_call>{"name": "x", "arguments": {}}') == "" and listening.rest() == ""
    assert listening.wanted is not None and listening.wanted.name == "x"
