import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import numpy
import pytest
import pytest_asyncio

from appliance.assistant.engine import Embedding, ModelUnusable
from tests.support.tiny_model import make_tiny_model

MODEL = Path(__file__).parents[3] / "models" / "all-MiniLM-L6-v2-Q8_0.gguf"
pytestmark = pytest.mark.skipif(not MODEL.exists(), reason="the embedded model is not here")


@pytest_asyncio.fixture
async def embedding() -> AsyncIterator[Embedding]:
    opened = Embedding(MODEL)
    yield opened
    await opened.close()


def likeness(one: bytes, other: bytes) -> float:
    return float(numpy.frombuffer(one, "<f4") @ numpy.frombuffer(other, "<f4"))


async def test_what_means_the_same_lies_close_together(embedding: Embedding) -> None:
    fed, pet, sum_ = await embedding.embed(["I fed the cat", "the cat got her food", "what is 17 times 23"])
    assert likeness(fed, fed) == pytest.approx(1, abs=1e-5)
    assert likeness(fed, pet) > likeness(fed, sum_) + 0.3


async def test_a_sentence_means_the_same_alone_and_among_many(embedding: Embedding) -> None:
    sentences = [f"sentence {n} about the garden" + " and the house" * n for n in range(40)]
    together = await embedding.embed(sentences)
    fresh = Embedding(MODEL)
    alone = [(await fresh.embed([sentence]))[0] for sentence in sentences]
    await fresh.close()
    assert min(map(likeness, together, alone)) > 0.999


async def test_a_very_long_or_an_empty_text_has_a_meaning_too(embedding: Embedding) -> None:
    vectors = await embedding.embed(["word " * 5000, "", "  "])
    assert [len(vector) for vector in vectors] == [4 * Embedding.size] * 3
    assert all(likeness(vector, vector) == pytest.approx(1, abs=1e-5) for vector in vectors)


async def test_many_ask_at_once(embedding: Embedding) -> None:
    asked = [embedding.embed([f"question {n % 7}"]) for n in range(60)]
    answers = await asyncio.gather(*asked)
    assert all(answers[n] == answers[n % 7] for n in range(60))


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable):
        Embedding(make_tiny_model(tmp_path / "tiny.gguf"))


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable):
        Embedding(tmp_path / "nothing.gguf")
