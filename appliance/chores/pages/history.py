from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Annotated, Literal

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from appliance.chores.pages.board import children_here
from appliance.chores.queries import Duty
from appliance.chores.queries.history import Sought, history_of
from appliance.core.paging import Page, Part
from appliance.core.people import YOUNG
from appliance.core.work import Office
from appliance.household.models import Member
from appliance.household.queries.known import everyone_known
from appliance.web.api.pages import After
from appliance.web.forms import filled
from appliance.web.render import page
from appliance.web.request import AppRequest

States = Literal["", "waiting", "approved", "sent_back", "missed", "skipped", "excused"]
Ended = Annotated[States, QueryParameter(name="state")]
# As a form sends it: empty where nobody is chosen.
Person = Annotated[str, QueryParameter(pattern=r"^[1-9]\d{0,17}$|^$")]
Words = Annotated[str, QueryParameter(max_length=80)]


class HistoryPages(Controller):
    path = "/chores/history"

    @get()
    async def history(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        q: Words = "",
        person: Person = "",
        ended: Ended = "",
        after: After = "",
    ) -> Response[str]:
        sought = Sought(q, int(person) if person else None, ended or None)
        async with office.reading(request.user) as look:
            people = await everyone_known(look)
            part = await history_of(look, sought, Page(after=after))
        asked = {"q": q, "person": person, "state": ended}
        return _history(request, part, people, asked, after)


def _history(
    request: AppRequest, part: Part[Duty], people: Sequence[Member], asked: Mapping[str, str], after: str
) -> Response[str]:
    return page(
        request,
        "chores/history.html",
        days=[(day, list(duties)) for day, duties in groupby(part.rows, lambda duty: duty.day)],
        people={member.id: member for member in people},
        children=[] if request.user.role in YOUNG else children_here(people),
        form=filled(asked),
        asked=asked,
        after=after,
        older=part.next,
    )
