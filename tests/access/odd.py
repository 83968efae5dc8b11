"""Values that no honest form sends, and every field that a form or a route of the API takes."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from urllib.parse import quote_from_bytes

from tests.access.rows import Row, all_rows
from tests.access.world import World

LARGE = 2**63
MEGABYTE = "x" * 2**20
WORDS: Mapping[str, str] = {
    "empty": "",
    "spaces": "   ",
    "a megabyte": MEGABYTE,
    "10^400": "1" + "0" * 400,
    "-1": "-1",
    "0": "0",
    "2^63": str(LARGE),
    "NaN": "NaN",
    "Infinity": "Infinity",
    "1e309": "1e309",
    "5 and a space": "5 ",
    "null": "null",
    "0001": "0001-01-01",
    "9999": "9999-12-31",
    "30 February": "2026-02-30",
    "NUL": "a\x00b",
    "right to left": "a\u202eb",
    "two lines": "a\nb",
}
TYPED: Mapping[str, bytes] = {
    name: quote_from_bytes(word.encode()).encode() for name, word in WORDS.items()
} | {
    "broken letters": b"%FF%FE",
    "half a letter": b"%ED%A0%80",
}
SENT: Mapping[str, str] = {
    "nothing": "null",
    "list": "[]",
    "object": "{}",
    "true": "true",
    "-1": "-1",
    "0": "0",
    "2^63": str(LARGE),
    "10^400": "1" + "0" * 400,
    "1e309": "1e309",
    "NaN": "NaN",
    "Infinity": "Infinity",
    "1.5": "1.5",
    "list of lists": "[[[[]]]]",
    "half a letter": '"\\ud800"',
}


FIELDS = {"input", "select", "textarea", "button"}


class Forms(HTMLParser):
    """Of a page: where each form is sent, and what it sends."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, set[str]] = {}
        self._action = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._action = given.get("action", "") if given.get("method", "").lower() == "post" else ""
        elif self._action and tag in FIELDS and given.get("name") and "disabled" not in given:
            self.found.setdefault(self._action, set()).add(given["name"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._action = ""


async def fields_on_pages(world: World) -> dict[str, set[str]]:
    """By route, the fields of every form on every page."""
    found: dict[str, set[str]] = {}
    for row in all_rows():
        if row.writes or row.prefix:
            continue
        for who in ("elena", "maya", "tablet"):
            page = await world.knock(row, who)
            forms = Forms()
            forms.feed(page.text)
            for action, names in forms.found.items():
                route = "POST " + re.sub(r"(?<=/)\d+(?=/|$)", "{}", action.partition("?")[0])
                found.setdefault(route, set()).update(names - {"csrf"})
    return found


def fields_of_api(world: World, row: Row) -> dict[str, object]:
    document = world.house.app.openapi_schema.to_schema()
    path = re.sub(r"\{\w+\}", "{}", row.path.partition("?")[0])
    for address, item in document["paths"].items():
        if re.sub(r"\{\w+\}", "{}", address) == "/api/v1" + path:
            body = item[row.method.lower()].get("requestBody")
            return _properties(document, body["content"]["application/json"]["schema"]) if body else {}
    return {}


def _properties(document: Mapping[str, object], schema: Mapping[str, object]) -> dict[str, object]:
    for one in schema.get("oneOf", schema.get("anyOf", [schema])):
        if "$ref" in one:
            return document["components"]["schemas"][one["$ref"].rpartition("/")[2]]["properties"]
    return {}
