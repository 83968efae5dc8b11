from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from appliance.core.people import Blocks
from appliance.household.queries.known import joined_names
from appliance.today.rules import (
    Part,
    fresh_yes,
    in_blocks,
    late_sentence,
    needs_sentence,
    part_at,
    part_of,
)

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


TODAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Thing:
    part_of_day: str = ""
    due_time: time | None = None


@dataclass(frozen=True)
class Card:
    title: str
    part_of_day: str = ""
    place: int = 0
    day: date = TODAY
    due_at: datetime = NOW
    grabs: bool = False
    id: int = 1


def titles(cards: Sequence[Card]) -> list[str]:
    return [card.title for card in cards]


def test_noon_and_six_divide_the_day() -> None:
    assert [part_at(time(hour)) for hour in (0, 11, 12, 17, 18, 23)] == [0, 0, 1, 1, 2, 2]


def test_a_family_that_eats_early_has_its_evening_early() -> None:
    early = Blocks(afternoon=time(13, 30), evening=time(17))
    hours = (time(13, 29), time(13, 30), time(16, 59), time(17))
    assert [part_at(clock, early) for clock in hours] == [0, 1, 1, 2]


def test_only_the_block_of_now_is_shown_in_the_order_that_a_parent_gave_it() -> None:
    cards = [
        Card("Read a book", "evening", 3),
        Card("Pyjamas", "evening", 1),
        Card("Brush your teeth", "evening", 2),
        Card("Feed the cat"),
        Card("Practice piano", due_at=NOW - timedelta(hours=1)),
        Card("Water the plants", "evening", 0, grabs=True),
    ]
    shown = in_blocks(cards, Part.EVENING, TODAY)
    routine = ["Pyjamas", "Brush your teeth", "Read a book"]
    assert titles(shown.now) == [*routine, "Practice piano", "Feed the cat", "Water the plants"]
    assert not shown.before and not shown.later


def test_what_the_morning_left_over_stands_aside_in_the_afternoon() -> None:
    cards = [
        Card("Pack your bag", "morning"),
        Card("Pack your bag of yesterday", "evening", day=TODAY - timedelta(days=1)),
        Card("Homework", "afternoon"),
        Card("Tidy your room", day=TODAY - timedelta(days=2)),
        Card("Pyjamas", "evening"),
    ]
    shown = in_blocks(cards, Part.AFTERNOON, TODAY)
    assert titles(shown.now) == ["Homework", "Tidy your room"]
    assert titles(shown.before) == ["Pack your bag of yesterday", "Pack your bag"]
    assert titles(shown.later) == ["Pyjamas"]


def test_only_a_part_of_the_day_makes_a_thing_wait_for_it() -> None:
    assert part_of(Thing(), Part.EVENING) is Part.EVENING
    assert part_of(Thing("morning"), Part.EVENING) is Part.MORNING
    assert part_of(Thing(due_time=time(15, 30)), Part.MORNING) is Part.MORNING
    assert part_of(Thing("evening", time(15, 30)), Part.MORNING) is Part.EVENING


def test_a_yes_is_celebrated_once_and_through_the_refreshes_that_it_causes() -> None:
    yes = NOW - timedelta(minutes=5)
    assert fresh_yes([yes], None, None, NOW)
    assert fresh_yes([yes], yes, NOW - timedelta(seconds=1), NOW)
    assert not fresh_yes([yes], yes, NOW - timedelta(minutes=1), NOW)
    assert fresh_yes([yes, NOW], yes, NOW - timedelta(minutes=1), NOW)
    assert not fresh_yes([], None, None, NOW)
    assert not fresh_yes([NOW - timedelta(days=1)], None, None, NOW)


def test_parents_are_named_as_children_say_it() -> None:
    assert joined_names(["Mum"], "or") == "Mum"
    assert joined_names(["Mum", "Dad"], "or") == "Mum or Dad"
    assert joined_names(["Mum", "Dad", "Grandma"], "or") == "Mum, Dad or Grandma"
    assert joined_names([], "or") == ""


def test_one_thing_needs_and_two_things_need() -> None:
    assert "thing needs" in needs_sentence(1).msgid
    assert "things need" in needs_sentence(2).msgid
    assert late_sentence(0).msgid == "Nothing runs late."
