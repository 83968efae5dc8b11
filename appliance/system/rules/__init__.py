"""The document of the REST API, made true: what Litestar cannot know about our answers."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import TypeAlias, cast

from appliance.system.rules.examples import EXAMPLES
from appliance.system.rules.refusals import HEADERS, PARAMETERS, PROBLEM, REFUSALS, refusals_of

Node: TypeAlias = dict[str, object]

TIME_OF_DAY = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"
LARGEST_ROW = 2**63 - 1
TOLD = {"RateLimit": {"$ref": "#/components/headers/RateLimit"}}
VERSION = {"ETag": {"$ref": "#/components/headers/ETag"}, **TOLD}
PAGED = {"Link": {"$ref": "#/components/headers/Link"}, **VERSION}
NOT_MODIFIED: Node = {
    "description": "Nothing has changed since the version in If-None-Match",
    "headers": VERSION,
}
IMAGE: Node = {"schema": {"type": "string", "format": "binary"}}


def described(document: Mapping[str, object]) -> Node:
    """Every operation names its refusals, what it takes in headers, and what it answers in them."""
    told = deepcopy(dict(document))
    told.pop("servers", None)  # the one that it was read from
    parts = _under(told, "components")
    for path, item in sorted(_under(told, "paths").items()):
        for method, operation in _operations(item):
            _describe(method, path, operation)
            _close(operation.get("requestBody"), _under(parts, "schemas"))
    _mend_times(told)
    parts["headers"], parts["parameters"], parts["responses"] = HEADERS, PARAMETERS, REFUSALS
    _under(parts, "schemas")["Problem"] = PROBLEM
    return told


def _describe(method: str, path: str, operation: Node) -> None:
    listed = [_plain(one) for one in _nodes(operation.get("parameters"))]
    takes = [{"$ref": f"#/components/parameters/{name}"} for name in _headers_of(method, path)]
    operation["parameters"] = [*listed, *takes]
    if path.endswith("/picture"):
        _describe_picture(method, operation)
    if path.endswith("/restoration/file"):
        operation["requestBody"] = {"required": True, "content": {"application/octet-stream": IMAGE}}
    _describe_body(operation)
    is_list = any(one.get("name") == "after" for one in listed)
    kept = {code: one for code, one in _under(operation, "responses").items() if code.startswith("2")}
    for answer in _nodes(list(kept.values())):
        answer["headers"] = (PAGED if is_list else VERSION) if method == "get" else TOLD
    seen = {"304": NOT_MODIFIED} if method == "get" else {}
    operation["responses"] = {**kept, **seen, **refusals_of(method)}


def _close(part: object, schemas: Node) -> None:
    """What is sent may have no fields but its own, however deep."""
    name = str(part.get("$ref", "")).rpartition("/")[2] if isinstance(part, dict) else ""
    schema = schemas.get(name)
    if isinstance(schema, dict) and schema.get("type") == "object" and "additionalProperties" not in schema:
        schema["additionalProperties"] = False
        _close(schema, schemas)
    for below in _below(part):
        _close(below, schemas)


def _below(part: object) -> Iterable[object]:
    return part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()


def _mend_times(part: object) -> None:
    """The framework calls a time of day a duration."""
    if isinstance(part, dict) and part.get("format") == "duration":
        del part["format"]
        part["pattern"] = TIME_OF_DAY
    for below in _below(part):
        _mend_times(below)


def _headers_of(method: str, path: str) -> list[str]:
    if method == "post" and "/device/" in path:
        return []  # devices number what they say, under a signature
    if method == "get":
        return ["IfNoneMatch"]
    return ["IfMatch", "IdempotencyKey"] if method == "post" else ["IfMatch"]


def _plain(parameter: Node) -> Node:
    """Nobody can send null in an address, and no row has a number below one."""
    schema = _under(parameter, "schema")
    ways = [one for one in _nodes(schema.pop("oneOf", [])) if one.get("type") != "null"]
    for way in ways:
        schema.update({**way, **schema})
    if isinstance(schema.get("type"), list):
        schema["type"] = next(kind for kind in cast(list[str], schema["type"]) if kind != "null")
    if isinstance(schema.get("enum"), list):
        schema["enum"] = [value for value in cast(list[object], schema["enum"]) if value is not None]
    if parameter.get("in") == "path":
        schema.update(minimum=1, maximum=LARGEST_ROW)
    schema.pop("description", None)
    return parameter


def _describe_body(operation: Node) -> None:
    body = operation.get("requestBody")
    if not isinstance(body, dict):
        return
    for content in _nodes(list(_under(body, "content").values())):
        if any(one.get("type") == "null" for one in _nodes(_under(content, "schema").get("oneOf"))):
            body["required"] = False
        if operation["operationId"] in EXAMPLES:
            content["example"] = EXAMPLES[str(operation["operationId"])]


def _describe_picture(method: str, operation: Node) -> None:
    if method == "get":
        _under(_under(operation, "responses"), "200")["content"] = {"image/webp": IMAGE}
    if method == "put":
        kinds = ("image/jpeg", "image/png", "image/webp", "image/gif")
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(kinds, IMAGE)}


def _under(node: Node, name: str) -> Node:
    found = node.setdefault(name, {})
    assert isinstance(found, dict)
    return found


def _nodes(items: object) -> list[Node]:
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _operations(item: object) -> list[tuple[str, Node]]:
    assert isinstance(item, dict)
    return [(method, part) for method, part in item.items() if isinstance(part, dict) and "responses" in part]
