"""Days, weeks and months of a child's screen time, and who looked at them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from pydantic import BaseModel

from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.screen_time.actions.looks import note_look, note_program
from appliance.screen_time.models import ScreenDay
from appliance.screen_time.queries import BonusLine, must_see_usage, screen_of
from appliance.screen_time.queries.child import DeviceLine
from appliance.screen_time.queries.day import ChildDay, day_seen
from appliance.screen_time.queries.over import LookRead, days_asked, looks_asked
from appliance.screen_time.rules.days import Period
from appliance.screen_time.rules.shares import Share
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest

First = Annotated[date | None, QueryParameter(name="from")]
Last = Annotated[date | None, QueryParameter(name="to")]


class CategoryShown(BaseModel):
    """`counts`: it uses up minutes."""

    category: str
    counts: bool
    minutes: int
    apps: dict[str, int]


class DeviceShown(BaseModel):
    """Without an id it was never enrolled; `by_hand`: a parent wrote it down."""

    id: int | None
    name: str
    minutes: int
    by_hand: bool
    heard_at: datetime | None


class DaySumShown(BaseModel):
    """Null minutes allowed: they did not end. `final`: single intervals are no longer kept."""

    member_id: int
    day: date
    used_minutes: int
    uncounted_minutes: int
    allowed_minutes: int | None
    bonus_minutes: int
    final: bool


class DayInFull(DaySumShown):
    """`different`: kinds of what was other than usual. `set_by`, `set_at`, `why`: of the rules that held."""

    categories: list[CategoryShown]
    devices: list[DeviceShown]
    bonus: list["OnTopShown"]
    different: list[str]
    set_by: str | None
    set_at: datetime | None
    why: str


class OnTopShown(BaseModel):
    minutes: int
    kind: str
    why: str
    by: str
    at: datetime
    taken_back: bool


class PeriodShown(BaseModel):
    """`minutes_a_day`: an average over its days that are over, also those without screens."""

    first: date
    last: date
    days: int
    minutes: int
    minutes_a_day: int


class TrendShown(BaseModel):
    member_id: int
    weeks: list[PeriodShown]
    months: list[PeriodShown]


class LookShown(BaseModel):
    viewer_id: int
    viewer: str
    day: date
    at: datetime


def categories(counted: Sequence[Share], free: Sequence[Share]) -> list[CategoryShown]:
    return [
        CategoryShown(
            category=share.name,
            counts=counts,
            minutes=share.minutes,
            apps={app.name: app.minutes for app in share.apps},
        )
        for counts, shares in ((True, counted), (False, free))
        for share in shares
    ]


def device_shown(line: DeviceLine) -> DeviceShown:
    return DeviceShown(
        id=line.device_id or None,
        name=line.name,
        minutes=line.minutes,
        by_hand=line.by_hand,
        heard_at=line.heard_at,
    )


class ScreenDaysApi(Controller):
    path = "/screen-time/members/{member_id:int}"
    tags = ["Screen time"]

    @get("/days", summary="Days that are over, newest first")
    async def days(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member_id: FromPath[int],
        first: First = None,
        last: Last = None,
    ) -> Response[list[DaySumShown]]:
        async with office.reading(request.user) as look:
            found = await days_asked(look, member_id, page, first, last)
        await note_program(office, request.user, member_id)
        return listed(request, found, _sum)

    @get("/days/{day:date}", summary="One day: apps, devices, minutes on top, and the rules that held")
    async def day(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        day: FromPath[date],
    ) -> DayInFull:
        async with office.reading(request.user) as look:
            seen = await day_seen(look, member_id, day)
        await note_look(office, request.user, member_id, seen.own_look)
        return _in_full(seen)

    @get("/trend", summary="Minutes a day of the last twelve weeks and months")
    async def trend(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> TrendShown:
        async with office.reading(request.user) as look:
            must_see_usage(look, member_id)
            seen = await screen_of(look, member_id)
        await note_look(office, request.user, member_id, seen.own_look)
        return TrendShown(
            member_id=member_id,
            weeks=[_period(week) for week in seen.weeks],
            months=[_period(month) for month in seen.months],
        )

    @get("/looks", summary="Who looked at this child's screen time, newest first")
    async def looks(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member_id: FromPath[int],
    ) -> Response[list[LookShown]]:
        async with office.reading(request.user) as look:
            found = await looks_asked(look, member_id, page)
        return listed(request, found, _look)


def _sum(row: ScreenDay) -> DaySumShown:
    return DaySumShown(
        member_id=row.member_id,
        day=row.day,
        used_minutes=row.counted // 60,
        uncounted_minutes=row.free // 60,
        allowed_minutes=row.allowed,
        bonus_minutes=row.bonus,
        final=row.final,
    )


def _in_full(seen: ChildDay) -> DayInFull:
    return DayInFull(
        member_id=seen.member.id or 0,
        day=seen.day,
        used_minutes=seen.whole.used,
        uncounted_minutes=seen.free // 60,
        allowed_minutes=seen.whole.allowed,
        bonus_minutes=seen.whole.bonus,
        final=seen.final,
        categories=categories(seen.where.counted, seen.where.free),
        devices=[device_shown(line) for line in seen.devices],
        bonus=[_on_top(line) for line in seen.gifts],
        different=[one.kind for one in seen.different],
        set_by=seen.rule.set_by if seen.rule else None,
        set_at=seen.rule.set_at if seen.rule else None,
        why=seen.rule.why if seen.rule else "",
    )


def _on_top(line: BonusLine) -> OnTopShown:
    return OnTopShown(
        minutes=line.minutes,
        kind=line.kind,
        why=line.why,
        by=line.by,
        at=line.at,
        taken_back=line.reversed,
    )


def _period(one: Period) -> PeriodShown:
    return PeriodShown(
        first=one.first,
        last=one.last,
        days=one.days,
        minutes=one.seconds // 60,
        minutes_a_day=one.minutes_a_day,
    )


def _look(row: LookRead) -> LookShown:
    return LookShown(viewer_id=row.viewer_id, viewer=row.name, day=row.day, at=row.at)
