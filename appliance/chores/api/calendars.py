"""Links under which calendars read somebody's chores."""

from datetime import datetime

from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody
from pydantic import BaseModel

from appliance.chores.actions.feeds import share_calendar, unshare_calendar
from appliance.chores.queries.feeds import Shared, calendars_shared
from appliance.core.forms import RowId, Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.web.api.pages import listed
from appliance.web.request import AppRequest


class CalendarSent(Sent):
    """Without `member_id` one's own."""

    member_id: RowId | None = None


class CalendarMade(BaseModel):
    """`path` is shown once; the calendar asks for it at this house's address, without any key."""

    member_id: int
    path: str


class CalendarShown(BaseModel):
    id: int
    member_id: int
    made_at: datetime
    used_at: datetime | None


class CalendarsApi(Controller):
    path = "/calendars"
    tags = ["Chores"]

    @get(summary="Links of calendars that one may end, the first made first")
    async def calendars(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[CalendarShown]]:
        async with office.reading(request.user) as look:
            found = page.among(await calendars_shared(look), lambda one: (one.made_at, one.id))
        return listed(request, found, _shown)

    @post(summary="A secret link to somebody's chores for a calendar")
    async def share(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[CalendarSent | None] = None
    ) -> CalendarMade:
        member_id = (data and data.member_id) or request.user.member_id
        async with office.work(request.user, "api") as work:
            secret = await share_calendar(work, member_id)
        return CalendarMade(member_id=member_id, path=f"/calendars/{secret}.ics")

    @delete("/{feed_id:int}", summary="End a link: it shows nothing any more")
    async def unshare(
        self, request: AppRequest, office: NamedDependency[Office], feed_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await unshare_calendar(work, feed_id)


def _shown(one: Shared) -> CalendarShown:
    return CalendarShown(id=one.id, member_id=one.member_id, made_at=one.made_at, used_at=one.used_at)
