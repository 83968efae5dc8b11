"""What can be set, opened, called or said is written down, and what is written down is so."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from appliance import wiring
from appliance.cli import main
from appliance.core.settings import ROOT, Settings
from tests.support.reference import DOCS, reference

PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *(ROOT / "models").glob("*.md")])
SCRIPTS = sorted(path for path in (ROOT / "scripts").iterdir() if path.is_file() and path.suffix == "")
REFERENCE = ["pages.md", "api-routes.md", "assistant-tools.md", "events.md", "decisions/README.md"]
COMMANDS = (DOCS / "commands.md").read_text()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_written_down_with_its_default(name: str) -> None:
    field = Settings.model_fields[name]
    default = field.default if isinstance(field.default, str | Path) else json.dumps(field.default)
    row = f"| `APPLIANCE_{name.upper()}` | `{default}` | {field.description or ''}"
    assert row.rstrip(".") in (DOCS / "settings.md").read_text()


def test_no_setting_is_written_down_that_does_not_exist() -> None:
    written = re.findall(r"^\| `APPLIANCE_(\w+)`", (DOCS / "settings.md").read_text(), flags=re.M)
    assert {name.lower() for name in written} == set(Settings.model_fields)


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    context = click.Context(group)
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            assert command is not None
            yield from commands(command, (*path, name))
    else:
        yield " ".join(path), group


EVERY_COMMAND = dict(commands(main))


@pytest.mark.parametrize("name", EVERY_COMMAND)
def test_every_command_is_written_down_with_its_options(name: str) -> None:
    group, _, last = name.rpartition(" ")
    lines = [line for line in COMMANDS.splitlines() if f"appliance {group}".rstrip() in line]
    named = [line for line in lines if re.search(rf"[ `]{last}\b", line)]
    assert named, "no row"
    for option in EVERY_COMMAND[name].params:
        if isinstance(option, click.Option) and option.name not in ("data", "help"):
            assert any(option.opts[-1] in line for line in named), option.opts


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_every_script_is_written_down_with_its_options(script: Path) -> None:
    if script.suffix or "lock" in script.suffixes:
        return
    rows = [line for line in COMMANDS.splitlines() if f"`scripts/{script.name}" in line]
    assert rows, "no row"
    taken = r"\[(--[a-z]+)|^\s*(?:.*\| )?(--[a-z]+)\)|== (--[a-z]+)"
    for option in {max(found) for found in re.findall(taken, script.read_text(), flags=re.M)}:
        assert option == "--help" or any(option in row for row in rows), option


@pytest.mark.parametrize("name", REFERENCE)
def test_the_reference_pages_are_what_the_house_is(name: str) -> None:
    assert (DOCS / name).read_text() == reference()[DOCS / name], "run scripts/docs"


@pytest.mark.parametrize("name", ["pages.md", "api-routes.md", "assistant-tools.md"])
def test_every_page_route_and_tool_says_what_it_is_for(name: str) -> None:
    empty = [line for line in (DOCS / name).read_text().splitlines() if line.endswith("|  |")]
    assert not empty


def test_every_tool_and_each_of_its_fields_is_explained() -> None:
    for tool in wiring.TOOLS:
        assert tool.describes and tool.examples, tool.name
        for name, field in tool.input.model_fields.items():
            assert field.description, (tool.name, name)


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:3] for path in (DOCS / "decisions").glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


def test_every_page_of_the_docs_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text()
    for page in DOCS.glob("*.md"):
        assert page.name == "README.md" or f"]({page.name})" in index, page.name


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", without_code(page.read_text())):
        file, _, anchor = target.partition("#")
        if file.startswith(("http:", "https:", "mailto:")):
            continue
        found = (page.parent / file).resolve() if file else page
        assert found.exists(), target
        assert not anchor or anchor in anchors(found), target


def without_code(text: str) -> str:
    return re.sub(r"```.*?```", "", text, flags=re.S)


def anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text(), flags=re.M)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_picture_is_shown_somewhere() -> None:
    text = "".join(page.read_text() for page in PAGES)
    for picture in [*DOCS.rglob("*.png"), *DOCS.rglob("*.svg")]:
        assert f"{picture.name})" in text, picture.name


def test_the_two_commands_of_the_readme_are_what_the_script_takes() -> None:
    said = set(re.findall(r"^scripts/run(?: (--\w+))?$", (ROOT / "README.md").read_text(), flags=re.M))
    assert said == {"", "--demo"}
    assert "scripts/run [--demo]" in (ROOT / "scripts" / "run").read_text()


def test_changes_are_listed_under_a_heading_and_in_one_sentence_each() -> None:
    head, _, rest = (ROOT / "CHANGELOG.md").read_text().partition("## Unreleased\n")
    assert head == "# Changes\n\n" and rest
    for line in re.findall(r"^(?:- |  )?(.*)$", rest, flags=re.M):
        assert len(line) < 140
