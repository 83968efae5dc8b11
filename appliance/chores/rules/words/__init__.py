"""A repeat as text that can be typed (`tuesday, friday`) and as words in the reader's language."""

from appliance.chores.rules.words.spoken import (
    days_in_words,
    month_names,
    repeat_words,
    rhythm_words,
    weekday_names,
    weekday_of_month,
)
from appliance.chores.rules.words.typed import (
    NOT_UNDERSTOOD,
    ONLY_ALONE,
    SCHOOL_DAYS,
    parse_repeat,
    repeat_text,
)

__all__ = [
    "NOT_UNDERSTOOD",
    "ONLY_ALONE",
    "SCHOOL_DAYS",
    "days_in_words",
    "month_names",
    "parse_repeat",
    "repeat_text",
    "repeat_words",
    "rhythm_words",
    "weekday_names",
    "weekday_of_month",
]
