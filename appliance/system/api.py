"""The document that describes `/api/v1`. It holds nothing secret, so programs may read it without a key."""

import json

from litestar import Request, Router
from litestar.datastructures import State
from litestar.enums import MediaType
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import Components, License, SecurityScheme

from appliance import __version__
from appliance.system.rules import described
from appliance.web.guards import PUBLIC

DESCRIPTION = (
    "All that the pages can do, for programs in the home. A key acts with the rights of its member: make one "
    "on the page of keys, or with `appliance token create --as NAME`, and send it as a bearer token. "
    "Refusals are problem documents (RFC 9457)."
)


class ApiDocument(OpenAPIRenderPlugin):
    """Rendered once: the routes do not change while the house is open."""

    def __init__(self) -> None:
        super().__init__(path="/openapi.json", media_type=MediaType.JSON)
        self._rendered = b""

    def render(self, request: Request[object, object, State], openapi_schema: dict[str, object]) -> bytes:
        if not self._rendered:
            self._rendered = json.dumps(described(openapi_schema), ensure_ascii=False).encode()
        return self._rendered


def api_document() -> OpenAPIConfig:
    return OpenAPIConfig(
        title="The family's appliance",
        version=__version__,
        description=DESCRIPTION,
        license=License(name="MIT"),
        security=[{"key": []}],
        components=Components(security_schemes={"key": SecurityScheme(type="http", scheme="bearer")}),
        openapi_router=Router("/api", route_handlers=[], opt=PUBLIC, include_in_schema=False),
        render_plugins=[ApiDocument()],
    )
