"""Every text that a reader sees is in the catalogues, and none of them is left over."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
LOCALES = ROOT / "appliance" / "locale"
CATALOGUES = sorted(LOCALES.glob("*/LC_MESSAGES/messages.po"))
PLACES = re.compile(r"%\((\w+)\)[sd]")
Text = str | tuple[str, ...]


def written() -> set[Text]:
    with (LOCALES / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found: set[Text] = set()
    for folder in ("appliance", "templates"):
        for row in extract_from_dir(str(ROOT / folder), methods, options):
            found.add(row[2])
    return {text for text in found if text}


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3])


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_no_text_is_missing_and_none_is_left_over(path: Path) -> None:
    known = {message.id for message in catalogue(path) if message.id}
    assert known == written()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_every_text_is_translated(path: Path) -> None:
    for message in catalogue(path):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        assert all(texts) and not message.fuzzy, message.id


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_keeps_the_places_for_names_and_numbers(path: Path) -> None:
    for message in catalogue(path):
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = set(PLACES.findall(ids[-1]))
        assert all(set(PLACES.findall(text)) <= wanted for text in texts), message.id
        assert set(PLACES.findall(texts[-1])) == wanted, message.id
