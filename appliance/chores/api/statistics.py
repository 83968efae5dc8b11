"""How chores went, in numbers."""

from datetime import date

from litestar import Controller, get
from litestar.di import NamedDependency
from litestar.params import FromQuery
from pydantic import BaseModel

from appliance.chores.queries.counts import counts_of
from appliance.chores.rules.counts import Counted, Outcome, Span, Weeks
from appliance.core.work import Office
from appliance.web.api.pages import Row
from appliance.web.request import AppRequest


class CountShown(BaseModel):
    """So many of one person and one effort, due from `first` until the next week or month, ended alike."""

    member_id: int
    first: date
    effort: int
    outcome: Outcome
    number: int


class StatisticsApi(Controller):
    path = "/chores/statistics"
    tags = ["Chores"]

    @get(summary="Chores done in time, later and not at all, by week, or by month for `weeks=52`")
    async def statistics(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        weeks: FromQuery[Weeks] = 4,
        member: Row = None,
    ) -> list[CountShown]:
        async with office.reading(request.user) as look:
            span = Span(weeks, look.today, request.user.week_start)
            return [_count(span, one) for one in sorted(await counts_of(look, span, member))]


def _count(span: Span, one: Counted) -> CountShown:
    return CountShown(first=span.steps[one.step], **one._asdict())
