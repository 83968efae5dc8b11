"""What a request of the API says about itself."""

from typing import cast

from litestar.types import Scope

from appliance.core.people import Actor

INSIDE = "on_behalf_of"


def header(scope: Scope, name: bytes) -> str:
    """All lines of that name, joined as HTTP does it."""
    return ", ".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


def has_header(scope: Scope, name: bytes) -> bool:
    return any(key == name for key, _value in scope["headers"])


def asker(scope: Scope) -> Actor | None:
    return cast(Actor | None, scope.get("user"))


def on_behalf_of(scope: Scope) -> bool:
    """A question that the house asks itself for a member who is known already."""
    return INSIDE in scope
