"""The document that describes `/api/v1`. It holds nothing secret, so programs may read it without a key."""

import json

from litestar import Request, Router
from litestar.datastructures import State
from litestar.enums import MediaType
from litestar.handlers import HTTPRouteHandler
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import Components, License, SecurityScheme, Tag
from litestar.types import Method
from litestar.types.internal_types import PathParameterDefinition

from appliance import __version__
from appliance.system.rules import described
from appliance.web.guards import PUBLIC

DESCRIPTION = (
    "All that the pages can do, for programs in the home. A key acts with the rights of its member: make one "
    "on the page of keys, or with `appliance token create --as NAME`, and send it as a bearer token. "
    "Refusals are problem documents (RFC 9457). Lists are arrays; a Link header leads to the next page. "
    "Reads carry an ETag; changes honour If-Match; each POST may carry an Idempotency-Key. What is added to "
    "/api/v1 breaks nobody: pass over fields that you do not know."
)


KEY = "A key of a member. It may do what the member may do, or only read."
TAGS = {
    "Today": "What needs you, what is late, what comes next.",
    "Household": "The family, its members, their browsers, sign-ins and keys.",
    "Chores": "Chores, and the times when they are due.",
    "Points": "The ledger of points.",
    "Rewards": "The shop, and wishes for what is in it.",
    "Screen time": "Minutes used, left, on top, and the rules.",
    "Devices that report": "For computers and phones: known by a signature or by a token of their own.",
    "Memories": "What the family told the house to remember.",
    "Assistant": "Questions, answers, chats, and the models that answer.",
    "House": "How the machine is on which all this lives.",
    "Backups": "Copies of everything: made, checked, taken along, and brought back.",
    "Notifications": "Alerts to a parent's phone.",
}


class ApiDocument(OpenAPIRenderPlugin):
    """Rendered once: the routes do not change while the house is open."""

    def __init__(self) -> None:
        super().__init__(path="/openapi.json", media_type=MediaType.JSON)
        self._rendered = b""

    def render(self, request: Request[object, object, State], openapi_schema: dict[str, object]) -> bytes:
        if not self._rendered:
            self._rendered = json.dumps(described(openapi_schema), ensure_ascii=False).encode()
        return self._rendered


def named_by_address(
    _route_handler: HTTPRouteHandler, method: Method, path: list[str | PathParameterDefinition]
) -> str:
    """`get_members_member_id`: as stable as the address, whatever our functions are called."""
    parts = [part if isinstance(part, str) else part.name for part in path]
    return "_".join([method.lower(), *parts[2:]]).replace("-", "_")


def api_document() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="The family's appliance",
        version=__version__,
        description=DESCRIPTION,
        license=License(name="MIT"),
        security=[{"key": []}],
        tags=[Tag(name=name, description=told) for name, told in TAGS.items()],
        operation_id_creator=named_by_address,
        components=Components(
            security_schemes={"key": SecurityScheme(type="http", scheme="bearer", description=KEY)}
        ),
        openapi_router=Router("/api", route_handlers=[], opt=PUBLIC, include_in_schema=False),
        render_plugins=[ApiDocument()],
    )
