"""Times of the clock, as people say them: "half past seven", "quarter to 8", "18 Uhr", "halb acht"."""

import re
from dataclasses import dataclass
from datetime import time

AFTERNOON = 12
DAWN = 7  # an hour below this is said of the afternoon, unless the words tell otherwise
OF_DAY = re.compile(r"\b(\d{1,2})(?: ?[:.] ?(\d\d))? ?(a|p) ?\.? ?m\b")
HALF_PAST = re.compile(r"\b0\.5 (?:past )?(\d{1,2})\b(?! (?:hours?|stunden?|minut))")
HALB = re.compile(r"\bhalb (\d{1,2})\b")
PAST = re.compile(r"\b(\d{1,2}|0\.25)(?: minutes?| minuten?)? (past|after|nach) (\d{1,2})\b")
TO = re.compile(r"\b(\d{1,2}|0\.25)(?: minutes?| minuten?)? (to|before|til|till|vor) (\d{1,2})\b")
THREE_QUARTERS = re.compile(r"\b0\.75 (\d{1,2})\b")
WRITTEN = re.compile(
    r"\b(\d{1,2}) ?:(?: )?(\d\d)\b|\b(\d{1,2})\.(\d\d)\b(?! ?\d)|\b(?:at|um) (\d{1,2}) (\d\d)\b"
    r"|\b(\d{1,2}) uhr (\d\d)\b|\b(?:at|um|by|@) (\d{1,2})(\d\d)\b|\b(0\d)(\d\d)\b|\b(\d\d)(\d\d) hours\b"
)
NOT_A_TIME = (
    r"(?!th)(?! ?(?:minutes?|mins?|hours?|days?|euros?|points?|minuten|stunden|tagen|th|%|march|times))"
)
BEFORE = r"at|um|gegen|around|about|by|before|til|till|until|after|ab|for|nach|@|it s|it is|strikes"
BEHIND = r"in the|tonight|tomorrow|today|heute|morgen|abends|morgens|nachmittags|am (?:morgen|abend)"
FULL = re.compile(
    rf"\b(\d{{1,2}}) (?:o ?clock|uhr)\b|\b(?:{BEFORE}) (\d{{1,2}})\b{NOT_A_TIME}|^(\d{{1,2}})$"
    rf"|\b(\d{{1,2}}) (?:{BEHIND})\b"
    r"|(?:day|tomorrow|morgen|tag|tonight|evening|morning) (\d{1,2})$"
)


@dataclass(frozen=True)
class Clock:
    """`sure`: said with am, pm, or as one of 24 hours."""

    hour: int
    minute: int
    sure: bool

    def hours(self) -> list[time]:
        """The times of a day that it may mean, the likelier ones first."""
        if self.sure or self.hour > AFTERNOON or self.hour == 0:
            return [time(self.hour, self.minute)]
        if self.hour == AFTERNOON:
            return [time(12, self.minute)]
        late = time(self.hour + 12, self.minute)
        return [late] if self.hour < 6 else [time(self.hour, self.minute), late]

    def by_day(self) -> time:
        """On another day than today: small hours are of the afternoon."""
        if self.sure or self.hour >= DAWN - bool(self.minute) or self.hour == 0:
            return time(self.hour, self.minute)
        return time(self.hour + 12, self.minute)

    def in_part(self, part: time) -> time:
        """ "at 8" in the evening is 20:00, in the morning 8:00."""
        late = part.hour >= AFTERNOON and 0 < self.hour < AFTERNOON and not self.sure
        if part.hour == AFTERNOON and self.hour > 10:
            late = False
        return time(self.hour + 12 if late else self.hour, self.minute)


def clock_said(plain: str) -> Clock | None:
    """`plain`: with its numbers in figures."""
    for reading in (_of_day, _named, _around_the_hour, _written, _full):
        found = reading(plain)
        if found is not None and found.hour < 24 and found.minute < 60:
            return found
    return None


def _of_day(plain: str) -> Clock | None:
    found = OF_DAY.search(plain)
    if found is None or not 0 < int(found[1]) <= 12:
        return None
    return Clock(int(found[1]) % 12 + 12 * (found[3] == "p"), int(found[2] or 0), sure=True)


def _named(plain: str) -> Clock | None:
    if re.search(r"\b(at|by|before|um|until|till) (noon|midday|mittag)\b|^(noon|midday|12 noon)$", plain):
        return Clock(12, 0, sure=True)
    return Clock(0, 0, sure=True) if re.search(r"\b(at midnight|um mitternacht)\b", plain) else None


def _around_the_hour(plain: str) -> Clock | None:
    if found := HALF_PAST.search(plain):
        return _clock(int(found[1]), 30)
    if found := HALB.search(plain):
        return _clock(int(found[1]), -30)
    if found := THREE_QUARTERS.search(plain):
        return _clock(int(found[1]), -15)
    if found := PAST.search(plain):
        return _clock(int(found[3]), _minutes(found[1]))
    if (found := TO.search(plain)) and int(found[3]) < 25:
        return _clock(int(found[3]), -_minutes(found[1]))
    return None


def _minutes(said: str) -> int:
    return 15 if said == "0.25" else int(said)


def _clock(hour: int, offset: int) -> Clock:
    minutes = hour * 60 + offset
    if hour == 1 and offset < 0:
        minutes += 12 * 60
    return Clock(minutes // 60, minutes % 60, sure=hour > 12)


def _written(plain: str) -> Clock | None:
    found = WRITTEN.search(plain)
    if found is None:
        return None
    hour, minute = [part for part in found.groups() if part is not None]
    return Clock(int(hour), int(minute), sure=hour.startswith("0"))


def _full(plain: str) -> Clock | None:
    found = FULL.search(plain)
    if found is None:
        return None
    (hour,) = [part for part in found.groups() if part is not None]
    return Clock(int(hour), 0, sure=hour.startswith("0"))
