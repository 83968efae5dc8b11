"""Kind streaks: `4 of 5 days`. A pause never breaks one, and nothing earned is lost."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from appliance.chores.rules.streaks import LOOK_BACK, WINDOW, DayCount, Streak, streak_of

TODAY = date(2026, 3, 10)


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def told(streak: Streak) -> tuple[int, int]:
    return streak.good, streak.of


def test_four_of_five_days() -> None:
    days = [DayCount(ago(n), done=2, undone=1 if n == 3 else 0) for n in range(1, 6)]
    streak = streak_of(days, TODAY)
    assert told(streak) == (4, 5)
    assert [mark.good for mark in streak.days] == [True, True, False, True, True]
    assert streak.days[2].part, "two of three chores were done on that day"


def test_only_the_last_five_days_with_chores_speak() -> None:
    long_ago = [DayCount(ago(n), done=0, undone=3) for n in range(6, 20)]
    assert told(streak_of([*long_ago, *(DayCount(ago(n), done=1) for n in range(1, 6))], TODAY)) == (5, 5)


def test_today_counts_once_it_is_done_and_never_against_a_child() -> None:
    before = [DayCount(ago(n), done=1) for n in (1, 2)]
    assert told(streak_of([*before, DayCount(TODAY, done=1, still=2)], TODAY)) == (2, 2)
    assert told(streak_of([*before, DayCount(TODAY, done=1, undone=1)], TODAY)) == (2, 2)
    assert told(streak_of([*before, DayCount(TODAY, done=3)], TODAY)) == (3, 3)


def test_days_without_chores_and_excused_ones_are_not_days_of_a_streak() -> None:
    week = [DayCount(ago(9), done=1), DayCount(ago(5), done=0), DayCount(ago(1), done=1)]
    assert told(streak_of(week, TODAY)) == (2, 2)


def test_a_streak_waits_for_the_end_of_the_summer_holidays() -> None:
    before = [DayCount(ago(45 + n), done=1, undone=int(n == 0)) for n in range(5)]
    assert told(streak_of(before, TODAY)) == (4, 5)


def test_what_may_still_be_done_in_time_is_no_fault_of_its_first_day() -> None:
    assert told(streak_of([DayCount(ago(1), done=2, still=1)], TODAY)) == (1, 1)
    assert told(streak_of([DayCount(ago(1), done=0, still=1)], TODAY)) == (0, 0)


def test_after_a_very_long_time_a_new_one_begins() -> None:
    assert told(streak_of([DayCount(TODAY - LOOK_BACK - timedelta(days=1), done=1)], TODAY)) == (0, 0)


def test_a_house_without_chores_has_no_streak() -> None:
    assert streak_of([], TODAY) == Streak()


COUNTS = st.integers(0, 3)
PASTS = st.dictionaries(st.integers(1, 50), st.tuples(COUNTS, COUNTS, COUNTS), max_size=30)


def past(days: dict[int, tuple[int, int, int]]) -> list[DayCount]:
    return [DayCount(ago(n), *counts) for n, counts in days.items()]


@settings(max_examples=200)
@given(PASTS, st.sets(st.integers(1, 50)))
def test_a_pause_never_costs_a_day(days: dict[int, tuple[int, int, int]], paused: set[int]) -> None:
    """A pause excuses what was not done on its days."""
    excused = {
        n: (done, 0, 0) if n in paused else (done, undone, still) for n, (done, undone, still) in days.items()
    }
    before, after = streak_of(past(days), TODAY), streak_of(past(excused), TODAY)
    assert after.good >= before.good
    assert after.of - after.good <= before.of - before.good


@settings(max_examples=200)
@given(PASTS)
def test_a_bad_day_costs_one_day_at_most(days: dict[int, tuple[int, int, int]]) -> None:
    before = streak_of([count for count in past(days) if count.day < ago(1)], TODAY)
    after = streak_of([*(count for count in past(days) if count.day < ago(1)), DayCount(ago(1), 0, 2)], TODAY)
    assert before.good - after.good <= 1
    assert after.of <= WINDOW


@settings(max_examples=200)
@given(PASTS)
def test_free_days_between_change_nothing(days: dict[int, tuple[int, int, int]]) -> None:
    """A weekend, a visit: the same days with chores, one free day before each."""
    near = {n: counts for n, counts in days.items() if n <= 25}
    apart = {2 * n: counts for n, counts in near.items()}
    assert told(streak_of(past(near), TODAY)) == told(streak_of(past(apart), TODAY))
