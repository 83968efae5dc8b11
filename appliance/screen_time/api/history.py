"""Every stored interval of use, and all minutes on top: to look through, write down and take back."""

from datetime import date, datetime
from typing import Annotated, Literal

from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import AwareDatetime, BaseModel, Field

from appliance.core.forms import Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.screen_time import actions
from appliance.screen_time.actions.looks import note_program
from appliance.screen_time.forms import App, Category
from appliance.screen_time.models import BonusMinutes, UsageInterval
from appliance.screen_time.queries import AskedUse, bonus_asked, intervals_asked
from appliance.web.api.pages import listed
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest

First = Annotated[date | None, QueryParameter(name="from")]
Last = Annotated[date | None, QueryParameter(name="to")]


class IntervalShown(BaseModel):
    id: int
    member_id: int
    start_at: datetime
    end_at: datetime
    app: str
    category: str
    device: str
    source: Literal["agent", "activitywatch", "api", "hand"]


class WrittenDown(Sent):
    """Minutes at a TV or a console. Without `until` they end now, or before what was written down last."""

    app: App
    category: Category = "other"
    minutes: int = Field(ge=1, le=1440)
    until: AwareDatetime | None = None


class BonusShown(BaseModel):
    """Below zero with `reverses_id`: minutes of that row were taken back."""

    id: int
    member_id: int
    day: date
    minutes: int
    kind: Literal["earned", "bought", "granted"]
    why: str
    reverses_id: int | None
    by_member_id: int
    at: datetime
    expires_at: datetime | None


class HistoryApi(Controller):
    path = "/screen-time"
    tags = ["Screen time"]

    @get("/members/{member_id:int}/intervals", summary="Stored intervals of use, newest first")
    async def intervals(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member_id: FromPath[int],
        first: First = None,
        last: Last = None,
        device: Annotated[str | None, QueryParameter(max_length=60)] = None,
        app: Annotated[str | None, QueryParameter(max_length=80)] = None,
    ) -> Response[list[IntervalShown]]:
        async with office.reading(request.user) as look:
            found = await intervals_asked(look, AskedUse(member_id, first, last, device, app), page)
        await note_program(office, request.user, member_id)
        return listed(request, found, _interval)

    @post(
        "/members/{member_id:int}/intervals",
        summary="Write minutes down by hand (parents)",
        guards=[parents_only],
    )
    async def write_down(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        data: JSONBody[WrittenDown],
    ) -> IntervalShown:
        async with office.work(request.user, "api") as work:
            row = await actions.add_usage_by_hand(
                work, member_id, data.app, data.category, data.minutes, data.until
            )
            await work.db.flush()
            return _interval(row)

    @delete("/intervals/{interval_id:int}", summary="Take back what was written down by hand (parents)")
    async def take_back(
        self, request: AppRequest, office: NamedDependency[Office], interval_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await actions.take_back_usage(work, interval_id)

    @get("/members/{member_id:int}/bonus", summary="Minutes on top: earned, bought, given; newest first")
    async def bonus(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member_id: FromPath[int],
        first: First = None,
        last: Last = None,
    ) -> Response[list[BonusShown]]:
        async with office.reading(request.user) as look:
            found = await bonus_asked(look, AskedUse(member_id, first, last), page)
        return listed(request, found, _bonus)


def _interval(row: UsageInterval) -> IntervalShown:
    return IntervalShown.model_validate(row, from_attributes=True)


def _bonus(row: BonusMinutes) -> BonusShown:
    return BonusShown.model_validate(row, from_attributes=True)
