"""The day that somebody names, as a date of the family's calendar."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from appliance.assistant.intents.days import MONTHS, WEEKDAYS
from appliance.assistant.intents.resolving.figures import in_figures

RELATIVE = {
    "today": 0,
    "tonight": 0,
    "now": 0,
    "heute": 0,
    "jetzt": 0,
    "tomorrow": 1,
    "morgen": 1,
    "übermorgen": 2,
    "overmorrow": 2,
    "yesterday": -1,
    "gestern": -1,
    "vorgestern": -2,
}
PARTS_OF_TODAY = re.compile(r"\b(this (morning|afternoon|evening|arvo)|after school|before bed(time)?)\b")
SHORT = {"mo": 0, "di": 1, "mi": 2, "do": 3, "fr": 4, "sa": 5, "so": 6, "tues": 1, "thurs": 3, "thur": 3}
NAMED_DAY = re.compile(
    r"\b(?:(?P<how>next|coming|following|last|this|nächsten?|nächster|kommenden?|letzten?|diesen?) )?"
    rf"(?P<name>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})s?\b"
    r"(?P<week> week| in (?:a|1) week)?"
)
ISO = re.compile(r"\b(\d{4}) ?- ?(\d{1,2}) ?- ?(\d{1,2})\b")
NUMERIC = re.compile(r"(?<![\d.])([1-3]?\d) ?[./] ?(1[0-2]|0?[1-9])\b(?! (?:hours|stunden))\.?(?: ?(\d{4}))?")
IN_DAYS = re.compile(
    r"\b(?:in|within) (\d+|an?|eine[rm]?) (days?|weeks?|months?|tag(?:en)?|wochen?|monat(?:en)?|fortnight)\b"
    r"|\b(\d+|an?) (days?|weeks?) from (?:now|today)\b|\b(day|week) from (?:now|today)\b"
)
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:th| ?\.)?(?: of)? (?:the )?({MONTH})\b(?: (\d{{4}}))?")
MONTH_DAY = re.compile(rf"\b({MONTH}) (?:the )?(\d{{1,2}})(?:th)?\b(?: (\d{{4}}))?")
OF_MONTH = re.compile(r"\b(\d{1,2})th\b|\b(?:am|zum|bis|den) (\d{1,2})(?: ?\.|$)")
WEEKEND = re.compile(r"\b(weekend|wochenende)\b")


class SeveralDays(Exception):
    """A time that is longer than a day; `days` are those of it that are worth asking about."""

    def __init__(self, days: tuple[date, ...] = ()) -> None:
        super().__init__()
        self.days = days


def day_said(text: str, today: date, *, coming: bool = False) -> date | None:
    """`coming`: a date of the past is the next one of its name. None where no day is named.

    Raises SeveralDays, and ValueError for a day that no calendar has.
    """
    plain = in_figures(text)
    if found := ISO.search(plain):
        return date(*(int(part) for part in found.groups()))
    for reading in (_counted, _dated, _relative, _weekday, _numbered):
        if (day := reading(plain, today)) is not None:
            return day + relativedelta(years=1) if coming and day < today and reading is _dated else day
    if WEEKEND.search(plain):
        saturday = today + timedelta(days=(5 - today.weekday()) % 7) if today.weekday() != 6 else today
        raise SeveralDays(tuple(day for day in (saturday, saturday + timedelta(days=1)) if day.weekday() > 4))
    if re.search(r"\b(weeks?|months?|years?|woche|monat|jahr)\b", plain):
        raise SeveralDays
    return today if PARTS_OF_TODAY.search(plain) else None


def _counted(plain: str, today: date) -> date | None:
    found = IN_DAYS.search(plain)
    if found is None:
        return None
    number, unit = found[1] or found[3] or "1", found[2] or found[4] or found[5]
    many = int(number) if number.isdigit() else 1
    if unit.startswith("mon"):
        return today + relativedelta(months=many) if many < 100 else None
    days = {"week": 7, "woche": 7, "fortn": 14}.get(unit[:5].removesuffix("s"), 7 if unit[0] == "w" else 1)
    return today + timedelta(days=many * days) if many < 1000 else None


def _dated(plain: str, today: date) -> date | None:
    for pattern, day, month in ((DAY_MONTH, 1, 2), (MONTH_DAY, 2, 1)):
        if found := pattern.search(plain):
            return _coming(int(found[day]), MONTHS[found[month]], found[3], today)
    return None


def _relative(plain: str, today: date) -> date | None:
    if re.search(r"\bday after tomorrow\b", plain):
        return today + timedelta(days=2)
    if re.search(r"\bday before yesterday\b", plain):
        return today - timedelta(days=2)
    if re.search(r"\b(next|following) day\b", plain):
        return today + timedelta(days=1)
    words = re.sub(r"\b(heute|jeden|every|am|tomorrow) morgen\b|\bright now\b", r"\1", plain).split()
    known = [word for word in words if word in RELATIVE]
    if "am" in words and not known and re.search(r"\bam morgen\b", plain):
        return today
    return today + timedelta(days=RELATIVE[known[0]]) if known else None


def _weekday(plain: str, today: date) -> date | None:
    found = NAMED_DAY.search(plain)
    if found is None:
        return _short_weekday(plain, today)
    how, ahead = found["how"] or "", (WEEKDAYS[found["name"]] - today.weekday()) % 7
    if len(found["name"]) == 3 and not _is_day(found["name"], plain):
        return None
    if how.startswith(("last", "letzt")):
        return today - timedelta(days=(7 - ahead) % 7 or 7)
    next_week = how.startswith(("next", "nächst", "following")) and ahead <= 6 - today.weekday()
    return today + timedelta(days=ahead + 7 * (next_week or found["week"] is not None))


def _short_weekday(plain: str, today: date) -> date | None:
    found = re.search(rf"(?:\b(?:am|bis|on|by|for|until|till) |^)({'|'.join(SHORT)})$", plain)
    return today + timedelta(days=(SHORT[found[1]] - today.weekday()) % 7) if found else None


def _is_day(name: str, plain: str) -> bool:
    """ "sun", "sat" and "mon" are days alone or behind a small word."""
    before = rf"(?:^|\b(?:on|by|for|next|this|until|till|due|am|bis|every|and|,) ){name}\b"
    return re.search(before, plain) is not None


def _numbered(plain: str, today: date) -> date | None:
    if (found := NUMERIC.search(plain)) and not re.search(r"\b(at|um|uhr|pm)\b", plain):
        return _coming(int(found[1]), int(found[2]), found[3], today) if found[1] != "0" else None
    if found := OF_MONTH.search(plain):
        return _next_numbered(int(found[1] or found[2]), today)
    return None


def _next_numbered(day: int, today: date) -> date:
    """The next day of that number, in the month that has one."""
    year, month = today.year, today.month
    for _ in range(12):
        try:
            if (there := date(year, month, day)) >= today:
                return there
        except ValueError:
            pass
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    raise ValueError(day)


def _coming(day: int, month: int, year: str | None, today: date) -> date:
    if year is not None:
        return date(int(year), month, day)
    try:
        this_year = date(today.year, month, day)
    except ValueError:
        return date(today.year + 1, month, day)
    return this_year if this_year >= today - timedelta(days=60) else date(today.year + 1, month, day)
