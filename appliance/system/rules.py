"""The document of the REST API, made true: what Litestar cannot know about our answers."""

from copy import deepcopy
from typing import TypeAlias

Node: TypeAlias = dict[str, object]

PROBLEM: Node = {
    "type": "object",
    "title": "Problem",
    "description": "A refusal after RFC 9457. `detail` is a sentence for people, in the member's language.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
}
REFUSAL: Node = {
    "description": "Refused, with the reason",
    "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
}


def described(document: Node) -> Node:
    """Every operation names our refusals in place of the framework's own."""
    told = deepcopy(document)
    told.pop("servers", None)  # the one that it was read from
    for item in _under(told, "paths").values():
        for operation in _nodes(item):
            if "responses" in operation:
                answers = _under(operation, "responses")
                operation["responses"] = {
                    **{code: answer for code, answer in answers.items() if not code.startswith("4")},
                    "4XX": REFUSAL,
                }
    _under(_under(told, "components"), "schemas")["Problem"] = PROBLEM
    return told


def _under(node: Node, name: str) -> Node:
    found = node.setdefault(name, {})
    assert isinstance(found, dict)
    return found


def _nodes(item: object) -> list[Node]:
    return [part for part in item.values() if isinstance(part, dict)] if isinstance(item, dict) else []
