from datetime import date, timedelta

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from appliance.chores.pages.week import week_of, week_start
from appliance.chores.queries import occurrences_for, waiting_for_parent
from appliance.chores.rules.pictures import hue_for
from appliance.core.people import YOUNG
from appliance.core.work import Office
from appliance.household.queries.known import everyone_known
from appliance.web.render import page
from appliance.web.request import AppRequest


class BoardPages(Controller):
    path = "/chores"

    @get()
    async def board(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        week: FromQuery[date | None] = None,
        person: FromQuery[int | None] = None,
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            first = week_start(week or look.today, request.user.week_start)
            people = await everyone_known(look)
            duties = await occurrences_for(look, None, first, first + timedelta(days=6))
            waiting = len(await waiting_for_parent(look))
        shown = week_of(first, look.today, duties, people, person)
        children = [member for member in people if member.role in YOUNG and member.left_at is None]
        return page(
            request,
            "chores/board.html",
            week=shown,
            children=children,
            chosen=person,
            waiting=waiting,
            hue_for=hue_for,
        )
