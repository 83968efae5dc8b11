from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from appliance.chores.pages.board import children_here
from appliance.chores.queries.counts import counts_of
from appliance.chores.rules.counts import Counted, Span, Tally, Weeks, tally
from appliance.core.work import Office
from appliance.household.models import Member
from appliance.household.queries.known import everyone_known
from appliance.web.render import page
from appliance.web.request import AppRequest


@dataclass(frozen=True)
class Statistics:
    """`people` are in the order of the family, never in that of their numbers."""

    whole: Tally
    steps: Sequence[tuple[date, Tally]]
    people: Sequence[tuple[Member, Tally]]
    efforts: Sequence[tuple[int, Tally]]


class StatisticsPages(Controller):
    path = "/chores/statistics"

    @get()
    async def statistics(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        weeks: FromQuery[Weeks] = 4,
        person: FromQuery[int | None] = None,
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            span = Span(weeks, look.today, request.user.week_start)
            counted = await counts_of(look, span, person)
            people = await everyone_known(look)
        chosen = person if request.user.is_parent else request.user.member_id
        return page(
            request,
            "chores/statistics.html",
            span=span,
            shown=_shown(span, counted, people),
            chosen=chosen,
            who=next((member for member in people if member.id == chosen), None),
            children=children_here(people) if request.user.is_parent else [],
        )


def _shown(span: Span, counted: Sequence[Counted], people: Sequence[Member]) -> Statistics:
    steps = [(day, tally(one for one in counted if one.step == n)) for n, day in enumerate(span.steps)]
    each = [(person, tally(one for one in counted if one.member_id == person.id)) for person in people]
    efforts = [(effort, tally(one for one in counted if one.effort == effort)) for effort in (1, 2, 3)]
    return Statistics(
        tally(counted),
        steps,
        [(person, numbers) for person, numbers in each if numbers.total],
        [(effort, numbers) for effort, numbers in efforts if numbers.total],
    )
