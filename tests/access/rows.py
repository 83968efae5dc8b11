"""The table read: a row for each line, and what its things are in this house."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.access.sent import API_BODIES, PAGE_FORMS, TOLD
from tests.access.table import API, DEVICES, PAGES, TOOLS, WATCHERS
from tests.support.access import Sent


@dataclass(frozen=True)
class Row:
    method: str
    path: str
    said: Mapping[str, str]
    expects: Mapping[str, str]
    prefix: str = ""
    standard: Sent = field(default_factory=dict)

    @property
    def route(self) -> str:
        return f"{self.method} {shape(self.path)}"

    @property
    def name(self) -> str:
        return " ".join([self.method, self.prefix + self.path, *(f"{k}={v}" for k, v in self.said.items())])

    @property
    def writes(self) -> bool:
        return self.method != "GET"


def shape(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "{}", path.partition("?")[0])


def all_rows() -> list[Row]:
    programs = (row for table in (API, DEVICES) for row in rows(table, "/api/v1", API_BODIES))
    return [*rows(PAGES, standard=PAGE_FORMS), *programs, *rows(WATCHERS, "/api/0", TOLD)]


def own_rows() -> list[Row]:
    """Without ActivityWatch's, whose protocol takes what it does not know and refuses in its own form."""
    return [row for row in all_rows() if row.prefix != "/api/0"]


def rows(table: str, prefix: str = "", standard: Mapping[str, Sent] | None = None) -> list[Row]:
    header, *lines = (line for line in table.splitlines() if line.strip())
    return [_row(line.split(), header.split(), prefix, standard or {}) for line in lines]


def _row(words: list[str], who: list[str], prefix: str, standard: Mapping[str, Sent]) -> Row:
    method, path, *said = words[: -len(who)]
    expects = dict(zip(who, words[-len(who) :], strict=True))
    sent = standard.get(f"{method} {shape(path)}", {})
    return Row(method, path, dict(part.split("=", 1) for part in said), expects, prefix, sent)


@dataclass(frozen=True)
class ToolRow:
    tool: str
    args: Mapping[str, str]
    expects: Mapping[str, str]

    @property
    def name(self) -> str:
        return " ".join([self.tool, *(f"{k}={v}" for k, v in self.args.items())])


def tool_rows() -> list[ToolRow]:
    header, *lines = (line for line in TOOLS.splitlines() if line.strip())
    who = header.split()
    return [_tool_row(line.split(), who) for line in lines]


def _tool_row(words: list[str], who: list[str]) -> ToolRow:
    tool, *said = words[: -len(who)]
    args = dict(part.replace("_", " ").split("=", 1) for part in said)
    return ToolRow(tool, args, dict(zip(who, words[-len(who) :], strict=True)))
