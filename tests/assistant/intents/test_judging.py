"""What is done about what was heard: hand-made hearings of one family."""

from datetime import datetime

import pytest

from appliance.assistant.intents import ChoreName, Household, Person, Understanding
from appliance.assistant.intents.heard import Heard, Slot
from appliance.assistant.intents.judging import asked_about, joined, judged
from appliance.assistant.intents.resolving.seams import divisions
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.vetoes import taken_back

FOUR = datetime(2026, 3, 10, 16, 0)
IDA, MIO, ZOE = Person("Ida", "parent", ("mum",)), Person("Mio", "child"), Person("Zoe", "teen")
HOME = Household(
    (IDA, MIO, ZOE),
    (ChoreName("Polish the silver", ("Mio",)), ChoreName("Take out the trash", ("Zoe",))),
    ("Bowling",),
)
NOTHING = Understanding("none")


def heard(text: str, *slots: tuple[str, str], **chances: float) -> Heard:
    found = tuple(
        Slot(kind, words, text.index(words), text.index(words) + len(words), 0.9) for words, kind in slots
    )
    rest = max(0.0, 1 - sum(chances.values()))
    return Heard({"none": rest, **chances}, found)


def judge(
    text: str,
    speaker: Person,
    *slots: tuple[str, str],
    plain: Understanding = NOTHING,
    **chances: float,
) -> Understanding:
    return judged(heard(text, *slots, **chances), plain, Spoken(text, speaker, HOME, FOUR))


def test_what_is_surely_heard_is_done() -> None:
    seen = judge("Mio gets 20 more", IDA, ("Mio", "member"), ("20", "minutes"), screen_time_grant=0.95)
    assert (seen.tool, seen.args) == ("screen_time_grant", {"member": "Mio", "minutes": 20})


def test_what_is_half_heard_is_asked_back_with_both_readings() -> None:
    seen = judge("Mio is off", IDA, ("Mio", "member"), screen_time_pause=0.5, screen_time_resume=0.45)
    assert seen.tool == "none"
    assert [choice.tool for choice in seen.choices] == ["screen_time_pause", "screen_time_resume"]


def test_where_no_command_is_nearly_as_likely_nothing_is_asked() -> None:
    seen = judge("Mio is off", IDA, ("Mio", "member"), screen_time_pause=0.5)
    assert (seen.tool, seen.choices) == ("none", ())


def test_what_somebody_may_not_do_is_not_offered() -> None:
    seen = judge("Mio is off", ZOE, ("Mio", "member"), screen_time_pause=0.5, screen_time_resume=0.45)
    assert (seen.tool, seen.choices) == ("none", ())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I did not polish the silver", "polish the silver"),
        ("I will polish the silver", "polish the silver"),
        ("mum said I polished the silver", "polished the silver"),
        ("if I polished the silver could I play", "polished the silver"),
        ("I polished the silver yesterday", "polished the silver"),
        ("my friend polished the silver", "polished the silver"),
        ("the silver is dirty", "the silver"),
        ("polish the silver", "polish the silver"),
        ("the silver was stolen", "the silver"),
        ("did Mio polish the silver?", "polish the silver"),
    ],
)
def test_the_ear_alone_ticks_no_chore_that_was_not_said_to_be_done(text: str, words: str) -> None:
    seen = judge(text, MIO, (words, "chore"), chore_complete=0.99)
    assert seen.tool == "none"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("just finished polishing the silver", "polishing the silver"),
        ("silver all polished!", "silver"),
        ("the silver thing, tick it off", "the silver"),
        ("silver done", "silver"),
    ],
)
def test_what_the_ear_hears_and_the_words_say_is_ticked(text: str, words: str) -> None:
    seen = judge(text, MIO, (words, "chore"), chore_complete=0.99)
    assert (seen.tool, seen.args.get("chore")) == ("chore_complete", "Polish the silver")


@pytest.mark.parametrize(
    ("tool", "text", "slots"),
    [
        ("screen_time_grant", "don't give Mio 20 minutes", (("Mio", "member"), ("20 minutes", "minutes"))),
        ("screen_time_grant", "should I give Mio 20 minutes", (("Mio", "member"), ("20 minutes", "minutes"))),
        ("screen_time_limit", "thinking of one hour for Mio", (("one hour", "minutes"), ("Mio", "member"))),
        ("screen_time_pause", "dad said Mio should be paused", (("Mio", "member"),)),
        ("reward_redeem", "I need 40 points for bowling", (("bowling", "reward"),)),
        ("chore_approve", "good job on the silver", (("silver", "chore"),)),
        ("memory_save", "remember to buy milk", (("buy milk", "text"),)),
        ("file_find", "I've been meaning to look for the bus pass", (("bus pass", "query"),)),
        ("screen_time_pause", 'Mio keeps yelling "pause it now"', (("Mio", "member"),)),
        ("reward_redeem", "I want bowling for my birthday instead", (("bowling", "reward"),)),
        ("screen_time_left", "hardly any time left before my train goes", ()),
    ],
)
def test_denials_musings_and_hearsay_do_nothing(
    tool: str, text: str, slots: tuple[tuple[str, str], ...]
) -> None:
    speaker = MIO if tool == "reward_redeem" else IDA
    assert judge(text, speaker, *slots, **{tool: 0.99}).tool == "none"


def test_what_a_message_says_is_no_denial() -> None:
    text = "tell Mio that we are not coming if it rains"
    seen = judge(text, IDA, ("Mio", "to"), ("we are not coming if it rains", "text"), message_send=0.97)
    assert seen.args == {"to": "Mio", "text": "we are not coming if it rains"}


def test_the_rules_stand_where_the_ear_hears_nothing() -> None:
    plain = Understanding("chore_complete", {"chore": "Polish the silver", "member": "Mio"}, 1.0)
    assert judge("I polished the silver", MIO, plain=plain).tool == "chore_complete"


def test_where_rules_and_ear_disagree_both_are_offered() -> None:
    plain = Understanding("memory_save", {"text": "Mio has ballet on Mondays"}, 0.9)
    text = "don't forget Mio has ballet on monday"
    seen = judge(text, IDA, ("Mio has ballet", "text"), ("on monday", "when"), plain=plain, reminder_add=0.7)
    assert {choice.tool for choice in seen.choices} == {"memory_save", "reminder_add"}


@pytest.mark.parametrize(
    "text",
    [
        "tell dad... no, never mind",
        "give Mio 20 minutes, no wait",
        "pause Zoe, scratch that",
        "sag Mama, ach egal",
    ],
)
def test_a_command_that_is_taken_back_is_none(text: str) -> None:
    assert taken_back(text)


def test_a_message_may_hold_what_takes_nothing_back() -> None:
    assert not taken_back("tell dad not to forget the eggs")


def test_a_sentence_is_divided_at_its_seams() -> None:
    assert ("pause Mio", "tell Zoe dinner is ready") in list(
        divisions("pause Mio and tell Zoe dinner is ready")
    )
    assert list(divisions("pause Mio")) == []


def test_parts_are_joined_only_when_each_is_a_command() -> None:
    one = Understanding("screen_time_pause", {"member": "Mio"})
    other = Understanding("screen_time_pause", {"member": "Zoe"})
    assert joined([one, NOTHING]) is None
    assert joined([one, one]) is None
    together = joined([one, other])
    assert together is not None and together.more == (other,)


def test_of_several_commands_the_understood_one_is_offered_and_none_done() -> None:
    one = Understanding("screen_time_pause", {"member": "Mio"})
    seen = asked_about(NOTHING, [one], heard("pause Mio and order pizza", several=0.9))
    assert (seen.tool, seen.choices) == ("none", (one,))
    assert asked_about(NOTHING, [one], heard("pause Mio and order pizza", several=0.2)) == NOTHING
