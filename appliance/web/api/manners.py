"""How one asks: in JSON, for JSON, and with no word in the query that the address does not know."""

from collections.abc import Mapping
from typing import cast
from urllib.parse import parse_qsl

from litestar import Litestar
from litestar.routes import HTTPRoute
from litestar.types import ASGIApp, HTTPScope, Method, Receive, Scope, Send
from litestar.typing import FieldDefinition

from appliance.core.errors import Invalid, NotAllowed, NotOffered, NotReadable
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.web.api.scopes import asker, header

SAFE = ("GET", "HEAD", "OPTIONS")
WITH_BODY = ("POST", "PUT", "PATCH")
PICTURES = "pictures"  # option of a route that sends or takes something else than JSON
WE_SEND = ("*/*", "application/*", "application/json", "application/problem+json")


def polite(app: ASGIApp) -> ASGIApp:
    async def asked(scope: Scope, receive: Receive, send: Send) -> None:
        scope = cast(HTTPScope, scope)
        if actor := asker(scope):
            _must_be_allowed(actor, scope)
            if not scope["route_handler"].opt.get(PICTURES):
                _must_offer(header(scope, b"accept"))
                _must_be_readable(scope)
            _must_know(scope)
        await app(scope, receive, send)

    return asked


def _must_be_allowed(actor: Actor, scope: HTTPScope) -> None:
    """The same as every change says itself, before anything is looked up or hashed for it."""
    if scope["method"] not in SAFE and not actor.may_write:
        raise NotAllowed(_("This key may only read."))


def _must_offer(accept: str) -> None:
    kinds = [part.split(";") for part in accept.lower().split(",") if part.strip()]
    wanted = [kind.strip() for kind, *words in kinds if not any(_is_never(word) for word in words)]
    if kinds and not set(wanted) & set(WE_SEND):
        raise NotOffered(_("We answer in JSON only: send Accept: application/json."))


def _is_never(word: str) -> bool:
    name, _equals, value = word.partition("=")
    return name.strip() == "q" and value.strip().strip("0.") == ""


def _must_be_readable(scope: HTTPScope) -> None:
    kind = header(scope, b"content-type").partition(";")[0].strip().lower()
    is_json = kind == "application/json" or (kind.startswith("application/") and kind.endswith("+json"))
    if scope["method"] in WITH_BODY and kind and not is_json:
        raise NotReadable(_("We read JSON only: send Content-Type: application/json."))


def _must_know(scope: HTTPScope) -> None:
    """`null` is text like any other; where no text is wanted it would otherwise pass for not asked."""
    if not scope["query_string"]:
        return
    said = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    known = _known(scope)
    unknown = {word for word, _value in said if word not in known}
    if unknown:
        sentence = _("This address does not know that word.")
        raise Invalid(
            _("There is a word in the query that this address does not know."),
            dict.fromkeys(sorted(unknown), sentence),
        )
    wrong = {word for word, value in said if value.lower() == "null" and not known[word]}
    twice = {word for n, (word, _value) in enumerate(said) if word in dict(said[:n])}
    if wrong or twice:
        raise Invalid(
            _("A word in the query says nothing, or is said twice."),
            dict.fromkeys(sorted(wrong | twice), _("This does not look right.")),
        )


def _known(scope: HTTPScope) -> Mapping[str, bool]:
    """Whether it takes any text, by word. Looked up once for each route: they do not change."""
    house = scope["litestar_app"]
    known: dict[tuple[str, str], Mapping[str, bool]] = house.state.setdefault("queries", {})
    asked = (scope["path_template"], scope["method"])
    if asked not in known:
        known[asked] = _words(house, *asked)
    return known[asked]


def _words(house: Litestar, template: str, method: Method) -> Mapping[str, bool]:
    route = next(route for route in house.routes if route.path_format == template)
    assert isinstance(route, HTTPRoute)
    found, parameters = route.route_handler_map[method]
    own = found.parsed_fn_signature.parameters
    return {
        parameter.field_alias: parameter.field_name not in own or _takes_text(own[parameter.field_name])
        for parameter in parameters.expected_query_params
    }


def _takes_text(field: FieldDefinition) -> bool:
    return field.annotation is str or any(inner.annotation is str for inner in field.inner_types)
