"""Every text that a reader sees is marked, in the catalogues, and translated; none of them is left over."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "appliance" / "locale"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/messages.po"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "static").glob("*.js"))
ON_THE_COMMAND_LINE = {"cli", "console", "demo"}  # speaks English
SOURCES = [
    path
    for path in sorted((ROOT / "appliance").rglob("*.py"))
    if path.relative_to(ROOT / "appliance").parts[0] not in ON_THE_COMMAND_LINE
]
PLACES = re.compile(r"%\((\w+)\)[sd]")
WORDS = re.compile(r"[^\W\d_]{3,} [^\W\d_]{3,}")
KEYS = {"Enter", "Escape", "Tab"}  # of a keyboard
GAP = "\N{CURRENCY SIGN}"  # stands where a template puts something in
SPOKEN = re.compile(
    r"\b(?:aria-label|aria-description|aria-roledescription|aria-valuetext|alt|title|placeholder|label|summary"
    r'|data-(?:say[\w-]*|loading|busy|pin-count)|hx-confirm)="([^"]*)"'
)
KEYWORDS = DEFAULT_KEYWORDS | {"counted": (1, 2)}
COUNTED = re.compile(r"(?<! of )%\((?!number)\w+\)s (more )?(minutes|points|stars|things|chores)\b")
MARKS = {"_", "counted", "gettext", "ngettext", "pgettext", "npgettext"}
SAYING = {"Toast", "ShownToast", "Answer", "Sentence"}
AS_THEY_ARE = {"English", "Deutsch", "appliance model add FILE"}
Text = str | tuple[str, ...]


def written() -> set[Text]:
    with (LOCALES / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found: set[Text] = set()
    for folder in ("appliance", "templates"):
        for row in extract_from_dir(str(ROOT / folder), methods, options, KEYWORDS):
            found.add(row[2])
    return {text for text in found if text}


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


def test_what_counts_has_a_form_for_one() -> None:
    """`1 points` is nobody's language: such a text is `ngettext` in a template and `counted` in Python."""
    assert [text for text in written() if isinstance(text, str) and COUNTED.search(text)] == []


def both(message: object) -> tuple[tuple[str, ...], tuple[str, ...]]:
    ids, texts = getattr(message, "id"), getattr(message, "string")  # noqa: B009
    return (
        ids if isinstance(ids, tuple) else (ids,),
        tuple(texts) if isinstance(texts, list | tuple) else (texts,),
    )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_text_is_missing_and_none_is_left_over(path: Path) -> None:
    known = {message.id for message in catalogue(path) if message.id}
    assert known == written(), "run scripts/texts and translate what is new"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated(path: Path) -> None:
    for message in catalogue(path):
        _ids, texts = both(message)
        assert all(texts) and not message.fuzzy, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_sentence_is_left_in_english(path: Path) -> None:
    for message in catalogue(path):
        ids, texts = both(message)
        assert not (set(ids) & set(texts)) or not WORDS.search(ids[0]), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_the_places_for_names_and_numbers(path: Path) -> None:
    for message in catalogue(path):
        ids, texts = both(message)
        wanted = set(PLACES.findall(ids[-1]))
        assert all(set(PLACES.findall(text)) <= wanted for text in texts), message.id
        assert set(PLACES.findall(texts[-1])) == wanted, message.id
        assert all("%" not in PLACES.sub("", text) for text in texts if wanted), message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_its_outer_spaces_and_its_colon(path: Path) -> None:
    for message in catalogue(path):
        ids, texts = both(message)
        if message.id:
            assert all(edges(one) == edges(other) for one, other in zip(ids, texts, strict=True)), message.id


def edges(text: str) -> tuple[bool, bool, str]:
    last = text.rstrip()[-1:]
    return text[:1] == " ", text[-1:] == " ", last if last == ":" else ""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_says_nothing_that_cannot_be_translated(path: Path) -> None:
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(path.read_text())
    html = GAP.join(fixed(tree))
    plain = re.sub(r"<[^>]*>", "\n", re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.DOTALL))
    said = [*SPOKEN.findall(html), *re.sub(r'[\w-]+="[^"]*"', "", plain).split("\n")]
    assert [text for text in said if re.search(r"[A-Za-z]{2}", text)] == []
    assert [text for text in literals(tree) if looks_said(text)] == []


def fixed(node: nodes.Node) -> Iterator[str]:
    """What stands in the template as it is, but for the blocks that hold class names."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif not (isinstance(child, nodes.Block) and child.name.endswith("_class")):
            yield from fixed(child)


def literals(node: nodes.Node) -> Iterator[str]:
    """Strings in expressions, but not those that are marked."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Call) and isinstance(child.node, nodes.Name) and child.node.name in MARKS:
            yield from (text for value in child.kwargs for text in literals(value))
        elif isinstance(child, nodes.Const) and isinstance(child.value, str):
            yield child.value
        else:
            yield from literals(child)


def looks_said(text: str) -> bool:
    """`primary`, `/chores/new` and `chores points` are names; `Save` and `Nothing yet` are for people."""
    return bool(re.match(r"\s*[A-Z][a-z]", text)) and text not in AS_THEY_ARE


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_takes_its_texts_from_the_page(path: Path) -> None:
    code = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", path.read_text(), flags=re.DOTALL)
    said = re.findall(r"""["'`]\s*([A-Z][a-z]{2,}[^"'`]*)["'`]""", code)
    assert [text for text in said if text not in KEYS] == []


def test_what_python_says_to_people_is_marked_where_it_is_written() -> None:
    """Refusals, toasts and answers take msgids: a bare sentence would never be gathered."""
    refusals = refusals_of(ROOT / "appliance" / "core" / "errors.py")
    bare = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in SOURCES
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and says(call, refusals | SAYING)
    ]
    assert bare == []


def test_what_a_page_writes_into_a_form_is_in_the_readers_language() -> None:
    """`Form.errors` are shown as they are; a verb's `errors` are msgids."""
    marked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Assign) and is_mark(node.value) and any(map(is_form_error, node.targets))
    ]
    assert marked == []


def is_mark(value: ast.expr) -> bool:
    return isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in MARKS


def is_form_error(target: ast.expr) -> bool:
    return (
        isinstance(target, ast.Subscript)
        and isinstance(target.value, ast.Attribute)
        and target.value.attr == "errors"
    )


def refusals_of(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ClassDef)}


def says(call: ast.Call, names: set[str]) -> bool:
    """Whether its sentence is a bare or glued string: `say` takes it second, the others first."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name == "say":
        return len(call.args) > 1 and is_bare(call.args[1])
    return name in names and bool(call.args) and is_bare(call.args[0])


def is_bare(argument: ast.expr) -> bool:
    if isinstance(argument, ast.IfExp):
        return is_bare(argument.body) or is_bare(argument.orelse)
    glued = isinstance(argument, ast.JoinedStr | ast.BinOp)
    return glued or (
        isinstance(argument, ast.Constant) and isinstance(argument.value, str) and bool(argument.value)
    )
