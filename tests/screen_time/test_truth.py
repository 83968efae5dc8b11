"""What a decision promises is what it decides then: just before and at its own moments."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from appliance.core.clock import local_day
from appliance.screen_time.rules import (
    Child,
    Exceptional,
    Paused,
    Rules,
    Stretch,
    child_of_today,
    decide,
    trouble_with,
)

ZONE = "Europe/Berlin"
JUST = timedelta(microseconds=1)
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
beds = st.one_of(st.none(), st.builds(Stretch, clocks, clocks))
hours = st.sampled_from(
    [(), (Stretch(time(15), time(19, 30)),), (Stretch(time(8), time(9)), Stretch(time(16), time(0)))]
)
weeks = st.builds(
    Rules,
    st.tuples(*[st.sampled_from([0, 45, 600, 1440])] * 7),
    st.tuples(*[hours] * 7),
    st.tuples(*[beds] * 7),
).filter(lambda rules: not trouble_with(rules))
nights = st.sampled_from([date(2026, 3, 28), date(2026, 10, 24), date(2026, 7, 1)])
moments = st.builds(
    lambda day, minutes: datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(minutes=minutes),
    nights,
    st.integers(0, 3000),
)


@st.composite
def children(draw: st.DrawFn) -> tuple[Child, datetime]:
    now = draw(moments)
    day = local_day(now, ZONE)
    ends = draw(st.one_of(st.none(), st.integers(1, 900)))
    pauses = [Paused(1, now - timedelta(minutes=5), now + timedelta(minutes=ends))] if ends else []
    holiday = Exceptional(1, "holiday", day, day + timedelta(days=1), minutes=draw(st.integers(0, 90)))
    days = [holiday] if draw(st.booleans()) else []
    return child_of_today(day, ZONE, draw(weeks), days, pauses), now


@given(children())
def test_at_the_next_change_it_is_the_other_way_round_and_just_before_not_yet(
    found: tuple[Child, datetime],
) -> None:
    child, now = found
    decision = decide(child, now, ZONE)
    if decision.next_change is None:
        return
    assert decision.next_change > now
    assert decide(child, decision.next_change, ZONE).allowed != decision.allowed
    assert decide(child, decision.next_change - JUST, ZONE).allowed == decision.allowed


@given(children())
def test_a_screen_that_stays_on_never_closes_later_than_the_clock_says(found: tuple[Child, datetime]) -> None:
    child, now = found
    decision = decide(child, now, ZONE)
    if not decision.allowed:
        assert decision.until == decision.next_change
    elif decision.next_change is not None:
        assert decision.until is not None and now < decision.until <= decision.next_change
