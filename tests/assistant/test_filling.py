"""One thing was not said and is asked for: the next words fill it where they clearly are it."""

from datetime import datetime

import pytest

from appliance.assistant.intents import ChoreName, Household, Person
from appliance.assistant.rules.calls import facts_of
from appliance.assistant.rules.filling import filled, in_own_words
from appliance.assistant.rules.yes import says_no, says_yes

NOW = datetime(2026, 3, 10, 16)
FAMILY = Household(
    (Person("Elena", "parent", ("mum",)), Person("Maya", "child")),
    (ChoreName("Feed the cat"), ChoreName("Empty the dishwasher")),
    ("Movie night",),
)


@pytest.mark.parametrize(
    ("missing", "said", "meant"),
    [
        ("minutes", "20", 20),
        ("minutes", "20 minutes", 20),
        ("minutes", "half an hour", 30),
        ("minutes", "eine halbe Stunde", 30),
        ("minutes", "how many points does Maya have?", None),
        ("minutes", "I fed the cat before I came home at 4", None),
        ("points", "5 points", 5),
        ("points", "lots", None),
        ("member", "for Maya", "Maya"),
        ("member", "mum", "Elena"),
        ("member", "Maya is asleep", None),
        ("to", "an Maya!", "Maya"),
        ("chore", "the dishwasher please", None),
        ("chore", "feed the cat", "Feed the cat"),
        ("reward", "movie nights", "Movie night"),
        ("when", "tomorrow at 5pm", "2026-03-11T17:00"),
        ("text", "dinner is ready", None),
    ],
)
def test_what_was_asked_for_is_found_in_a_short_answer(missing: str, said: str, meant: object) -> None:
    assert filled(missing, said, FAMILY, NOW) == meant


def test_what_is_free_to_word_takes_the_words_themselves() -> None:
    assert in_own_words("text", " dinner  is ready ") == "dinner is ready"
    assert in_own_words("minutes", "20") is None
    assert in_own_words("title", "x" * 81) is None


def test_a_yes_and_a_no_are_nothing_else() -> None:
    for yes in ("yes", "Yes, please!", "ok", "do it", "ja bitte", "genau"):
        assert says_yes(yes) and not says_no(yes)
    for no in ("no", "not now", "Nein danke.", "never mind"):
        assert says_no(no) and not says_yes(no)
    for neither in ("yes but only ten minutes today please", "no screens for Leo", "I said yes to Leo"):
        assert not says_yes(neither) and not says_no(neither)


def test_what_waits_is_told_in_the_readers_words() -> None:
    args = {"title": "wash the car", "due": "2026-03-14", "repeat": "monday to friday", "points": 5}
    assert [(one.name, one.value) for one in facts_of(args, "en")] == [
        ("What", "wash the car"),
        ("Points", "5"),
        ("From", "Saturday 14 March"),
        ("How often", "Monday to Friday"),
    ]
    german = {"repeat": "monday, thursday", "when": "2026-03-10T18:00", "days": "weekends"}
    assert [one.value for one in facts_of(german, "de")] == [
        "Dienstag, 10. März, 18:00",
        "Montag, Donnerstag",
        "am Wochenende",
    ]
    assert [one.value for one in facts_of({"repeat": "3 days after done"}, "en")] == [
        "3 days after it was done"
    ]
