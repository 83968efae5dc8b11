"""The columns of a table of chores: written in the family's language, read in any that the house speaks."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from appliance.core.errors import Invalid
from appliance.core.i18n import LANGUAGES, say
from appliance.core.i18n import mark as _

NOT_ONE_OF_THESE = _("Please choose one of these.")
NO_NUMBER = _("This is a whole number.")
NO_DATE = _("This is not a date.")
NO_TIME = _("This is not a time of day.")
BETWEEN_STEPS = " | "
FLAGS = {"yes": _("yes"), "no": _("no")}
Reader = Callable[[str], object]


@dataclass(frozen=True)
class Column:
    """`words`: what may stand there, by what is stored. Without `read` the text is taken as it is."""

    name: str
    head: str
    words: Mapping[str, str] = field(default_factory=dict)
    read: Reader = str

    def said(self, value: str, language: str) -> str:
        return say(language, self.words[value]) if value in self.words else value

    def meant(self, cell: str) -> object:
        """Raises `ValueError` with a sentence."""
        if not self.words:
            return self.read(cell)
        for value, word in self.words.items():
            if cell.casefold() in spellings(value, word):
                return self.read(value)
        raise ValueError(NOT_ONE_OF_THESE)


def spellings(name: str, msgid: str) -> set[str]:
    return {name.casefold(), *(say(language, msgid).casefold() for language in LANGUAGES)}


def _number(cell: str) -> int:
    if not re.fullmatch(r"-?\d{1,9}", cell):
        raise ValueError(NO_NUMBER)
    return int(cell)


def _flag(value: str) -> bool:
    return value == "yes"


def _day(cell: str) -> date:
    """2026-03-10, or as spreadsheets turn it around: 10.3.2026, 10/03/2026."""
    found = re.fullmatch(r"(?:(20\d\d)-(\d\d)-(\d\d))|(?:(\d{1,2})[./](\d{1,2})[./](20\d\d))", cell)
    if not found:
        raise ValueError(NO_DATE)
    year, month, day = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day))
    except ValueError as wrong:
        raise ValueError(NO_DATE) from wrong


def _times(cell: str) -> tuple[time, ...]:
    return tuple(_time(one) for one in re.split(r"[,;\s]+", cell))


def _time(said: str) -> time:
    found = re.fullmatch(r"(\d{1,2})[:.](\d{2})(?:[:.]00)?", said)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError(NO_TIME)
    return time(int(found[1]), int(found[2]))


def _steps(cell: str) -> tuple[str, ...]:
    return tuple(step.strip() for step in re.split(r"[|\n]", cell) if step.strip())


WAYS = {
    "one": _("one person"),
    "each": _("each their own"),
    "pool": _("whoever comes first"),
    "turns": _("in turns"),
}
PARTS = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}
EFFORTS = {"1": _("A little"), "2": _("Some"), "3": _("A lot")}
OVERDUE = {
    "keep": _("It stays until it is done"),
    "half": _("Half the points"),
    "drop": _("It is dropped"),
    "ask": _("A parent decides"),
}
COLUMNS = (
    Column("title", _("Chore")),
    Column("people", _("Who does it")),
    Column("way", _("How several share it"), WAYS),
    Column("repeat", _("How often")),
    Column("start", _("First day"), read=_day),
    Column("times", _("At"), read=_times),
    Column("part_of_day", _("Part of the day"), PARTS),
    Column("window_days", _("Days left to do it"), read=_number),
    Column("overdue", _("When its time is over"), OVERDUE),
    Column("points", _("Points"), read=_number),
    Column("bonus_minutes", _("Extra screen minutes"), read=_number),
    Column("effort", _("How much work it is"), EFFORTS, _number),
    Column("details", _("How to do it")),
    Column("steps", _("Steps"), read=_steps),
    Column("photo", _("Photo"), FLAGS, _flag),
    Column("auto_approve", _("Approve by itself"), FLAGS, _flag),
)
BY_NAME = {column.name: column for column in COLUMNS}
NEEDED = ("title", "people")


def columns_in(heads: Sequence[str]) -> dict[int, Column]:
    """By place. Columns that we do not know are left alone."""
    known = {spelt: column for column in COLUMNS for spelt in spellings(column.name, column.head)}
    found = {n: known[head.casefold()] for n, head in enumerate(heads) if head.casefold() in known}
    if not set(NEEDED) <= {column.name for column in found.values()}:
        sentence = _("The first line names the columns; at least the chore and who does it.")
        raise Invalid(sentence, {"text": sentence})
    return found


@dataclass(frozen=True)
class ReadRow:
    """What stands in a row, and by column what could not be understood. Empty cells are left out."""

    values: dict[str, object] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


def read_row(cells: Sequence[str], columns: Mapping[int, Column]) -> ReadRow:
    row = ReadRow()
    for place, column in columns.items():
        cell = cells[place] if place < len(cells) else ""
        if not cell:
            continue
        try:
            row.values[column.name] = column.meant(cell)
        except ValueError as wrong:
            row.errors[column.name] = str(wrong)
    return row
