"""Hours and bedtimes as people type them: 15:00-19:30, 20:00-21:00."""

import re
from collections.abc import Sequence
from datetime import time

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.screen_time.rules import Stretch

AT = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")
SENTENCE = _("Write it like 15:00-19:30.")


def stretches(text: str, field: str) -> tuple[Stretch, ...]:
    """Any dash between two times, commas or spaces between stretches; 24:00 is midnight."""
    parts = [part for part in re.split(r"[,;]", text) if part.strip()]
    return tuple(one_stretch(part, field) for part in parts)


def one_stretch(text: str, field: str) -> Stretch:
    ends = re.split(r"\s*[-\u2013\u2014]\s*", text.strip())
    if len(ends) != 2:
        raise Invalid(SENTENCE, {field: SENTENCE})
    return Stretch(_time(ends[0], field), _time(ends[1], field))


def _time(text: str, field: str) -> time:
    found = AT.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if (hour, minute) == (24, 0):
        return time(0)
    if hour > 23 or minute > 59:
        raise Invalid(SENTENCE, {field: SENTENCE})
    return time(hour, minute)


def typed(windows: Sequence[Stretch]) -> str:
    return ", ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in windows)
