"""What the doctor says about the models, by example."""

import pytest

from appliance.assistant.checks import (
    SHIPPED,
    Chosen,
    chat,
    embedded,
    judge_chat,
    judge_embedded,
    judge_trial,
    resting,
)
from appliance.assistant.queries.chat_models import BESIDE_THE_FILE
from appliance.core.checkup import Colour, Finding, Patient, Service
from appliance.core.plurals import in_english
from appliance.core.trial import Trial
from tests.support.house import House

WELL = Trial({"usable": True, "why": "", "tokens_per_second": 8.5}, "")
GIB = 2**30


def said(finding: Finding) -> str:
    assert bool(finding.mend) is (finding.colour is not Colour.GREEN)
    return in_english(finding.sentence, finding.values) + in_english(finding.mend, finding.values)


def test_the_small_model_is_the_one_that_came_along_and_answers() -> None:
    assert judge_embedded(SHIPPED, WELL).colour is Colour.GREEN
    assert judge_embedded("0" * 64, WELL).colour is Colour.RED
    died = judge_embedded(SHIPPED, Trial({}, "the process died of SIGILL"))
    assert died.colour is Colour.RED and "SIGILL" in said(died)


@pytest.mark.parametrize(
    ("seen", "colour"),
    [
        (Chosen("qwen", GIB, GIB, GIB + BESIDE_THE_FILE), None),
        (Chosen("qwen", GIB, 0, 4 * GIB), Colour.RED),
        (Chosen("qwen", GIB, GIB // 2, 4 * GIB), Colour.RED),
        (Chosen("qwen", GIB, GIB, GIB), Colour.GREEN),
    ],
)
def test_a_chat_model_is_tried_only_where_there_is_memory_for_a_second_one(
    seen: Chosen, colour: Colour | None
) -> None:
    found = judge_chat(seen)
    assert (found.colour if found else None) is colour
    assert found is None or "qwen" in said(found)


def test_a_slow_chat_model_is_worth_a_look_and_a_broken_one_is_red() -> None:
    slow = Trial({"why": "", "tokens_per_second": 0.7}, "")
    colours = [judge_trial("qwen", trial).colour for trial in (WELL, slow, Trial({"why": "no memory"}, ""))]
    assert colours == [Colour.GREEN, Colour.YELLOW, Colour.RED]
    assert "rests" in said(resting("qwen"))


async def test_in_a_house_without_a_chat_model_that_is_no_fault(house: House) -> None:
    patient = Patient(house.settings, house.clock(), Service(True, "", 8080, resting=()), thorough=False)
    assert [one.colour for one in chat(patient)] == [Colour.GREEN]
    assert [one.colour for one in embedded(patient)] == [Colour.GREEN]
    fallen = Service(True, "", 8080, resting=(house.settings.embedding.name,))
    found = list(embedded(Patient(house.settings, house.clock(), fallen)))
    assert found[0].colour is Colour.YELLOW and "rests" in said(found[0])
