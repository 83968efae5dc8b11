"""The OpenAPI document as a page: what programs may ask, field by field, in the look of the house."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias, cast

from litestar import Response, get

from appliance.system.rules import described
from appliance.web.render import page
from appliance.web.request import AppRequest

Node: TypeAlias = Mapping[str, object]
METHODS = ("get", "post", "put", "patch", "delete")


@dataclass(frozen=True)
class ShownField:
    name: str
    kind: str
    required: bool
    told: str = ""


@dataclass(frozen=True)
class Operation:
    id: str
    method: str
    path: str
    summary: str
    told: str
    asked: list[ShownField]  # in the path and the query; the headers are the same everywhere
    sent: list[ShownField]
    answered: list[ShownField]


@get("/api/docs")
async def api_docs(request: AppRequest) -> Response[str]:
    known: dict[str, list[Operation]] | None = request.app.state.get("api_docs")
    if known is None:  # the routes do not change while the house is open
        known = request.app.state["api_docs"] = by_tag(described(request.app.openapi_schema.to_schema()))
    return page(request, "system/api_docs.html", tags=known, example=example_for(request))


def example_for(request: AppRequest) -> str:
    house = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return f'curl -H "Authorization: Bearer $KEY" {house}/api/v1/me'


def by_tag(document: Node) -> dict[str, list[Operation]]:
    tags: dict[str, list[Operation]] = defaultdict(list)
    for path, item in sorted(node(document, "paths").items()):
        for method in METHODS:
            told = node(cast(Node, item), method)
            if told:
                tag = next(iter(cast(list[str], told.get("tags") or [])), "Other")
                tags[tag].append(_operation(document, method, path, told))
    return dict(sorted(tags.items()))


def _operation(document: Node, method: str, path: str, told: Node) -> Operation:
    answers = node(told, "responses")
    good = next((cast(Node, answers[code]) for code in sorted(answers) if code.startswith("2")), {})
    return Operation(
        id=f"{method}{path}".replace("/", "-").replace("{", "").replace("}", ""),
        method=method.upper(),
        path=path,
        summary=str(told.get("summary", "")),
        told=str(told.get("description", "")),
        asked=[
            _asked(document, one)
            for one in cast(list[Node], told.get("parameters") or [])
            if "$ref" not in one
        ],
        sent=list(fields(document, _schema(node(told, "requestBody")))),
        answered=list(fields(document, _schema(good))),
    )


def _asked(document: Node, told: Node) -> ShownField:
    kind = f"{kind_of(document, node(told, 'schema'))}, {told.get('in', '')}"
    return ShownField(str(told["name"]), kind, bool(told.get("required")), str(told.get("description") or ""))


def _schema(told: Node) -> Node:
    return next((node(cast(Node, body), "schema") for body in node(told, "content").values()), {})


def fields(document: Node, schema: Node) -> Iterator[ShownField]:
    """Of an object, or of what a list holds; of several shapes those of the first that has any."""
    schema = resolved(document, schema)
    if "items" in schema:
        schema = resolved(document, node(schema, "items"))
    for other in cast(list[Node], schema.get("oneOf") or schema.get("anyOf") or []):
        found = list(fields(document, other))
        if found:
            yield from found
            return
    required = cast(list[str], schema.get("required") or [])
    for name, told in node(schema, "properties").items():
        one = cast(Node, told)
        yield ShownField(name, kind_of(document, one), name in required, str(one.get("description") or ""))


def kind_of(document: Node, schema: Node) -> str:
    several = cast(list[Node], schema.get("oneOf") or schema.get("anyOf") or [])
    if several:
        return " or ".join(dict.fromkeys(kind_of(document, one) for one in several))
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2].rpartition("_")[2]
    if "enum" in schema:
        return ", ".join(str(value) for value in cast(list[object], schema["enum"]))
    kind = schema.get("type", "anything")
    plain = " or ".join(cast(list[str], kind)) if isinstance(kind, list) else str(kind)
    if "items" in schema:
        return f"list of {kind_of(document, node(schema, 'items'))}"
    return str(schema.get("format") or plain)


def resolved(document: Node, schema: Node) -> Node:
    where = document
    if "$ref" not in schema:
        return schema
    for part in str(schema["$ref"]).removeprefix("#/").split("/"):
        where = node(where, part)
    return where


def node(parent: Node, name: str) -> Node:
    found = parent.get(name)
    return cast(Node, found) if isinstance(found, Mapping) else {}
