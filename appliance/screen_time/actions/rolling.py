"""Days that are over become a row each: what stays of them when the single intervals are gone."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlmodel import col, delete, func, insert, select

from appliance.core.clock import local_day
from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Reading, Work
from appliance.screen_time.models import ScreenDay, UsageDay, UsageInterval
from appliance.screen_time.queries.balance import used_between
from appliance.screen_time.queries.days import Room, rooms_on
from appliance.screen_time.rules import Span, day_of
from appliance.screen_time.rules.days import DaySum, missing_days, sum_of_day

Row = Mapping[str, str | int | date | None]
DAYS_AT_ONCE = 14  # in one write transaction


async def roll_up(work: Work, member_id: int) -> bool:
    """The oldest days that are over and have no row yet; True while there are more of them.

    Counted inside the transaction: a report that comes meanwhile would be left out for good.
    """
    only_the_house(work)
    days = await days_due(work, member_id)
    now = [day for day in days if day < days[0] + timedelta(days=DAYS_AT_ONCE)]
    if now:
        sittings = (await used_between(work, [member_id], _window(now, work)))[member_id]
        rooms = await rooms_on(work, member_id, now, sittings)
        await work.db.exec(
            delete(UsageDay).where(col(UsageDay.member_id) == member_id, col(UsageDay.day).in_(now))
        )
        found = {day: sum_of_day(sittings, day_of(day, work.actor.zone)) for day in now}
        # In one statement each: a night of many days would else wait for every single row.
        whole = [_whole(work, member_id, day, found[day], rooms[day]) for day in now]
        await work.db.exec(insert(ScreenDay), params=whole)
        pieces = [row for day in now for row in _pieces(work, member_id, day, found[day])]
        if pieces:
            await work.db.exec(insert(UsageDay), params=pieces)
        work.topics.add((work.actor.family_id, "screen_time"))
    return len(days) > len(now)


def only_the_house(work: Work) -> None:
    if not work.actor.is_house:
        raise NotAllowed(_("The house does this by itself."))


async def days_due(look: Reading, member_id: int) -> Sequence[date]:
    """A family's first day is that of its first interval; what has a row is not looked at again."""
    yesterday = look.today - timedelta(days=1)
    oldest, newest = await _first_interval(look, member_id), await _newest_day(look, member_id)
    begins = [day for day in (oldest, newest + timedelta(days=1) if newest else None) if day]
    if not begins or min(begins) > yesterday:
        return []
    known = await look.db.exec(
        select(col(ScreenDay.day)).where(ScreenDay.member_id == member_id, col(ScreenDay.day) >= min(begins))
    )
    return missing_days(min(begins), yesterday, known.all())


async def _first_interval(look: Reading, member_id: int) -> date | None:
    found = await look.db.exec(
        select(func.min(UsageInterval.start_at)).where(UsageInterval.member_id == member_id)
    )
    start: datetime | None = found.one()
    return local_day(start, look.viewer.zone) if start else None


async def _newest_day(look: Reading, member_id: int) -> date | None:
    found = await look.db.exec(select(func.max(ScreenDay.day)).where(ScreenDay.member_id == member_id))
    newest: date | None = found.one()
    return newest


def _window(days: Sequence[date], work: Work) -> Span:
    return Span(day_of(days[0], work.actor.zone).start, day_of(days[-1], work.actor.zone).end)


def _whole(work: Work, member_id: int, day: date, found: DaySum, room: Room | None) -> Row:
    return {
        "family_id": work.actor.family_id,
        "member_id": member_id,
        "day": day,
        "counted": found.counted,
        "free": found.free,
        "allowed": room.allowed if room else None,
        "bonus": room.bonus if room else 0,
        "rolled_at": work.now,
    }


def _pieces(work: Work, member_id: int, day: date, found: DaySum) -> Iterator[Row]:
    for piece in found.pieces:
        if piece.seconds:
            yield {
                "family_id": work.actor.family_id,
                "member_id": member_id,
                "day": day,
                "device_id": piece.device_id,
                "device": piece.device,
                "app": piece.app,
                "category": piece.category,
                "standing": piece.standing,
                "seconds": piece.seconds,
            }
