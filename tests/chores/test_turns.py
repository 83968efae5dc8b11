"""Whose turn it is, in a family where people fall ill, go on holiday, skip a turn and move in."""

from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.chores.rules.pauses import Away, last_day, pause_for, who_is_there
from appliance.chores.rules.repeats import Repeat
from appliance.chores.rules.turns import Rotation, Turn, TurnBy, whose_turn
from appliance.chores.rules.words import parse_repeat

MONDAY = date(2026, 3, 9)
LEO, MAYA, ELENA = 1, 2, 3
NAMES = {LEO: "Leo", MAYA: "Maya", ELENA: "Elena"}
DAILY = parse_repeat("daily", MONDAY, "Europe/Berlin")


def day(n: int) -> date:
    return MONDAY + timedelta(days=n)


def times(n: int, first: int = 0) -> list[tuple[date, int]]:
    return [(day(first + one), 0) for one in range(n)]


def turns(by: str, *people: int, repeat: Repeat = DAILY, week_start: int = 0) -> Rotation:
    return Rotation(people or (LEO, MAYA, ELENA), TurnBy(by), repeat, week_start)


def names(found: Sequence[Turn]) -> str:
    return " ".join(NAMES[turn.member_id] if turn.pause_id is None else "-" for turn in found)


def test_by_order_one_comes_after_the_other() -> None:
    assert names(whose_turn(turns("order"), times(5))) == "Leo Maya Elena Leo Maya"


def test_several_times_a_day_are_several_turns() -> None:
    twice = [(day(0), 0), (day(0), 1), (day(1), 0), (day(1), 1)]
    assert names(whose_turn(turns("order"), twice)) == "Leo Maya Elena Leo"


def test_the_order_goes_on_from_whoever_had_it_last() -> None:
    had = [Turn(day(-2), 0, LEO), Turn(day(-1), 0, MAYA)]
    assert names(whose_turn(turns("order"), times(2), had)) == "Elena Leo"


@pytest.mark.parametrize(("counts", "then"), [(True, "Maya Elena"), (False, "Leo Maya")])
def test_a_skipped_turn_passes_or_comes_again_as_the_family_chose(counts: bool, then: str) -> None:
    assert names(whose_turn(turns("order"), times(2), [Turn(day(-1), 0, LEO, counts)])) == then


def test_when_somebody_leaves_the_order_goes_on_behind_the_one_before_them() -> None:
    had = [Turn(day(-2), 0, LEO), Turn(day(-1), 0, MAYA)]
    assert names(whose_turn(turns("order", LEO, ELENA), times(2), had)) == "Elena Leo"


def test_a_turn_that_stands_between_the_others_is_counted_where_it_is() -> None:
    assert (
        names(whose_turn(turns("order"), [(day(0), 0), (day(2), 0)], [Turn(day(1), 0, ELENA)])) == "Leo Leo"
    )


def test_whoever_is_ill_is_passed_over_and_comes_back_into_the_order() -> None:
    ill = [Away(7, MAYA, day(1), day(3))]
    assert names(whose_turn(turns("order"), times(7), (), ill)) == "Leo Elena Leo Elena Leo Maya Elena"


def test_a_holiday_of_the_family_takes_nobodys_turn() -> None:
    holiday = [Away(7, None, day(1), day(3))]
    found = whose_turn(turns("order"), times(6), (), holiday)
    assert names(found) == "Leo - - - Maya Elena"
    assert [turn.pause_id for turn in found] == [None, 7, 7, 7, None, None]


def test_an_illness_without_an_end_is_followed_until_further_notice() -> None:
    assert names(whose_turn(turns("order", LEO, MAYA), times(4), (), [Away(1, LEO, day(1), None)])) == (
        "Leo Maya Maya Maya"
    )


def test_by_week_each_has_a_whole_week_and_the_first_begins() -> None:
    found = names(whose_turn(turns("week", LEO, MAYA), times(15)))
    assert found == " ".join(["Leo"] * 7 + ["Maya"] * 7 + ["Leo"])


def test_the_familys_week_may_begin_on_sunday() -> None:
    found = names(whose_turn(turns("week", LEO, MAYA, week_start=6), times(8)))
    assert found == " ".join(["Leo"] * 6 + ["Maya"] * 2)


def test_every_other_week_does_not_always_meet_the_same_one() -> None:
    bins = parse_repeat("every 2 weeks on friday", MONDAY, "Europe/Berlin")
    fridays = [(day(4 + 14 * n), 0) for n in range(4)]
    assert names(whose_turn(turns("week", LEO, MAYA, repeat=bins), fridays)) == "Leo Maya Leo Maya"


def test_weeks_are_counted_from_the_first_one_whatever_happened_in_between() -> None:
    had = [Turn(day(n), 0, MAYA, counts=False) for n in range(7)]
    assert names(whose_turn(turns("week", LEO, MAYA), times(1, first=7), had)) == "Maya"
    assert names(whose_turn(turns("week", LEO, MAYA), times(1, first=7 * 52))) == "Leo"


def test_a_day_of_illness_in_ones_week_is_taken_by_the_next_and_the_week_stays_ones_own() -> None:
    ill = [Away(7, LEO, day(1), day(2))]
    assert names(whose_turn(turns("week", LEO, MAYA), times(5), (), ill)) == "Leo Maya Maya Leo Leo"


def test_whoever_has_done_least_lately_is_next_and_of_two_whoever_did_it_longer_ago() -> None:
    had = [Turn(day(-4), 0, LEO), Turn(day(-3), 0, LEO), Turn(day(-2), 0, MAYA), Turn(day(-1), 0, ELENA)]
    assert names(whose_turn(turns("least"), times(4), had)) == "Maya Elena Leo Maya"


def test_what_was_not_done_is_no_turn_of_whoever_has_done_least() -> None:
    had = [Turn(day(-2), 0, MAYA), Turn(day(-1), 0, LEO, counts=False)]
    assert names(whose_turn(turns("least", LEO, MAYA), times(2), had)) == "Leo Maya"


def test_once_a_month_least_done_lately_is_whoever_did_it_longest_ago() -> None:
    had = [Turn(day(-62), 0, MAYA), Turn(day(-31), 0, LEO)]
    months = [(day(0), 0), (day(31), 0), (day(61), 0)]
    assert names(whose_turn(turns("least", LEO, MAYA), months, had)) == "Maya Leo Maya"


def test_a_holiday_is_no_debt_to_be_worked_off() -> None:
    had = [Turn(day(-n), 0, MAYA if n % 2 else ELENA) for n in range(14, 0, -1)]
    away = [Away(7, LEO, day(-14), day(-1))]
    assert names(whose_turn(turns("least"), times(6), had, away)) == "Leo Elena Maya Leo Elena Maya"


def test_whoever_comes_new_has_two_turns_to_catch_up_and_no_more() -> None:
    had = [Turn(day(-n), 0, LEO if n % 2 else MAYA) for n in range(20, 0, -1)]
    found = names(whose_turn(turns("least"), times(9), had)).split()
    assert found[:2] == ["Elena", "Elena"]
    assert sorted(found[2:].count(name) for name in NAMES.values()) == [2, 2, 3]


def test_a_pause_that_is_ended_today_counted_until_yesterday() -> None:
    assert last_day(day(9), None) == day(9)
    assert last_day(day(9), day(3)) == day(2)
    assert last_day(None, day(3)) == day(2)
    assert last_day(day(1), day(3)) == day(1)
    assert last_day(None, None) is None


def test_what_several_may_do_pauses_only_when_none_of_them_is_there() -> None:
    aways = [Away(7, LEO, day(0), day(3)), Away(8, MAYA, day(2), None)]
    assert pause_for(aways, [LEO, MAYA], day(1)) is None
    assert pause_for(aways, [LEO, MAYA], day(2)) == 7
    assert pause_for(aways, [LEO, MAYA], day(4)) is None
    assert who_is_there(aways, [LEO, MAYA, ELENA], day(2)) == [ELENA]


people = st.lists(st.integers(1, 6), min_size=1, max_size=5, unique=True).map(tuple)
pauses = st.lists(
    st.builds(
        lambda member, first, length: Away(9, member, day(first), day(first + length)),
        st.one_of(st.none(), st.integers(1, 6)),
        st.integers(0, 20),
        st.integers(0, 9),
    ),
    max_size=4,
)


@given(people, st.sampled_from(list(TurnBy)), pauses, st.integers(0, 6))
def test_nobody_has_a_turn_while_away_unless_nobody_is_there(
    who: tuple[int, ...], by: TurnBy, aways: list[Away], week_start: int
) -> None:
    for turn in whose_turn(Rotation(who, by, DAILY, week_start), times(21), (), aways):
        there = who_is_there(aways, who, turn.day)
        assert turn.member_id in (there or who)
        assert (turn.pause_id is None) == bool(there)


@given(people, st.sampled_from([TurnBy.ORDER, TurnBy.LEAST]), st.integers(1, 40))
def test_where_everyone_is_there_nobody_is_more_than_one_turn_ahead(
    who: tuple[int, ...], by: TurnBy, n: int
) -> None:
    had = [turn.member_id for turn in whose_turn(Rotation(who, by, DAILY), times(n))]
    counts = [had.count(one) for one in who]
    assert max(counts) - min(counts) <= 1


@given(people, st.sampled_from(list(TurnBy)), pauses, st.integers(1, 20))
def test_planned_ahead_in_two_parts_it_is_the_same_plan(
    who: tuple[int, ...], by: TurnBy, aways: list[Away], cut: int
) -> None:
    rotation = Rotation(who, by, DAILY)
    at_once = whose_turn(rotation, times(21), (), aways)
    first = whose_turn(rotation, times(cut), (), aways)
    assert first + whose_turn(rotation, times(21 - cut, cut), first, aways) == at_once
