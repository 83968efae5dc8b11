"""When a device is silent, and when it only sleeps."""

from datetime import UTC, datetime, time, timedelta

import pytest

from appliance.screen_time.rules import Exceptional, Paused, Rules, Span, Stretch
from appliance.screen_time.rules.open_hours import open_spans
from appliance.screen_time.rules.silence import LastWord, Patience, Voice, listened, unexplained

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)
LONG_AGO = NOON - timedelta(days=30)
USED = Patience("used", timedelta(minutes=30))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def heard(ago: timedelta, state: str = "on", way: str = "agent", own: str = "") -> LastWord:
    return LastWord(way, NOON - ago, state, own)


def test_a_computer_that_was_heard_a_moment_ago_is_heard() -> None:
    told = listened(heard(minutes(29)), USED, LONG_AGO, NOON)
    assert (told.voice, told.due) == (Voice.HEARD, NOON + minutes(1))


def test_without_a_word_for_half_an_hour_it_is_silent_since_its_last_word() -> None:
    told = listened(heard(minutes(30)), USED, LONG_AGO, NOON)
    assert (told.voice, told.since, told.counts) == (Voice.SILENT, NOON - minutes(30), "used")


@pytest.mark.parametrize("state", ["asleep", "off"])
def test_one_that_said_good_night_is_never_silent(state: str) -> None:
    told = listened(heard(timedelta(days=20), state), USED, LONG_AGO, NOON)
    assert told.voice == state


def test_one_that_never_said_anything_is_new_and_not_silent() -> None:
    assert listened(LastWord("agent", None), USED, LONG_AGO, NOON).voice is Voice.NEW


def test_a_watcher_cannot_say_good_night_so_that_only_three_days_are_told_and_nothing_counts() -> None:
    assert listened(heard(timedelta(days=2), "", "activitywatch"), USED, LONG_AGO, NOON).voice is Voice.HEARD
    told = listened(heard(timedelta(days=3), "", "rest"), USED, LONG_AGO, NOON)
    assert (told.voice, told.counts) == (Voice.SILENT, "nothing")


def test_unless_the_family_chose_otherwise_for_it() -> None:
    told = listened(heard(minutes(31), "", "activitywatch", "used"), Patience(), LONG_AGO, NOON)
    assert (told.voice, told.counts) == (Voice.SILENT, "used")
    spared = listened(heard(minutes(31), own="nothing"), USED, LONG_AGO, NOON)
    assert (spared.voice, spared.counts) == (Voice.SILENT, "nothing")


def test_what_the_house_could_not_hear_is_no_silence() -> None:
    """After a power cut each device has its half an hour anew."""
    assert listened(heard(timedelta(hours=5)), USED, NOON - minutes(29), NOON).voice is Voice.AWAITED
    told = listened(heard(timedelta(hours=5)), USED, NOON - minutes(30), NOON)
    assert (told.voice, told.since) == (Voice.SILENT, NOON - minutes(30))


def test_one_that_was_found_silent_stays_so_when_the_house_starts_again() -> None:
    quiet = LastWord("agent", NOON - minutes(90), "on", quiet=NOON - minutes(90))
    told = listened(quiet, USED, NOON - minutes(1), NOON)
    assert (told.voice, told.since) == (Voice.SILENT, NOON - minutes(90))


def test_reports_that_come_late_explain_what_they_reach() -> None:
    quiet = Span(NOON, NOON + minutes(180))
    assert unexplained(quiet, [], minutes(30)) == quiet
    late = [Span(NOON + minutes(5), NOON + minutes(40)), Span(NOON - minutes(60), NOON - minutes(1))]
    assert unexplained(quiet, late, minutes(30)) == Span(NOON + minutes(40), quiet.end)
    whole = [*late, Span(NOON + minutes(155), NOON + minutes(200))]
    assert unexplained(quiet, whole, minutes(30)) is None


RULES = Rules(
    (60,) * 7,
    hours=((Stretch(time(14), time(19)),),) + ((),) * 6,  # on Mondays
    beds=(Stretch(time(20), time(7)),) * 7,
)
MONDAY = datetime(2026, 3, 9, tzinfo=UTC)


def at(hour: float, day: datetime = MONDAY) -> datetime:
    return day + timedelta(hours=hour)


def test_silence_counts_only_in_the_allowed_hours_and_before_bedtime() -> None:
    week = Span(at(10), at(24 + 23))
    assert open_spans(RULES, [], [], week, "UTC") == [Span(at(14), at(19)), Span(at(31), at(44))]


def test_neither_in_a_pause_nor_on_a_day_in_bed() -> None:
    paused = [Paused(1, at(15), at(16)), Paused(2, at(18))]
    opened = open_spans(RULES, [], paused, Span(at(14), at(20)), "UTC")
    assert opened == [Span(at(14), at(15)), Span(at(16), at(18))]
    party = [Exceptional(1, "party", MONDAY.date(), MONDAY.date(), open_hours=True, no_bed=True)]
    assert open_spans(RULES, party, [], Span(at(10), at(26)), "UTC") == [Span(at(10), at(26))]


def test_without_rules_nothing_is_counted() -> None:
    assert open_spans(None, [], [], Span(at(10), at(20)), "UTC") == []
