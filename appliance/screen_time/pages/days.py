"""One day of a child, for them and for their parents."""

from datetime import date, timedelta

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from appliance.core.work import Office
from appliance.screen_time.pages.minutes import category_names, noted
from appliance.screen_time.queries.day import FIRST, day_seen
from appliance.web.render import page
from appliance.web.request import AppRequest


class DayPages(Controller):
    path = "/screen"

    @get("/members/{member_id:int}/days/{day:date}")
    async def day(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        day: FromPath[date],
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            seen = await day_seen(look, member_id, day)
        await noted(request, office, member_id, seen.own_look)
        return page(
            request,
            "screen_time/day.html",
            seen=seen,
            member=seen.member,
            mine=request.user.member_id == member_id,
            names=category_names(request.user, seen.where.names),
            before=day - timedelta(days=1) if day > FIRST else None,
            after=None if seen.is_today else day + timedelta(days=1),
        )
