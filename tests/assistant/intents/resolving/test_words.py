"""Which words of a sentence an argument is, and which reward a few words name."""

import pytest

from appliance.assistant.intents.memory import to_remember
from appliance.assistant.intents.resolving.titles import reward_said
from appliance.assistant.intents.resolving.wording import forgotten, said_words

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


@pytest.mark.parametrize(
    "order", ["Notier dir: ", "Merke dir bitte: ", "Schreib dir auf: ", "Notiere, dass "]
)
def test_a_german_note_holds_no_word_of_the_order(order: str) -> None:
    kept = "der Schornsteinfeger kommt am 2. April"
    assert to_remember(order + kept) == kept


def test_the_fact_that_something_is_so_is_only_what_is_so() -> None:
    assert to_remember("Store the fact that Tobi's blood type is A") == "Tobi's blood type is A"


def test_a_drawn_out_please_is_no_reason() -> None:
    assert said_words("my friend is online pleeease") == "my friend is online"
    assert said_words("biiitte") == ""
