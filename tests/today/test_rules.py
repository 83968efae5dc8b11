from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from appliance.today.rules import (
    Part,
    fresh_yes,
    joined_names,
    late_sentence,
    needs_sentence,
    part_at,
    part_of,
)

NOW = datetime(2026, 3, 10, 15, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Thing:
    part_of_day: str = ""
    due_time: time | None = None


def test_noon_and_six_divide_the_day() -> None:
    assert [part_at(time(hour)) for hour in (0, 11, 12, 17, 18, 23)] == [0, 0, 1, 1, 2, 2]


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
