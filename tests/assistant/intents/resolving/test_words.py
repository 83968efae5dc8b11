"""Which words of a sentence an argument is, and which reward a few words name."""

import pytest

from appliance.assistant.intents.memory import to_remember
from appliance.assistant.intents.resolving.titles import reward_said
from appliance.assistant.intents.resolving.wording import forgotten

REWARDS = ("45 minutes of gaming", "30 minutes of screen time", "Movie night", "Friend sleepover")


@pytest.mark.parametrize(
    ("tagged", "thing"),
    [
        ("what I told you about the spare key", "the spare key"),
        ("the bit about Dr. Brandt", "Dr. Brandt"),
        ("that stuff about the dentist", "the dentist"),
        ("über Frau Albers", "Frau Albers"),
        ("about the wifi code", "the wifi code"),
        ("the book about horses", "the book about horses"),
    ],
)
def test_what_is_to_be_forgotten_is_the_thing_alone(tagged: str, thing: str) -> None:
    assert forgotten(tagged) == thing


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("the 45 min gaming reward", "45 minutes of gaming"),
        ("half an hour of screen time", "30 minutes of screen time"),
        ("my movie night", "Movie night"),
    ],
)
def test_a_reward_is_known_however_its_minutes_are_written(said: str, title: str) -> None:
    named = reward_said(said, REWARDS)
    assert (named.titles[0], named.sure) == (title, True)


def test_a_german_note_holds_no_word_of_the_order() -> None:
    kept = "der Schornsteinfeger kommt am 2. April"
    assert to_remember(f"Notier dir: {kept}") == kept
