"""When the house is backed up, and when the emergency is rehearsed."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from appliance.backups.rules.due import (
    Tried,
    backup_due,
    drill_due,
    is_late,
    last_night,
    next_night,
    weeks_since,
)

BERLIN = "Europe/Berlin"
FOUNDED = datetime(2026, 1, 1, 12, tzinfo=UTC)
NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
NIGHT = datetime(2026, 3, 10, 2, tzinfo=UTC)  # three in Berlin


def due(tries: list[Tried], now: datetime = NOON, founded: datetime = FOUNDED) -> bool:
    return backup_due(tries, founded, last_night(now, 3, BERLIN), now)


def test_a_night_that_was_slept_through_is_caught_up_at_noon() -> None:
    assert due([Tried(NIGHT - timedelta(days=1), good=True)])


def test_once_a_night_is_enough() -> None:
    assert not due([Tried(NIGHT + timedelta(seconds=20), good=True)])


def test_a_new_family_is_backed_up_after_ten_minutes() -> None:
    assert not due([], now=NOON, founded=NOON - timedelta(minutes=3))
    assert due([], now=NOON, founded=NOON - timedelta(minutes=11))


def test_what_failed_is_tried_again_an_hour_later_and_three_times_a_night() -> None:
    failed = [Tried(NIGHT + timedelta(hours=1), good=False)]
    assert not due(failed, now=NIGHT + timedelta(hours=1, minutes=30))
    assert due(failed, now=NIGHT + timedelta(hours=2, minutes=1))
    assert not due([*failed] * 3)


def test_what_was_broken_off_is_done_again_at_once_but_not_for_ever() -> None:
    broken = Tried(NOON - timedelta(minutes=1), good=False, broken=True)
    good = Tried(NIGHT + timedelta(minutes=1), good=True)
    assert due([broken, good])
    assert not due([broken, broken, broken, good])


def test_the_night_of_the_long_hour_has_one_backup() -> None:
    """25 October: half past two comes twice."""
    at_two = [last_night(datetime(2026, 10, 25, hour, 45, tzinfo=UTC), 2, BERLIN) for hour in (0, 1, 2)]
    assert len(set(at_two)) == 1


def test_the_night_of_the_short_hour_has_its_backup() -> None:
    """29 March: from two o'clock it is three at once."""
    slot = last_night(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 2, BERLIN)
    assert slot == datetime(2026, 3, 29, 1, tzinfo=UTC)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)), st.integers(0, 23))
def test_the_next_night_is_always_the_one_after_the_last(moment: datetime, hour: int) -> None:
    now = moment.replace(tzinfo=UTC)
    before, after = last_night(now, hour, BERLIN), next_night(now, hour, BERLIN)
    assert before <= now < after
    assert timedelta(hours=23) <= after - before <= timedelta(hours=25)


def test_a_clock_that_jumped_back_some_hours_repeats_nothing() -> None:
    good = [Tried(NIGHT + timedelta(seconds=20), good=True)]
    assert not due(good, now=NIGHT - timedelta(hours=2))
    assert not due(good, now=NIGHT + timedelta(seconds=1))


def test_a_clock_that_was_a_year_ahead_does_not_leave_the_house_without_backups_for_a_year() -> None:
    wrong = Tried(NIGHT + timedelta(days=365), good=True)
    assert due([wrong])
    assert not due([Tried(NOON, good=True), wrong])


def test_the_drill_comes_in_a_night_a_month_after_the_last_good_one() -> None:
    good, in_the_night = NIGHT - timedelta(days=40), NIGHT + timedelta(hours=1)
    assert drill_due([], good, NIGHT, in_the_night)
    assert not drill_due([Tried(NIGHT - timedelta(days=29), good=True)], good, NIGHT, in_the_night)
    assert drill_due([Tried(NIGHT - timedelta(days=31), good=True)], good, NIGHT, in_the_night)
    assert not drill_due([Tried(NIGHT - timedelta(days=31), good=True)], good, NIGHT, NOON)


def test_a_machine_that_is_off_at_night_has_its_drill_by_day() -> None:
    good = NIGHT - timedelta(days=40)
    assert drill_due([Tried(NIGHT - timedelta(days=38), good=True)], good, NIGHT, NOON)


def test_a_drill_that_went_wrong_is_repeated_after_a_week() -> None:
    red = [Tried(NIGHT - timedelta(days=8), good=False)]
    assert drill_due(red, NIGHT, NIGHT, NIGHT + timedelta(minutes=5))
    assert not drill_due(red[:1], None, NIGHT, NOON)


def test_three_days_without_a_backup_are_too_long() -> None:
    assert not is_late(NOON - timedelta(days=2), FOUNDED, NOON)
    assert is_late(NOON - timedelta(days=3), FOUNDED, NOON)
    assert is_late(None, FOUNDED, NOON)
    assert is_late(NOON + timedelta(days=300), FOUNDED, NOON)


def test_what_stays_wrong_is_told_once_a_week() -> None:
    told = {weeks_since(NOON, NOON + timedelta(days=day)) for day in range(15)}
    assert told == {0, 1, 2}
    assert weeks_since(NOON, NOON - timedelta(days=9)) == 0
