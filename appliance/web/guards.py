"""Role gates. What one may do to one thing is asked inside the verb, not here."""

from litestar.connection import ASGIConnection
from litestar.datastructures import State
from litestar.handlers import BaseRouteHandler

from appliance.core.errors import NotAllowed, SignInNeeded
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.web.request import Principal

PUBLIC = {"public": True}
Connection = ASGIConnection[object, Actor | None, Principal, State]


def signed_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """Set once on the root: every route needs a member unless it says `opt=PUBLIC`."""
    if not handler.opt.get("public") and connection.user is None:
        raise SignInNeeded(_("Please sign in first."))


def parents_only(connection: Connection, _handler: BaseRouteHandler) -> None:
    if connection.user is None or not connection.user.is_parent:
        raise NotAllowed(_("Only a parent can do this."))
