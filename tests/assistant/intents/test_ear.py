"""What the trained reading makes of a sentence: the tool, and the words that are arguments."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from appliance.assistant.engine import Embedding, ModelUnusable
from appliance.assistant.intents import Household, Person
from appliance.assistant.intents.ear import Ear
from appliance.assistant.intents.heard import Heard
from appliance.assistant.intents.pieces import STAND_INS, pieces_of
from tests.assistant.intents.conftest import MODEL

MUM, WIL, XIO = Person("Anneli", "parent", ("mum",)), Person("Will", "teen"), Person("Xiomara", "child")
HOME = Household((MUM, WIL, XIO))
needs_model = pytest.mark.skipif(not MODEL.exists(), reason="the embedded model is not here")


@pytest_asyncio.fixture
async def ear() -> AsyncIterator[Ear]:
    embedding = Embedding(MODEL)
    opened = await Ear.opened(embedding, MODEL.parent)
    assert opened is not None
    yield opened
    await embedding.close()


def likeliest(heard: Heard) -> str:
    return max(heard.chances, key=lambda tool: heard.chances[tool])


def said(text: str, *people: Person) -> list[str]:
    return [piece.said for piece in pieces_of(text, Household(people))]


@needs_model
async def test_a_child_asks_for_minutes_and_says_why(ear: Ear) -> None:
    text = "can I have 20 more minutes because the film is almost over"
    heard = await ear.hear(text, XIO, HOME)
    assert likeliest(heard) == "screen_time_request"
    assert {slot.kind: slot.text for slot in heard.slots} == {
        "minutes": "20",
        "reason": "the film is almost over",
    }
    assert all(text[slot.start : slot.end] == slot.text for slot in heard.slots)
    assert sum(heard.chances.values()) == pytest.approx(1, abs=1e-3)


@needs_model
async def test_a_name_is_heard_as_it_was_said_though_the_encoder_reads_another(ear: Ear) -> None:
    heard = await ear.hear("give xiomara half an hour", MUM, HOME)
    assert likeliest(heard) == "screen_time_grant"
    assert {slot.kind: slot.text for slot in heard.slots} == {"member": "xiomara", "minutes": "half an hour"}


@needs_model
async def test_two_commands_at_once_are_heard_as_several(ear: Ear) -> None:
    heard = await ear.hear("tell everyone that dinner is ready and pause the screens", MUM, HOME)
    assert likeliest(heard) == "several"


@needs_model
async def test_what_was_not_done_is_no_command(ear: Ear) -> None:
    assert likeliest(await ear.hear("I did not feed the cat", XIO, HOME)) == "none"


@needs_model
@pytest.mark.parametrize("text", ["?", "🦄 \x00 ‍", "a" * 400, "word " * 400, "die 猫 ist gefüttert"])
async def test_whatever_is_typed_is_heard_without_a_fall(ear: Ear, text: str) -> None:
    heard = await ear.hear(text, XIO, HOME)
    assert all(text[slot.start : slot.end] == slot.text for slot in heard.slots)


@needs_model
async def test_without_what_was_learnt_there_is_no_ear_and_what_is_spoilt_is_refused(tmp_path: Path) -> None:
    embedding = Embedding(MODEL)
    assert await Ear.opened(embedding, tmp_path) is None
    assert await Ear.opened(None, MODEL.parent) is None
    shutil.copy(MODEL.parent / "intents.gguf", tmp_path)
    (tmp_path / "intents.npz").write_bytes(b"spoilt")
    with pytest.raises(ModelUnusable):
        await Ear.opened(embedding, tmp_path)
    shutil.copy(MODEL.parent / "intents.npz", tmp_path)
    (tmp_path / "intents.gguf").write_bytes(b"spoilt")
    with pytest.raises(ModelUnusable, match="not learnt with"):
        await Ear.opened(embedding, tmp_path)
    with pytest.raises(ModelUnusable):
        await embedding.tune(tmp_path / "intents.gguf")
    await embedding.close()


def test_the_familys_names_become_stand_ins_also_with_a_slip_or_a_possessive() -> None:
    assert said("Xiomara and xiomarra", XIO) == [STAND_INS[0], "and", STAND_INS[0]]
    assert said("xiomaras room", XIO) == [STAND_INS[0], "s", "room"]
    assert said("Hye-jin's bike", Person("Hye-jin", "child")) == [STAND_INS[0], "'", "s", "bike"]
    assert said("tell Anneli that Xiomara sleeps", MUM, XIO) == ["tell", "sam", "that", "kim", "sleeps"]


def test_a_name_that_is_a_word_too_is_a_name_only_where_it_is_written_like_one() -> None:
    assert said("will you tell Will", WIL) == ["will", "you", "tell", STAND_INS[0]]
    assert said("Will you be late", WIL) == ["Will", "you", "be", "late"]


def test_mum_stays_mum() -> None:
    assert said("tell mum", MUM) == ["tell", "mum"]
