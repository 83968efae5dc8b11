"""The arithmetic of minutes, days and bedtimes, without a house around it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from appliance.screen_time.rules import (
    Child,
    Decision,
    Gift,
    Measured,
    Rules,
    Span,
    Stretch,
    Why,
    child_of_today,
    clipped,
    day_of,
    decide,
    minutes_in,
    minutes_on,
    on_top,
    rooms_before,
    same_every_week,
    trouble_with,
    united,
)

ZONE = "Europe/Berlin"
LEO = same_every_week(120, 180, time(21, 30), time(6, 30))
TUESDAY = date(2026, 3, 10)


def at(hour: int, minute: int = 0, day: date = TUESDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo(ZONE)).astimezone(UTC)


def day_at(now: datetime) -> date:
    return now.astimezone(ZoneInfo(ZONE)).date()


def played(minutes: int, now: datetime) -> list[Span]:
    """So many minutes of the day, right after midnight."""
    start = day_of(day_at(now), ZONE).start
    return [Span(start, start + timedelta(minutes=minutes))] if minutes else []


def child(rules: Rules | None, now: datetime, used: int = 0, gifts: Sequence[Gift] = ()) -> Child:
    return child_of_today(day_at(now), ZONE, rules, gifts=gifts, used=played(used, now))


def ask(rules: Rules | None, now: datetime, used: int = 0, gifts: Sequence[Gift] = ()) -> Decision:
    return decide(child(rules, now, used, gifts), now, ZONE)


def gift(minutes: int, now: datetime, kind: str = "granted") -> Gift:
    return Gift(day_at(now), minutes, kind, now)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC)
)
spans = st.builds(
    lambda start, minutes: Span(
        at(12) + timedelta(minutes=start), at(12) + timedelta(minutes=start + minutes)
    ),
    st.integers(-2000, 2000),
    st.integers(1, 900),
)
clocks = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
rules_of_weeks = st.builds(
    same_every_week, st.integers(0, 1440), st.integers(0, 1440), clocks, clocks, st.integers(0, 240)
).filter(lambda each: not trouble_with(each))


def test_in_the_afternoon_leo_may_play_until_his_minutes_end() -> None:
    found = ask(LEO, at(16), used=46)
    assert found == Decision(True, Why.OPEN, at(17, 14), 74, at(21, 30))


def test_bedtime_comes_before_the_minutes_end() -> None:
    assert ask(LEO, at(21), used=20).until == at(21, 30)


def test_in_the_evening_it_is_bedtime_until_the_morning() -> None:
    found = ask(LEO, at(22), used=46)
    assert (found.allowed, found.why, found.until) == (False, Why.BEDTIME, at(6, 30, date(2026, 3, 11)))


def test_bedtime_goes_on_past_midnight() -> None:
    assert ask(LEO, at(0, 30)).until == at(6, 30)
    assert not ask(LEO, at(6, 29)).allowed
    assert ask(LEO, at(6, 30)).allowed


def test_used_up_minutes_come_back_after_the_night() -> None:
    found = ask(LEO, at(16), used=120)
    assert (found.why, found.minutes_left, found.until) == (Why.USED_UP, 0, at(6, 30, date(2026, 3, 11)))


def test_a_child_without_minutes_on_weekdays_waits_for_saturday() -> None:
    found = ask(same_every_week(0, 90), at(16))
    assert found.until == at(0, 0, date(2026, 3, 14))


def test_a_child_without_any_minutes_is_told_no_time() -> None:
    assert ask(same_every_week(0, 0), at(16)).until is None


def test_without_rules_everything_is_open_and_nothing_is_counted_down() -> None:
    assert ask(None, at(23), used=500) == Decision(True, Why.NO_LIMIT, None, None, None)


def test_saturday_has_the_minutes_of_the_weekend() -> None:
    assert [minutes_on(LEO, (), TUESDAY + timedelta(days=ahead))[0] for ahead in range(7)] == [
        120,
        120,
        120,
        120,
        180,
        180,
        120,
    ]


def test_earned_minutes_count_up_to_the_cap_and_gifts_beyond_it() -> None:
    given = [
        gift(50, at(9), "earned"),
        gift(40, at(10), "earned"),
        gift(30, at(11), "bought"),
        gift(15, at(12)),
    ]
    assert on_top(given, TUESDAY, 60) == 105
    assert ask(LEO, at(16), 100, given[:2]).minutes_left == 80


def test_tablet_and_tv_at_once_count_once() -> None:
    tablet, tv = Span(at(15), at(15, 40)), Span(at(15, 30), at(16))
    assert minutes_in([tablet, tv, tablet], day_of(TUESDAY, ZONE)) == 60


def test_a_film_over_midnight_belongs_to_both_days() -> None:
    film = Span(at(23, 30), at(0, 45, date(2026, 3, 11)))
    assert minutes_in([film], day_of(TUESDAY, ZONE)) == 30
    assert minutes_in([film], day_of(date(2026, 3, 11), ZONE)) == 45


def test_the_days_of_the_clock_changes_have_23_and_25_hours() -> None:
    spring, autumn = day_of(date(2026, 3, 29), ZONE), day_of(date(2026, 10, 25), ZONE)
    assert spring.end - spring.start == timedelta(hours=23)
    assert autumn.end - autumn.start == timedelta(hours=25)
    assert minutes_in([autumn], autumn) == 25 * 60


def test_in_the_night_of_the_clock_change_bedtime_ends_by_the_wall_clock() -> None:
    night = at(23, 0, date(2026, 3, 28))
    assert ask(LEO, night).until == datetime(2026, 3, 29, 4, 30, tzinfo=UTC)  # 06:30 in summer time


def test_an_afternoon_rest_within_one_day_is_a_bedtime_too() -> None:
    rest = same_every_week(60, 60, time(13), time(14))
    assert ask(rest, at(13, 30)).until == at(14)
    assert ask(rest, at(14)).allowed


def test_rules_that_cannot_be_are_sent_back() -> None:
    assert "beds" in trouble_with(same_every_week(60, 60, time(20), time(20)))
    assert "minutes" in trouble_with(same_every_week(-1, 60))
    assert "hours" in trouble_with(Rules((60,) * 7, hours=((Stretch(time(15), time(14)),),) * 7))
    assert not trouble_with(Rules((60,) * 7, hours=((Stretch(time(15), time(0)),),) * 7))


def test_minutes_of_tomorrow_cannot_be_reported() -> None:
    assert Measured(Span(at(16), at(17)), "Minecraft").trouble(at(16, 30)) == "This lies in the future."
    assert Measured(Span(at(16), at(16)), "Minecraft").trouble(at(17))
    assert Measured(Span(at(16) - timedelta(hours=25), at(16)), "Minecraft").trouble(at(17))
    assert not Measured(Span(at(16), at(16, 30)), "Minecraft").trouble(at(16, 30))


def test_what_is_written_down_twice_lies_behind_each_other() -> None:
    first = Span(rooms_before(at(16), 30, []) - timedelta(minutes=30), at(16))
    assert rooms_before(at(16), 30, [first]) == at(15, 30)


@given(st.lists(spans, max_size=12))
def test_united_spans_lie_apart_and_hold_every_minute(found: list[Span]) -> None:
    merged = united(found)
    assert all(a.end < b.start for a, b in pairwise(merged))
    for span in found:
        assert any(whole.start <= span.start and span.end <= whole.end for whole in merged)
    total = sum((span.end - span.start for span in merged), timedelta())
    assert total <= sum((span.end - span.start for span in found), timedelta())


@given(st.lists(spans, max_size=8), st.randoms())
def test_the_order_of_reports_does_not_matter(found: list[Span], random: object) -> None:
    window = day_of(TUESDAY, ZONE)
    assert minutes_in(found, window) == minutes_in(found[::-1] + found, window)


@given(st.lists(spans, max_size=8))
def test_the_minutes_of_neighbouring_days_add_up(found: list[Span]) -> None:
    days = [day_of(TUESDAY + timedelta(days=ahead), ZONE) for ahead in range(-3, 4)]
    whole = Span(days[0].start, days[-1].end)
    parts = sum(minutes_in(found, day) for day in days)
    assert minutes_in(clipped(found, whole), whole) - len(days) <= parts <= minutes_in(found, whole)


@given(rules_of_weeks, st.integers(0, 1440), st.integers(0, 240), st.integers(0, 240), moments)
def test_more_minutes_never_leave_less(rules: Rules, used: int, some: int, more: int, now: datetime) -> None:
    less = ask(rules, now, used, [gift(some, now, "earned")]).minutes_left
    rest = ask(rules, now, used, [gift(some + more, now, "earned")]).minutes_left
    assert less is not None and rest is not None and less <= rest <= less + more
