"""The rules of the house about its own code, read from the syntax trees."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
APPLIANCE = ROOT / "appliance"
FEATURES = {"chores", "rewards", "screen_time", "files", "messages", "reminders", "backups"}
DESKS = {"today", "reports", "assistant", "notifications", "privacy", "system"}
TOP = {"app", "wiring", "cli", "console", "demo", "__main__"}
ROLES = {
    "models",
    "rules",
    "policy",
    "queries",
    "actions",
    "events",
    "reactions",
    "forms",
    "pages",
    "api",
    "tools",
    "jobs",
    "checks",
}
FIELD_FOLDERS = {
    "assistant": {"engine", "engine_room", "intents", "turn"},
    "household": {"credentials"},
    "system": {"doctor"},
    "backups": {"archive", "restoring"},
    "screen_time": {"activitywatch"},
}
FORBIDDEN = re.compile(r"(^|_)(managers?|helpers?|utils?|process|handlers?|handle|data|info)($|_)")
# Names that a library gives us to overwrite or to fill in, and the directory that design.md calls `--data`.
GIVEN = {"data", "exception_handlers", "route_handlers", "logger_factory", "handle_starttag", "handle_data"}
SOURCES = sorted(path for path in APPLIANCE.rglob("*.py") if "versions" not in path.parts)


def area(module: str) -> str:
    name = module.partition(".")[2].split(".")[0]
    return "appliance" if not name or name.startswith("__") else name


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def role(module: str) -> str:
    parts = module.split(".")
    return parts[2] if len(parts) > 2 else ""


def may_import(importer: Path, module: str) -> bool:
    home = importer.relative_to(APPLIANCE).parts[0].removesuffix(".py")
    there = area(module)
    if home == there or there == "appliance" or home in TOP:
        return True
    if "agent" in (home, there):
        return home == "screen_time" and f"{module}.".startswith("appliance.agent.protocol.")
    if home == "core":
        return False
    if there == "core":
        return True
    if home == "web":
        return there == "household" and role(module) in {"models", "queries", ""}
    if there == "web":
        return set(importer.relative_to(APPLIANCE).with_suffix("").parts[1:2]) <= {"pages", "api"}
    if there == "household":
        return True
    if home in FEATURES:
        return there in FEATURES and role(module) in {"events", ""}
    if home in DESKS and there in DESKS:
        return role(module) in {"events", ""}
    return home in DESKS and there in FEATURES and role(module) in {"queries", "events", ""}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_looks_into_another_room(path: Path) -> None:
    wrong = {name for name in imports(path) if name.startswith("appliance") and not may_import(path, name)}
    assert not wrong


def test_what_devices_carry_needs_nothing_but_python() -> None:
    for path in (APPLIANCE / "agent").rglob("*.py"):
        foreign = {name.split(".")[0] for name in imports(path)} - set(sys.stdlib_module_names)
        assert foreign <= {"appliance"}, path


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_pages_and_the_api_know_the_web_framework(path: Path) -> None:
    parts = path.relative_to(APPLIANCE).with_suffix("").parts
    knows = {"web", "app", "wiring"} & set(parts[:1]) or {"pages", "api"} & set(parts[1:2]) or parts[0] in TOP
    assert knows or not any(name.split(".")[0] == "litestar" for name in imports(path))


def test_every_feature_has_the_same_few_rooms() -> None:
    for home in sorted({"household"} | FEATURES | DESKS):
        for entry in (APPLIANCE / home).glob("[!_]*") if (APPLIANCE / home).exists() else ():
            assert entry.stem in ROLES or entry.name in FIELD_FOLDERS.get(home, set()), entry


def test_the_top_level_holds_nothing_else() -> None:
    known = {"agent", "core", "web", "household", "locale", *FEATURES, *DESKS, *TOP}
    assert {path.stem for path in APPLIANCE.glob("[!_]*")} <= known


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text()
    assert text.count("\n") <= 300
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
            assert node.end_lineno - node.lineno + 1 <= 25, node.name


def test_templates_stay_short() -> None:
    for path in (ROOT / "templates").rglob("*.html"):
        assert path.read_text().count("\n") <= 80, path


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_names_are_the_familys_and_the_fields_words(path: Path) -> None:
    names = {path.stem}
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            names.add(re.sub(r"(?<!^)(?=[A-Z])", "_", node.name).lower())
    assert not {name for name in names - GIVEN if FORBIDDEN.search(name)}


def test_only_the_clock_asks_what_time_it_is() -> None:
    asking = re.compile(r"datetime\.(now|utcnow)\(|date\.today\(|time\.time\(")
    assert [path for path in SOURCES if asking.search(path.read_text())] == [APPLIANCE / "core" / "clock.py"]


def test_pages_carry_no_inline_script_and_no_inline_style() -> None:
    inline = re.compile(
        r"<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=\"|<style|hx-on|javascript:", re.IGNORECASE
    )
    for path in (ROOT / "templates").rglob("*.html"):
        assert not inline.search(path.read_text()), path


def test_no_page_asks_another_host_for_anything() -> None:
    foreign = re.compile(r"""(src|href|action)=["'](https?:)?//""")
    for path in (ROOT / "templates").rglob("*.html"):
        assert not foreign.search(path.read_text()), path


def test_templates_speak_htmx_4() -> None:
    """Spellings of htmx 2 that version 4 ignores or reads differently."""
    old = re.compile(
        r"hx-(ext|vars|params|request|disabled-elt|on:|history-elt|prompt)=|sse-swap|hx-sse=|ws-connect"
    )
    for path in (ROOT / "templates").rglob("*.html"):
        assert not old.search(path.read_text()), path
