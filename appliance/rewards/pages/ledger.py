from collections.abc import Sequence

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.params import FromQuery

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG, Actor
from appliance.core.work import Office
from appliance.household.models import Member
from appliance.household.queries import members_of
from appliance.rewards.queries import ledger, story_of
from appliance.rewards.rules.story import sentences
from appliance.web.guards import not_for_guests
from appliance.web.render import page
from appliance.web.request import AppRequest

AT_ONCE = 30


class LedgerPages(Controller):
    path = "/rewards/ledger"
    guards = [not_for_guests]

    @get()
    async def entries(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member: FromQuery[int | None] = None,
        before: FromQuery[int | None] = None,
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            people = await members_of(look)
            whose = _whose(request.user, people, member)
            lines = await ledger(look, whose.id or 0, AT_ONCE + 1, before)
            story = await story_of(look, whose.id or 0)
        children = [person for person in people if person.role in YOUNG and request.user.is_parent]
        return page(
            request,
            "rewards/ledger.html",
            whose=whose,
            story=story,
            told=sentences(story, request.user.language),
            children=children,
            lines=lines[:AT_ONCE],
            before=before,
            older=lines[AT_ONCE - 1].id if len(lines) > AT_ONCE else None,
        )


def _whose(viewer: Actor, people: Sequence[Member], asked: int | None) -> Member:
    """A child's own; a parent's first child where none was asked for, or the parent's own empty one."""
    children = [person.id for person in people if person.role in YOUNG]
    first = children[0] if viewer.is_parent and children else viewer.member_id
    for person in people:
        if person.id == (asked or first):
            return person
    raise NotFound(_("We could not find that person."))
