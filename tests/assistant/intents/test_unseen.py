"""Everyday sentences of several households, written without a look at the product's own examples."""

from datetime import datetime
from time import perf_counter

import pytest

from appliance.assistant.intents import IntentIndex, Understanding
from tests.assistant.intents.conftest import Case, cases

NOW = datetime(2026, 3, 10, 16, 0)
Seen = list[tuple[Case, Understanding]]
READING = {
    "chores_list",
    "points_balance",
    "screen_time_left",
    "memory_search",
    "file_find",
    "report_show",
    "none",
}


def tool_of(seen: Understanding) -> str:
    """What is asked back, or is not the speaker's to do, does nothing."""
    return "none" if seen.missing or not seen.allowed else seen.tool


def right(case: Case, seen: Understanding) -> bool:
    tool = tool_of(seen)
    if tool in case.also or (tool == "none" and (case.tool == "none" or not case.allowed)):
        return True
    return (tool, seen.args) == (case.tool, case.args)


def report(case: Case, seen: Understanding) -> str:
    return f"{case.speaker.name}: {case.said!r} -> {seen.tool} {seen.args} not {case.tool} {case.args}"


@pytest.fixture(scope="session")
async def seen(index: IntentIndex) -> Seen:
    return await understood(index)


async def understood(index: IntentIndex) -> Seen:
    return [
        (case, await index.understand(case.said, speaker=case.speaker, household=case.household, now=NOW))
        for case in cases()
    ]


async def test_most_sentences_are_understood_with_all_they_name(seen: Seen) -> None:
    wrong = [report(*pair) for pair in seen if not right(*pair)]
    assert len(wrong) <= len(seen) * 0.02, "\n".join(wrong)


async def test_nothing_is_written_that_nobody_asked_for(seen: Seen) -> None:
    wrong = [report(*pair) for pair in seen if tool_of(pair[1]) not in READING and not right(*pair)]
    assert not wrong, "\n".join(wrong)


async def test_what_is_no_command_does_nothing(seen: Seen) -> None:
    wrong = [report(*p) for p in seen if p[0].tool == "none" and tool_of(p[1]) != "none" and not right(*p)]
    assert not wrong, "\n".join(wrong)


async def test_without_the_embedding_what_is_plain_is_still_understood() -> None:
    index = IntentIndex()
    seen = await understood(index)
    wrong = [report(*pair) for pair in seen if not right(*pair)]
    assert len(wrong) <= len(seen) * 0.1, "\n".join(wrong)


async def test_a_sentence_is_understood_before_anybody_looks_up(index: IntentIndex) -> None:
    """The quickest of three: what else this machine does meanwhile is not the assistant's."""
    took = [min([await _seconds(index, case) for _ in range(3)]) for case in cases()[::10]]
    assert sorted(took)[int(len(took) * 0.95)] < 0.06


async def _seconds(index: IntentIndex, case: Case) -> float:
    started = perf_counter()
    await index.understand(case.said + " ", speaker=case.speaker, household=case.household, now=NOW)
    return perf_counter() - started
