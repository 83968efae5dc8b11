from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household.queries import members_of
from appliance.rewards.queries import explained, ledger
from appliance.web.render import page
from appliance.web.request import AppRequest

AT_ONCE = 30


class LedgerPages(Controller):
    path = "/rewards/ledger"

    @get()
    async def entries(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member: FromQuery[int | None] = None,
        before: FromQuery[int | None] = None,
    ) -> Response[str]:
        """A parent without children sees an empty place."""
        async with office.reading(request.user) as look:
            people = {person.id: person for person in await members_of(look)}
            children = [person for person in people.values() if person.role != "parent"]
            whose = member or _first(request.user.member_id, [child.id or 0 for child in children])
            if whose not in people:
                raise NotFound(_("We could not find that person."))
            lines = await ledger(look, whose, AT_ONCE + 1, before)
            sums = await explained(look, whose)
        return page(
            request,
            "rewards/ledger.html",
            whose=people[whose],
            people=people,
            children=children if request.user.is_parent else [],
            lines=lines[:AT_ONCE],
            older=lines[AT_ONCE - 1].id if len(lines) > AT_ONCE else None,
            before=before,
            sums=sums,
        )


def _first(viewer: int, children: list[int]) -> int:
    return viewer if viewer in children or not children else children[0]
