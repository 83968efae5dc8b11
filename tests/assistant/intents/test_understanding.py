from datetime import date, datetime

import pytest

from appliance.assistant.intents import ChoreName, Household, IntentIndex, Person, Understanding
from appliance.assistant.intents.days import day_named
from appliance.assistant.intents.memory import to_remember
from appliance.assistant.intents.words import tokens

TUESDAY = datetime(2026, 3, 10, 16, 0)
IDA, MIO, ZOE = Person("Ida", "parent", ("mum",)), Person("Mio", "child"), Person("Zoe", "teen")
HOME = Household(
    (IDA, MIO, ZOE),
    (ChoreName("Polish the silver", ("Mio",)), ChoreName("Rake the leaves", ("Mio", "Zoe"))),
    ("Bowling",),
)


async def understood(text: str, speaker: Person, home: Household = HOME) -> Understanding:
    index = IntentIndex()
    return await index.understand(text, speaker=speaker, household=home, now=TUESDAY)


async def test_a_child_cannot_complete_a_siblings_chore() -> None:
    for text in ("I polished the silver", "Mio polished the silver"):
        assert not (await understood(text, ZOE)).allowed


async def test_a_parent_who_names_a_chore_alone_means_its_assignee() -> None:
    seen = await understood("the silver is polished", IDA)
    assert seen.args == {"chore": "Polish the silver", "member": "Mio"}


async def test_a_parent_who_names_a_chore_of_several_children_is_not_guessed_at() -> None:
    assert (await understood("the leaves are raked", IDA)).tool == "none"


async def test_a_child_sees_a_siblings_chores_but_not_points_or_minutes() -> None:
    assert (await understood("what are Zoe's chores", MIO)).allowed
    assert not (await understood("how many points does Zoe have", MIO)).allowed
    assert not (await understood("how much screen time does Zoe have left", MIO)).allowed


async def test_a_chore_is_known_from_the_moment_it_is_typed() -> None:
    home = Household((MIO,), (ChoreName("Groom the pony", ("Mio",)),))
    seen = await understood("I groomed the pony", MIO, home)
    assert seen.args == {"chore": "Groom the pony", "member": "Mio"}


async def test_two_chores_in_one_sentence_are_two_commands() -> None:
    seen = await understood("I polished the silver and raked the leaves", MIO)
    assert [one.args["chore"] for one in (seen, *seen.more)] == ["Polish the silver", "Rake the leaves"]


async def test_of_two_commands_none_is_done_where_one_is_not_understood() -> None:
    assert (await understood("give Mio 20 minutes and order a pizza", IDA)).tool == "none"


async def test_two_chores_that_sound_alike_are_not_guessed_at() -> None:
    home = Household(
        (MIO,), (ChoreName("Feed the white cat", ("Mio",)), ChoreName("Feed the black cat", ("Mio",)))
    )
    assert (await understood("I fed the cat", MIO, home)).tool == "none"
    assert (await understood("I fed the black cat", MIO, home)).args["chore"] == "Feed the black cat"


@pytest.mark.parametrize(
    "text", ["", "   ", "?", "!!!", "🦄" * 30, "a" * 5000, "'s", "n't", "\x00", "the the the"]
)
async def test_what_is_no_sentence_does_nothing(text: str) -> None:
    assert (await understood(text, MIO)).tool == "none"


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("today", "2026-03-10"),
        ("tonight", "2026-03-10"),
        ("tomorrow", "2026-03-11"),
        ("the day after tomorrow", "2026-03-12"),
        ("on tuesday", "2026-03-10"),
        ("for Friday", "2026-03-13"),
        ("next friday", "2026-03-20"),
        ("next monday", "2026-03-16"),
        ("on 14 March", "2026-03-14"),
        ("on April 2nd", "2026-04-02"),
        ("on the 21st", "2026-03-21"),
        ("on 2026-05-01", "2026-05-01"),
        ("am Samstag", "2026-03-14"),
    ],
)
def test_a_day_is_found_by_its_name(said: str, day: str) -> None:
    assert day_named(said, tokens(said), TUESDAY.date()) == date.fromisoformat(day)


async def test_a_week_is_no_day() -> None:
    assert (await understood("what do I have to do this week", MIO)).tool == "none"


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Remember that Mio's teacher is Mr. Vale.", "Mio's teacher is Mr. Vale"),
        ("please note: the bread costs 4 euros", "the bread costs 4 euros"),
        ("Merk dir, dass Oma am Freitag kommt", "Oma am Freitag kommt"),
        ("the ladder is behind the shed, don't forget", "the ladder is behind the shed"),
        ("remember to call Oma", None),
        ("remember when we were small?", None),
        ("don't forget the eggs", None),
        ("I remember that the sea was cold", None),
        ("do you remember that the shop is closed", None),
    ],
)
def test_only_a_statement_is_kept_without_the_words_around_it(said: str, kept: str | None) -> None:
    assert to_remember(said) == kept
