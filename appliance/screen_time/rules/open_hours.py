"""When the screen may be on by the clock, whatever the minutes say."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from appliance.core.clock import local_day
from appliance.screen_time.rules.spans import Span, clipped, day_of, united
from appliance.screen_time.rules.week import (
    DAY,
    Days,
    Paused,
    Rules,
    bed_on,
    bed_span,
    hours_on,
    hours_spans,
    in_order,
)

REACH = 2  # evenings whose bedtime may reach into a day


def open_spans(
    rules: Rules | None, exceptions: Days, pauses: Sequence[Paused], window: Span, zone: str
) -> list[Span]:
    """Allowed hours without bedtimes and pauses. Without rules none: nothing is counted then."""
    if rules is None or window.end <= window.start:
        return []
    exceptions = in_order(exceptions)
    first, last = local_day(window.start, zone), local_day(window.end, zone)
    days = [first + ahead * DAY for ahead in range((last - first).days + 1)]
    opened = [
        span
        for day in days
        for span in hours_spans(hours_on(rules, exceptions, day), day, zone) or [day_of(day, zone)]
    ]
    evenings = [first - before * DAY for before in range(REACH, 0, -1)] + days
    beds = [
        bed_span(bed, day, zone) for day in evenings if (bed := bed_on(rules, exceptions, day)[0]) is not None
    ]
    shut = [Span(pause.start, pause.until or window.end + timedelta(days=1)) for pause in pauses]
    return clipped(without(opened, [*beds, *shut]), window)


def without(spans: Iterable[Span], closed: Iterable[Span]) -> list[Span]:
    left = united(spans)
    for shut in united(closed):
        left = [piece for span in left for piece in _cut(span, shut)]
    return left


def _cut(span: Span, shut: Span) -> list[Span]:
    before = Span(span.start, min(span.end, shut.start))
    after = Span(max(span.start, shut.end), span.end)
    return [piece for piece in (before, after) if piece.end > piece.start]
