"""How often one may try: by example, and whatever anybody does."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from appliance.household.credentials.throttle import (
    FORGOTTEN,
    FREE,
    WAITS,
    Standing,
    after_a_try,
    failed_now,
    free_tries,
    remaining,
    too_often,
    wait_after,
)

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
KEYS = st.sampled_from(["member:4", "device:2", "name:elena", "address:10.0.0.7", "member:1:device:2"])


@pytest.mark.parametrize(
    ("failed", "seconds"),
    [(0, 0), (4, 0), (5, 30), (6, 60), (7, 120), (8, 300), (9, 900), (10, 1800), (99, 1800)],
)
def test_after_five_misses_the_wait_grows_to_half_an_hour(failed: int, seconds: int) -> None:
    assert wait_after(failed) == timedelta(seconds=seconds)


def test_people_who_share_a_device_or_an_address_do_not_lock_each_other_soon() -> None:
    assert free_tries("member:4") == free_tries("name:maya") == FREE
    assert FREE < free_tries("device:2") < free_tries("address:10.0.0.7")


def test_a_quiet_day_forgets_and_a_clock_set_back_does_not() -> None:
    standing = Standing(9, NOON)
    assert failed_now(standing, NOON + timedelta(hours=23)) == 9
    assert failed_now(standing, NOON + timedelta(hours=25)) == 0
    assert failed_now(standing, NOON - timedelta(days=400)) == 9
    assert failed_now(None, NOON) == 0


def test_a_clock_set_back_a_year_locks_nobody_for_a_year() -> None:
    blocked = Standing(12, NOON, NOON + WAITS[-1])
    assert remaining(blocked, NOON - timedelta(days=365)) == WAITS[-1]


def test_the_sentence_tells_how_long() -> None:
    assert str(too_often(timedelta(seconds=30))) == (
        "Too many tries. Please wait 30 seconds, or ask a parent."
    )
    refusal = too_often(timedelta(minutes=14, seconds=30))
    assert "15 minutes" in str(refusal) and refusal.seconds == 870


def wrong_tries_in(key: str, days: int, gaps: list[int]) -> int:
    """Someone tries as soon as allowed, with pauses of their own between; how many wrong tries they get."""
    standing, now, tries, end = None, NOON, 0, NOON + timedelta(days=days)
    pauses = iter(gaps)
    while now < end:
        wait = remaining(standing, now)
        if wait:
            now += wait + timedelta(seconds=next(pauses, 0))
            continue
        standing = after_a_try(standing, key, now)
        tries += 1
    return tries


@given(gaps=st.lists(st.integers(0, 30 * 3600), max_size=40))
def test_guessing_ten_thousand_pins_takes_months_whatever_the_rhythm(gaps: list[int]) -> None:
    assert wrong_tries_in("member:4", 30, gaps) < 30 * 60


@given(key=KEYS, steps=st.lists(st.integers(0, 7200), max_size=60))
def test_waits_are_bounded_and_misses_only_add_up(key: str, steps: list[int]) -> None:
    standing, now = None, NOON
    for seconds in steps:
        before = failed_now(standing, now)
        standing = after_a_try(standing, key, now)
        assert standing.failed == before + 1
        wait = remaining(standing, now)
        assert timedelta(0) <= wait <= WAITS[-1]
        assert bool(wait) == (standing.failed >= free_tries(key))
        now += timedelta(seconds=seconds)
    assert now - NOON < FORGOTTEN * 60
