"""Texts in the reader's language. msgids are English sentences; catalogues lie in `appliance/locale`."""

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

from appliance.core.directions import isolated
from appliance.core.errors import Refusal
from appliance.core.plurals import PLURALS, counted, number_in

__all__ = ["counted", "known_language", "mark", "say", "say_refusal", "translations", "within"]
LOCALES = Path(__file__).resolve().parents[1] / "locale"
LANGUAGES = {"en": "English", "de": "Deutsch"}


def mark(msgid: str) -> str:
    """Marks a text for the catalogue where it is written; it is translated where it is shown."""
    return msgid


@cache
def translations(language: str) -> NullTranslations:
    """The catalogue, compiled in memory from its .po file so that no binary can be out of step with it."""
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not path.exists():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def say(language: str, msgid: str, **values: object) -> str:
    text = _told(translations(language), msgid, values) if msgid else ""
    return text % within(values) if values else text


def _told(catalogue: NullTranslations, msgid: str, values: Mapping[str, object]) -> str:
    if msgid not in PLURALS:
        return catalogue.gettext(msgid)
    return catalogue.ngettext(msgid, PLURALS[msgid], number_in(msgid, values))


def within(values: Mapping[str, object]) -> dict[str, object]:
    """Values as a sentence can take them in: a name that runs the other way does not turn the sentence."""
    return {name: isolated(value) if type(value) is str else value for name, value in values.items()}


def say_refusal(language: str, refusal: Refusal) -> str:
    return say(language, refusal.sentence, **refusal.values)


def known_language(wanted: str) -> str:
    """The first language of an Accept-Language header, or of a form, that the house speaks."""
    for part in wanted.split(","):
        language = part.split(";")[0].strip().lower()[:2]
        if language in LANGUAGES:
            return language
    return "en"
