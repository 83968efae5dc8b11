"""The reference pages of docs/, written from what they are about. `scripts/docs` calls this, a test compares.

What a page of the house is for stands in docs/pages.md itself and is kept; all else is written anew.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path

from appliance import wiring
from appliance.core.events import Event
from appliance.core.registry import Tool
from tests.access.rows import Row, rows, shape
from tests.access.table import API, DEVICES, PAGES

DOCS = Path(__file__).parents[2] / "docs"
ROLES = {"rosa": "guests", "leo": "teenagers", "maya": "children", "marco": "parents", "elena": "the owner"}
RISKS = {
    "read": "looks something up",
    "own": "changes something that can be taken back",
    "others": "asks first: it reaches others or cannot be taken back",
}


@cache
def reference() -> dict[Path, str]:
    return {
        DOCS / "pages.md": pages((DOCS / "pages.md").read_text() if (DOCS / "pages.md").exists() else ""),
        DOCS / "api-routes.md": api_routes(summaries()),
        DOCS / "assistant-tools.md": tools(),
        DOCS / "events.md": events(),
        DOCS / "decisions" / "README.md": decisions(),
    }


def by_route(table: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows(table):
        found.setdefault(f"{row.method} {readable(row.path)}", []).append(row)
    return found


def readable(path: str) -> str:
    return shape(path).replace("{}", "…")


def who(found: Sequence[Row]) -> str:
    """Whom some row of the route lets in."""
    if any(re.search(r"\{(elenas|leos|mayas)_", row.path) for row in found):
        return "whose it is"
    come_in = {name for row in found for name, wanted in row.expects.items() if wanted == "in"}
    if "nobody" in come_in:
        return "anybody"
    if set(ROLES) <= come_in:
        return "everyone"
    if not come_in & set(ROLES):
        only = {"tablet": "the family's tablets", "phone": "devices that report"}
        return next((said for name, said in only.items() if name in come_in), "see there")
    if "maya" in come_in and "elena" not in come_in:
        return "whose it is"
    grown = ROLES | ({"elena": "parents"} if "marco" in come_in else {})
    return ", ".join(dict.fromkeys(role for name, role in grown.items() if name in come_in))


def pages(written: str) -> str:
    known = dict(re.findall(r"^\| `([^`]+)` \| [^|]* \| (.*) \|$", written, flags=re.M))
    lines = [
        f"| `{route}` | {who(found)} | {known.get(route, '')} |" for route, found in by_route(PAGES).items()
    ]
    return table(
        "The pages",
        "Who may come in is what `tests/access/table.py` decides; where it says children and teenagers,\n"
        "each has their own. A `…` is the number or code of a thing. `scripts/docs` writes the list; what\n"
        "a page is for is written here by hand.",
        "| route | who | what |",
        lines,
    )


def summaries() -> dict[str, str]:
    """By route, from the document that the house serves."""
    from tests.support.documented import document

    found = {}
    for path, item in document().items():
        for method, operation in item.items():
            route = f"{method.upper()} {re.sub(r'{[^}]*}', '…', path.removeprefix('/api/v1'))}"
            found[route] = str(operation.get("summary", ""))
    return found


def api_routes(said: Mapping[str, str]) -> str:
    lines = [
        f"| `{route.replace(' /', ' /api/v1/')}` | {who(found)} | {said.get(route, '')} |"
        for route, found in (by_route(API) | by_route(DEVICES)).items()
    ]
    return table(
        "The routes of the REST API",
        "The fields of each are in `/api/openapi.json`, and explained at `/api/docs`; how to begin is in\n"
        "[the REST API](api.md).",
        "| route | who | what |",
        lines,
    )


def tools() -> str:
    parts = [_tool(tool) for tool in wiring.TOOLS]
    head = (
        "# What the assistant can do\n\n"
        "Each of its tools calls the same verb as the pages, with the rights of whoever asks.\n"
    )
    return head + "".join(parts)


def _tool(tool: Tool) -> str:
    roles = sorted(role.value for role in tool.roles)
    said = ", ".join(f"“{example}”" for example in tool.examples)
    coming = " It is understood and not here yet." if tool.coming else ""
    lines = [
        f"\n## {tool.name}\n\n{tool.describes}{coming} It {RISKS[tool.risk]}. For: {', '.join(roles)}.\n"
    ]
    for name, field in tool.input.model_fields.items():
        needed = "" if field.is_required() else ", may be left out"
        lines.append(f"- `{name}`{needed}: {field.description or 'in the words of whoever asks'}\n")
    return "\n".join([lines[0], "".join(lines[1:])]) + (f"\nSuch as: {said}\n" if said else "")


def events() -> str:
    lines = [
        f"| `{event.__name__}` | {feature_of(event)} | {', '.join(_facts(event))} | {_answers(event)} |"
        for event in sorted(every(Event), key=lambda event: (feature_of(event), event.__name__))
    ]
    return table(
        "Events",
        "A verb announces what happened in its own transaction: it becomes an audit row, and whoever\n"
        "answers does so before the commit. `family_id` is in each.",
        "| event | of | facts | who answers |",
        lines,
    )


def decisions() -> str:
    lines = []
    for page in sorted((DOCS / "decisions").glob("[0-9]*.md")):
        number, title = re.findall(r"# (\d+):? (.*)", page.read_text().partition("\n")[0])[0]
        lines.append(f"- [{number} {title}]({page.name})\n")
    head = "# Why it is as it is\n\nOne page for each choice that others would wonder about.\n\n"
    return head + "".join(lines)


def every(base: type[Event]) -> Iterator[type[Event]]:
    for event in base.__subclasses__():
        feature = sys.modules[event.__module__]
        # A dataclass with slots is made twice, and the first try stays known to its base.
        if feature.__name__.startswith("appliance.") and getattr(feature, event.__name__) is event:
            # The demo's own are known only where this process made a demo.
            if not event.__name__.endswith("Event") and feature_of(event) != "demo":
                yield event
            yield from every(event)


def feature_of(event: type[Event]) -> str:
    return event.__module__.split(".")[1]


def _facts(event: type[Event]) -> list[str]:
    return [f"`{field.name}`" for field in fields(event) if field.name != "family_id"]


def _answers(event: type[Event]) -> str:
    found = wiring.REACTIONS.get(event, ())
    return ", ".join(f"`{answer.__module__.split('.')[1]}.{answer.__name__}`" for answer in found)


def table(title: str, lede: str, head: str, lines: Iterable[str]) -> str:
    rule = "|" + "---|" * (head.count("|") - 1)
    return "\n".join([f"# {title}\n", lede, "", head, rule, *lines, ""])


def write() -> None:
    for path, text in reference().items():
        path.write_text(text)
        print(path.relative_to(DOCS.parent))


if __name__ == "__main__":
    write()
