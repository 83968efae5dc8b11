"""A report that comes late changes days that are over: they are added up once more."""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlmodel import col, delete

from appliance.core.clock import local_day
from appliance.core.work import Work
from appliance.screen_time.models import ScreenDay
from appliance.screen_time.rules import Span

ADD_UP = "screen days"  # the job's name


async def days_changed(work: Work, member_id: int, days: Iterable[date]) -> None:
    """Without its row a day is rolled up anew; one that is not over yet has none.

    Where the intervals of a day were forgotten, the row is all that is left of it, and stays.
    """
    over = {day for day in days if day < work.today}
    if over:
        await work.db.exec(
            delete(ScreenDay)
            .where(col(ScreenDay.member_id) == member_id, col(ScreenDay.day).in_(over))
            .where(col(ScreenDay.final).is_(False))
        )
        work.wakes.add(ADD_UP)


def days_of(spans: Iterable[Span], zone: str) -> set[date]:
    """The family's days on which any of it lies."""
    found: set[date] = set()
    for span in spans:
        day, last = local_day(span.start, zone), local_day(span.end - timedelta(microseconds=1), zone)
        found |= {day + timedelta(days=ahead) for ahead in range((last - day).days + 1)}
    return found
