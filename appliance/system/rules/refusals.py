"""What each kind of request may be answered with, and the headers that all of them share."""

from typing import TypeAlias

Node: TypeAlias = dict[str, object]

PROBLEM: Node = {
    "type": "object",
    "title": "Problem",
    "description": "A refusal after RFC 9457. `detail` is a sentence for people, in the member's language.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {"type": "object", "additionalProperties": {"type": "string"}},
    },
    "example": {
        "type": "about:blank",
        "title": "Not possible now",
        "status": 409,
        "detail": "This is done already.",
        "instance": "/api/v1/occurrences/7/completion",
    },
}
CONTENT: Node = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
SENTENCES = {
    "400": "What was sent is no JSON, or a header is not as it should be",
    "401": "No key, or one that opens nothing any more",
    "403": "Not for this role, or not with this key",
    "404": "Not there, or not for your eyes",
    "406": "Accept leaves nothing that we could send",
    "409": "Not possible now: done already, taken, or with this Idempotency-Key still on its way",
    "412": "It has changed since the version in If-Match",
    "413": "Too large",
    "415": "Not JSON",
    "422": "A field or a word in the query is not right: `errors` says which",
    "429": "Too often: Retry-After says when to come back",
    "500": "A fault on our side; nothing was changed",
    "503": "Not available now",
}
READING = ("400", "401", "403", "404", "406", "422", "429", "500", "503")
CHANGING = (*READING, "409", "412")
SENDING = (*CHANGING, "413", "415")
SENT_BACK: dict[str, tuple[str, ...]] = {
    "401": ("WWW-Authenticate",),
    "429": ("Retry-After", "RateLimit", "RateLimit-Policy"),
}


def _text(description: str, example: str, *, required: bool = False) -> Node:
    return {
        "description": description,
        "required": required,
        "schema": {"type": "string"},
        "example": example,
    }


HEADERS: Node = {
    "ETag": _text("The version of this answer", '"2wqWIt4igswJDF-XhM43UB0nTsf"', required=True),
    "Link": _text("The next page, where there is one", '</api/v1/wishes?after=WzNd>; rel="next"'),
    "RateLimit": _text("What is left (r) and when all of it is back (t seconds)", '"reads";r=599;t=1'),
    "RateLimit-Policy": _text("So many (q) in so many seconds (w)", '"reads";q=600;w=60'),
    "Retry-After": _text("Seconds to wait", "10", required=True),
    "WWW-Authenticate": _text("Which key opens", "Bearer", required=True),
}


def _header(name: str, description: str, **schema: object) -> Node:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
    }


PARAMETERS: Node = {
    "IfNoneMatch": _header("If-None-Match", "ETags that you have: 304 if one of them is the current one"),
    "IfMatch": _header("If-Match", "The ETag of what you have seen: 412 if it has changed since"),
    "IdempotencyKey": _header(
        "Idempotency-Key",
        "Your own, for each thing that you do: sent again within a day it is answered again, not done again",
        pattern="^[!-~]{1,200}$",
        minLength=1,
        maxLength=200,
    ),
}


def _refusal(code: str) -> Node:
    named = SENT_BACK.get(code, ())
    headers = {name: {"$ref": f"#/components/headers/{name}"} for name in named}
    return {"description": SENTENCES[code], "content": CONTENT, **({"headers": headers} if headers else {})}


REFUSALS: Node = {f"Refused{code}": _refusal(code) for code in SENTENCES}


def refusals_of(method: str) -> Node:
    codes = {"get": READING, "delete": CHANGING}.get(method, SENDING)
    return {code: {"$ref": f"#/components/responses/Refused{code}"} for code in sorted(codes)}
