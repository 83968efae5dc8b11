"""Which backups stay, whatever nights were missed and whatever the clock said."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from appliance.backups.rules.keeping import Made, Promise, stay

BERLIN = "Europe/Berlin"
START = datetime(2026, 1, 1, 2, tzinfo=UTC)
moments = st.datetimes(datetime(1970, 1, 2), datetime(2040, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))
promises = st.builds(Promise, st.integers(1, 14), st.integers(0, 8), st.integers(0, 12))
histories = st.lists(moments, unique=True, max_size=60).map(
    lambda times: [Made(at, f"backup-{number}") for number, at in enumerate(times)]
)


def a_year_of_nights(promise: Promise, days: int = 400) -> tuple[list[Made], datetime]:
    """Each night one is made and the rule applied, as in life."""
    kept: list[Made] = []
    now = START
    for day in range(days):
        now = START + timedelta(days=day)
        kept.append(Made(now, f"night-{day}"))
        names = stay(kept, promise, now, BERLIN)
        kept = [one for one in kept if one.name in names]
    return kept, now


def test_after_a_year_there_are_seven_days_four_weeks_and_six_months() -> None:
    kept, now = a_year_of_nights(Promise())
    ages = sorted((now - one.at).days for one in kept)
    assert ages[:7] == [0, 1, 2, 3, 4, 5, 6]
    assert len({one.at.isocalendar()[:2] for one in kept if (now - one.at).days <= 28}) >= 4
    assert len({(one.at.year, one.at.month) for one in kept}) == 6
    assert len(kept) <= 7 + 4 + 6


@given(promises, st.integers(1, 120))
def test_each_of_the_last_days_has_its_backup_however_the_numbers_are_chosen(
    promise: Promise, days: int
) -> None:
    kept, now = a_year_of_nights(promise, days)
    ages = {(now - one.at).days for one in kept}
    assert set(range(min(promise.daily, days))) <= ages


@given(histories, promises, moments)
def test_the_newest_is_never_deleted_and_never_all(made: list[Made], promise: Promise, now: datetime) -> None:
    kept = stay(made, promise, now, BERLIN)
    past = [one for one in made if one.at <= now]
    assert not past or max(past).name in kept
    assert not made or kept


@given(histories, promises, moments)
def test_applied_twice_it_deletes_nothing_more(made: list[Made], promise: Promise, now: datetime) -> None:
    once = stay(made, promise, now, BERLIN)
    assert stay([one for one in made if one.name in once], promise, now, BERLIN) == once


@given(histories, promises, moments, st.integers(1, 40))
def test_a_clock_that_ran_ahead_for_a_while_costs_none_of_the_real_ones(
    made: list[Made], promise: Promise, now: datetime, nights: int
) -> None:
    """Back at the right time, what was made in the wrong one takes no place from what was kept before."""
    before = stay(made, promise, now, BERLIN)
    wrong = [Made(now + timedelta(days=3650 + night), f"wrong-{night}") for night in range(nights)]
    after = stay([*(one for one in made if one.name in before), *wrong], promise, now, BERLIN)
    assert before <= after


def test_a_machine_without_a_clock_that_wakes_in_1970_deletes_nothing() -> None:
    kept, _now = a_year_of_nights(Promise())
    woken = datetime(1970, 1, 1, 0, 5, tzinfo=UTC)
    assert stay([*kept, Made(woken, "in 1970")], Promise(), woken, BERLIN) == {
        "in 1970",
        *(one.name for one in kept),
    }


def test_two_of_one_morning_both_stay_for_a_day() -> None:
    made = [Made(START, "before the change"), Made(START + timedelta(hours=2), "after it")]
    assert len(stay(made, Promise(), START + timedelta(hours=3), BERLIN)) == 2
    assert stay(made, Promise(), START + timedelta(days=3), BERLIN) == {"after it"}
