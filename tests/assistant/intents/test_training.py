"""What the trained reading is learnt from: sentences with marked arguments, and what is made of them."""

import random
from itertools import islice

import pytest

from appliance.assistant.intents import Household
from appliance.assistant.intents.pieces import pieces_of
from scripts.training.intents.doubts import undone
from scripts.training.intents.rows import LABELS, SLOTS, labelled
from scripts.training.intents.sentences import Sentence, read, sentence_of
from scripts.training.intents.variations import Variations, spans_of


@pytest.fixture(scope="module")
def sentences() -> list[Sentence]:
    return read()


def marked(line: str, tool: str) -> list[tuple[str, str]]:
    sentence = sentence_of(line, tool, "en", "")
    return [(sentence.text[start:end], kind) for start, end, kind in spans_of(sentence)]


def test_every_sentence_is_of_a_tool_and_its_marks_are_whole(sentences: list[Sentence]) -> None:
    assert len(sentences) > 20_000
    assert {sentence.tool for sentence in sentences} == set(SLOTS) - {"several"}
    assert not [one.text for one in sentences if "](" in one.text]


def test_small_words_belong_to_an_argument_alike_whoever_marked_it() -> None:
    assert marked("find [the school letter](query)", "file_find") == [("school letter", "query")]
    assert marked("forget the [spare key](query)", "memory_forget") == [("the spare key", "query")]
    assert marked("remind me at [8](when) [to call Oma](text)", "reminder_add") == [
        ("at 8", "when"),
        ("call Oma", "text"),
    ]
    assert marked("an hour [a day](days) for [Mia](member)", "screen_time_limit") == [("Mia", "member")]


def test_words_are_cut_as_the_product_cuts_them(sentences: list[Sentence]) -> None:
    for sentence in random.Random(1).sample([one for one in sentences if one.marked], 300):
        said = [word for word, _ in labelled(sentence)]
        assert "".join(said) == "".join(piece.said for piece in pieces_of(sentence.text, Household(())))


def test_an_argument_goes_on_only_where_it_began(sentences: list[Sentence]) -> None:
    for sentence in islice(Variations(sentences, random.Random(1)), 500):
        before = "O"
        for _, label in labelled(sentence) if sentence.marked else ():
            kind = LABELS[label]
            assert not kind.startswith("I-") or before[2:] == kind[2:]
            before = kind


def test_a_command_that_is_taken_back_or_put_off_is_none(sentences: list[Sentence]) -> None:
    dice = random.Random(1)
    doubted = [found for one in sentences[:400] * 4 if (found := undone(one, dice))]
    assert len(doubted) > 50
    assert {one.tool for one in doubted} == {"none"} and not any(one.marked for one in doubted)
    assert len({one.text for one in doubted} & {one.text for one in sentences}) < len(doubted) * 0.02
