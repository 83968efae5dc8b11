"""Whatever order reports come in, however they are cut and repeated, the minutes are the same."""

import random
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from appliance.screen_time.actions import add_usage_by_hand, store_usage, take_back_usage
from appliance.screen_time.actions.days import days_of
from appliance.screen_time.models import ScreenDay, UsageInterval
from appliance.screen_time.rules import LONGEST, Measured, Span, united
from appliance.screen_time.rules.merging import NO_GAP, PULSE, Kept, merged
from tests.support.house import House

NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def at(start: float, end: float) -> Span:
    return Span(NOON + timedelta(seconds=start), NOON + timedelta(seconds=end))


class Rows:
    """Stored as the database would: rows leave and come by number."""

    def __init__(self) -> None:
        self.kept: dict[int, Kept] = {}
        self.number = 0

    def tell(self, told: list[tuple[str, Span]], pulse: timedelta = NO_GAP) -> int:
        change = merged(self.kept.values(), told, pulse)
        for gone in change.gone:
            del self.kept[gone]
        for words, span in change.added:
            self.number += 1
            self.kept[self.number] = Kept(self.number, words, span)
        return len(change.fresh)

    def spans(self, words: str) -> list[Span]:
        return sorted(row.span for row in self.kept.values() if row.words == words)


stretches = st.lists(
    st.tuples(st.sampled_from(["Chess", "Piano"]), st.integers(0, 4000), st.integers(1, 900)),
    min_size=1,
    max_size=30,
)


@given(stretches, st.integers(0, 2**32))
def test_disorder_and_repeats_change_nothing(told: list[tuple[str, int, int]], seed: int) -> None:
    spans = [(app, at(start, start + length)) for app, start, length in told]
    shuffled = spans + random.Random(seed).sample(spans, len(spans) // 2)
    random.Random(seed).shuffle(shuffled)
    one_by_one, at_once = Rows(), Rows()
    for one in shuffled:
        one_by_one.tell([one])
    at_once.tell(spans)
    for app in ("Chess", "Piano"):
        truth = united(span for name, span in spans if name == app)
        assert one_by_one.spans(app) == at_once.spans(app) == truth
    assert at_once.tell(shuffled) == 0


def test_what_lies_within_a_pulse_was_used_as_well() -> None:
    rows = Rows()
    rows.tell([("Chess", at(0, 30))], PULSE)
    rows.tell([("Chess", at(35, 60))], PULSE)
    assert rows.spans("Chess") == [at(0, 60)]
    rows.tell([("Chess", at(65.001, 90))], PULSE)
    assert rows.spans("Chess") == [at(0, 60), at(65.001, 90)]
    rows.tell([("Chess", at(61, 62))], PULSE)
    assert rows.spans("Chess") == [at(0, 90)]


def test_no_row_becomes_longer_than_a_day() -> None:
    rows = Rows()
    for hour in range(60):
        rows.tell([("Radio", at(hour * 3600, hour * 3600 + 3600))], PULSE)
    assert all(span.end - span.start <= LONGEST for span in rows.spans("Radio"))
    assert united(rows.spans("Radio")) == [at(0, 60 * 3600)]


def test_an_evening_past_midnight_lies_on_two_of_the_familys_days() -> None:
    midnight = datetime(2026, 3, 10, 23, tzinfo=UTC)
    span = Span(midnight - timedelta(minutes=5), midnight + timedelta(minutes=5))
    assert days_of([span], "Europe/Berlin") == {date(2026, 3, 10), date(2026, 3, 11)}
    assert days_of([Span(span.start, midnight)], "Europe/Berlin") == {date(2026, 3, 10)}


async def days_with_a_row(house: House) -> set[date]:
    async with house.office.database.reading() as db:
        return set((await db.exec(select(ScreenDay.day))).all())


async def test_a_late_report_lets_its_day_be_added_up_again(house: House) -> None:
    maya, yesterday = house.people["Maya"], date(2026, 3, 9)
    async with house.office.work(house.people["Elena"]) as work:
        for day in (date(2026, 3, 8), yesterday):
            work.db.add(
                ScreenDay(
                    family_id=maya.family_id,
                    member_id=maya.member_id,
                    day=day,
                    counted=0,
                    free=0,
                    allowed=60,
                    rolled_at=work.now,
                )
            )
    start = house.clock() - timedelta(days=1)
    late = Measured(Span(start, start + timedelta(minutes=10)), "Chess", "games")
    async with house.office.work(maya, "api") as work:
        assert await store_usage(work, maya.member_id, [late]) == 1
    assert await days_with_a_row(house) == {date(2026, 3, 8)}
    async with house.office.work(house.people["Elena"]) as work:
        written = await add_usage_by_hand(
            work, maya.member_id, "TV", "video", 30, house.clock() - timedelta(days=2)
        )
        await work.db.flush()
        await take_back_usage(work, written.id or 0)
    assert await days_with_a_row(house) == set()


async def test_a_thousand_intervals_are_a_handful_of_statements(house: House) -> None:
    maya, now = house.people["Maya"], house.clock()
    told = [
        Measured(Span(now - timedelta(minutes=n + 1), now - timedelta(minutes=n, seconds=30)), f"App {n % 7}")
        for n in range(1000)
    ]
    async with house.office.work(maya, "api") as work:
        assert await store_usage(work, maya.member_id, told) == 1000
    async with house.office.work(maya, "api") as work:
        assert await store_usage(work, maya.member_id, told) == 0
        assert len((await work.db.exec(select(UsageInterval))).all()) == 1000
