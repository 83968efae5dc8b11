"""Texts that count: the first number among a text's values decides between its two forms."""

import re
from collections.abc import Mapping

PLURALS: dict[str, str] = {}  # by the text for one
PLACES = re.compile(r"%\((\w+)\)s")


def counted(one: str, many: str) -> str:
    """Marks a text such as `1 point`, `2 points` where it is written; it goes by its form for one."""
    PLURALS[one] = many
    return one


def number_in(one: str, values: Mapping[str, object]) -> int:
    numbers = (values.get(name) for name in PLACES.findall(one))
    return next((number for number in numbers if isinstance(number, int)), 2)


def in_english(sentence: str, values: Mapping[str, object]) -> str:
    many = sentence in PLURALS and number_in(sentence, values) != 1
    return (PLURALS[sentence] if many else sentence) % values if values else sentence
