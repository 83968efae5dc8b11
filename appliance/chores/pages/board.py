from collections.abc import Sequence
from datetime import date

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from appliance.chores.pages.month import Month, days_of, month_of
from appliance.chores.pages.place import Place, View
from appliance.chores.pages.week import Board, board_of
from appliance.chores.queries import occurrences_for, waiting_for_parent
from appliance.chores.queries.months import due_between
from appliance.core.people import YOUNG
from appliance.core.work import Office, Reading
from appliance.household.models import Member
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
        view: FromQuery[View] = "week",
        day: FromQuery[date | None] = None,
        person: FromQuery[int | None] = None,
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            place = Place(view, day or look.today, look.today, request.user.week_start, person)
            people = await everyone_known(look)
            shown, busy = await _shown(look, place, people)
            waiting = 0 if view == "month" else len(await waiting_for_parent(look))
        to_choose = [one for one in people if one.left_at is None and (one.role in YOUNG or one.id in busy)]
        return page(
            request, "chores/board.html", place=place, shown=shown, waiting=waiting, to_choose=to_choose
        )

    @get("/sheet")
    async def sheet(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        day: FromQuery[date | None] = None,
        person: FromQuery[int | None] = None,
    ) -> Response[str]:
        """A week on paper, for the door of the fridge."""
        async with office.reading(request.user) as look:
            place = Place("week", day or look.today, look.today, request.user.week_start, person)
            people = await everyone_known(look)
            duties = await occurrences_for(look, None, place.first, place.last)
        board = board_of(place, duties, people)
        return page(request, "chores/sheet.html", place=place, board=board)


def children_here(people: Sequence[Member]) -> list[Member]:
    return [member for member in people if member.role in YOUNG and member.left_at is None]


async def _shown(
    look: Reading, place: Place, people: Sequence[Member]
) -> tuple[Board | Month, set[int | None]]:
    """With those who have something to do in it, whoever is chosen."""
    if place.view == "month":
        dues = await due_between(look, *days_of(place))
        return month_of(place, dues, people), {due.member_id for due in dues}
    duties = await occurrences_for(look, None, place.first, place.last)
    return board_of(place, duties, people), {duty.member_id for duty in duties}
