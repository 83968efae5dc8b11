"""Role gates. What one may do to one thing is asked inside the verb, not here.

They are coroutines because Litestar sends plain functions to a thread, which takes longer than what they do.
"""

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from appliance.core.errors import NotAllowed, NotFound, SignInNeeded
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.web.request import Principal

PUBLIC = {"public": True}
LARGEST = 2**63 - 1
Connection = ASGIConnection[object, Actor | None, Principal, State]


async def signed_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """Set once on the root: every route needs a member unless it says `opt=PUBLIC`.

    Nobody is looked up for OPTIONS, so that the scope may hold no user at all.
    """
    if not handler.opt.get("public") and not connection.scope.get("user"):
        raise SignInNeeded(_("Please sign in first."))


async def numbers_of_rows(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Set once on the root: rows are counted from one, as far as SQLite can."""
    for value in connection.path_params.values():
        if isinstance(value, int) and not 1 <= value <= LARGEST:
            raise NotFound(_("There is no such page."))


async def parents_only(connection: Connection, _handler: BaseRouteHandler) -> None:
    if connection.user is None or not connection.user.is_parent:
        raise NotAllowed(_("Only a parent can do this."))


async def not_for_guests(connection: Connection, _handler: BaseRouteHandler) -> None:
    if connection.user is not None and connection.user.is_guest:
        raise NotAllowed(_("Points and rewards are between the children and their parents."))
