"""How often, on which days of the week, over which time: the few forms that the contract has for them."""

import re

from appliance.assistant.intents.days import WEEKDAYS
from appliance.assistant.intents.resolving.days import SHORT
from appliance.assistant.intents.resolving.figures import in_figures

NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = "|".join(sorted({*WEEKDAYS, *SHORT}, key=len, reverse=True))
RANGE = re.compile(rf"\b({DAY})s? ?(?:to|through|thru|till|until|bis|-)(?: zum)? ?({DAY})s?\b")
AFTER_DONE = re.compile(
    r"\b(?:(\d+) )?(days?|weeks?|months?|tage?n?|wochen?|monate?|fortnight)"
    r" (?:after|later|nachdem|nach|since|from)\b(?! (?:breakfast|lunch|dinner|school))"
)
EACH = (
    r"(?:every|each|once every|once an?|1 (?:every|an?)|jede[nrs]?|alle"
    r"|einmal (?:pro|die|in der|im)|per|an?|pro)"
)
EVERY_FEW = re.compile(
    rf"\b{EACH} (?:(?P<n>\d+)(?:th)? |(?P<other>other |zweite[nr]? |2th ))?"
    r"(?P<unit>days?|evenings?|mornings?|nights?|weeks?|months?|tage?n?|wochen?|monate?)\b"
)
SCHOOL_DAYS = re.compile(
    r"\b(weekdays?|week days?|school ?days?|school ?nights?|school week|during the week|in the week"
    r"|working days?|work ?days?"
    r"|schultage?n?|wochentage?s?n?|werktage?s?n?|unter der woche|school evenings?)\b"
)
WEEKENDS = re.compile(r"\b(weekends?|wochenenden?s?)\b")
DAILY = re.compile(
    r"\b(daily|everyday|(?:every|each) (?:single )?(?:day|morning|evening|night|afternoon)|nightly"
    r"|^evenings|^mornings|all days|täglich"
    r"|jeden? (?:tag|morgen|abend|nachmittag)|jeden einzelnen tag|immer|seven days a week|7 days a week)\b"
)
PERIODS = (
    (
        "last_week",
        r"\b(last|previous) week\b|\b(letzte[rn]?|vorige[rn]?|vergangene[rn]?) woche\b|\bweek before\b",
    ),
    (
        "last_month",
        r"\b(last|previous) month\b|\b(letzte[nr]?|vorige[nr]?|vergangene[nr]?) monat|\bmonth before\b",
    ),
    ("week", r"\b(week|weekly|woche|wöchentlich\w*|7 days|last 7 days|wochenbericht|wochenrückblick)\b"),
    ("month", r"\b(month|monthly|monat|monats\w*|30 days)\b"),
)


def repeat_said(text: str) -> str | None:
    """`daily`, weekday names joined by commas, `monday to friday`, `N days after done`, else None."""
    plain = in_figures(text).replace(" - ", " to ").replace("/", " , ")
    if re.search(r"\b(except|but not|außer)\b", plain):
        return None
    if (after := AFTER_DONE.search(plain)) and not re.search(r"\b(starting|beginning|ab)\b", plain):
        return _after(after[1], after[2])
    if spoken := days_of_week(plain):
        return spoken
    if DAILY.search(plain):
        return "daily"
    return _every_few(plain)


def days_of_week(plain: str) -> str | None:
    """The days that the words name, "monday to friday" in that form, in the order in which they are said."""
    if SCHOOL_DAYS.search(plain):
        return "monday to friday"
    if found := RANGE.search(re.sub(r"\b(?:between|zwischen) (\w+) (?:and|und)\b", r"\1 to", plain)):
        first, last = (_number(found[at]) for at in (1, 2))
        run = [NAMES[(first + at) % 7] for at in range((last - first) % 7 + 1)]
        return "monday to friday" if (first, last) == (0, 4) else "daily" if len(run) == 7 else ", ".join(run)
    if WEEKENDS.search(plain):
        return "saturday, sunday"
    said = re.findall(rf"\b({DAY})s?\b", plain)
    named = [
        word for word in said if len(word) > 3 or word not in ("so", "do", "sun", "sat") or len(said) > 1
    ]
    named = named or [word for word in said if re.search(rf"\b(every|each|on|jeden) {word}\b", plain)]
    return ", ".join(dict.fromkeys(NAMES[_number(word)] for word in named)) or None


def days_said(text: str) -> str | None:
    """`weekdays` or `weekends`; None for other days, and where every day is meant: see `means_every_day`."""
    return {"monday to friday": "weekdays", "saturday, sunday": "weekends"}.get(
        days_of_week(in_figures(text).replace(" - ", " to ")) or ""
    )


def means_every_day(text: str) -> bool:
    plain = in_figures(text)
    return bool(DAILY.search(plain) or re.search(r"\b(per|a|am|pro|the|each) (day|tag)\b|\bdays?\b$", plain))


def period_said(text: str) -> str | None:
    plain = in_figures(text)
    return next((name for name, pattern in PERIODS if re.search(pattern, plain)), None)


def _number(name: str) -> int:
    return WEEKDAYS[name] if name in WEEKDAYS else SHORT[name]


def _after(number: str | None, unit: str) -> str:
    size = 14 if unit == "fortnight" else 7 if unit[0] == "w" else 30 if unit[0] == "m" else 1
    return f"{int(number or 1) * size} days after done"


def _every_few(plain: str) -> str | None:
    if re.search(r"\b(fortnightly|every fortnight)\b", plain):
        return "14 days after done"
    if re.search(
        r"\b(\d+|twice|2) (times|mal|x)? ?(a|per|pro|in der|each|every) (day|week|month|woche|tag)", plain
    ):
        return None
    found = EVERY_FEW.search(plain)
    if found is None:
        weekly = re.search(r"\b(weekly|wöchentlich)\b", plain)
        return (
            "7 days after done"
            if weekly
            else "30 days after done"
            if re.search(r"\bmonthly\b", plain)
            else None
        )
    many = int(found["n"] or (2 if found["other"] else 1))
    size = 7 if found["unit"][0] == "w" else 30 if found["unit"].startswith("mon") else 1
    return "daily" if many * size == 1 else f"{many * size} days after done" if many else None
