"""A tool's call as it is kept, compared and read: the same arguments are always the same text."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date, format_datetime, get_day_names
from pydantic import BaseModel

from appliance.assistant.models import Confirmation
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.registry import Tool

NAMES: Mapping[str, str] = {
    "member": _("Who"),
    "to": _("To whom"),
    "chore": _("Chore"),
    "reward": _("Reward"),
    "title": _("What"),
    "text": _("Text"),
    "query": _("What"),
    "memory": _("Memory"),
    "reason": _("Why"),
    "minutes": _("Minutes"),
    "points": _("Points"),
    "day": _("Day"),
    "due": _("From"),
    "when": _("When"),
    "repeat": _("How often"),
    "days": _("On which days"),
    "period": _("For which time"),
}
WORDS: Mapping[str, str] = {
    "weekdays": _("on weekdays"),
    "weekends": _("at weekends"),
    "daily": _("every day"),
    "week": _("this week"),
    "last_week": _("last week"),
    "month": _("this month"),
    "last_month": _("last month"),
    "everyone": _("everyone"),
}


WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAY = {"en": "EEEE d MMMM", "de": "EEEE, d. MMMM"}


@dataclass(frozen=True)
class Fact:
    name: str
    value: str


def canonical(wanted: BaseModel) -> str:
    said = wanted.model_dump(mode="json", exclude_none=True, exclude_defaults=False)
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def state_of(row: Confirmation, now: datetime) -> str:
    if row.taken_at is not None:
        return "done"
    if row.declined_at is not None:
        return "declined"
    return "waiting" if now < row.expires_at else "expired"


def mark_of(tool: str, args: str) -> str:
    """Bound into a button: another tool or other arguments have another mark."""
    return hashlib.sha256(f"{tool}\0{args}".encode()).hexdigest()


def sentence_of(tool: Tool, args: Mapping[str, object], language: str) -> str:
    return say(language, tool.call, **{name: shown(value, language) for name, value in args.items()})


def label_of(tool: Tool, args: Mapping[str, object], language: str) -> str:
    """The sentence, and behind it what it does not say: no two different calls look the same."""
    besides = [str(shown(value, language)) for name, value in args.items() if f"%({name})s" not in tool.call]
    sentence = sentence_of(tool, args, language)
    return f"{sentence} ({', '.join(besides)})" if besides else sentence


def facts_of(args: Mapping[str, object], language: str) -> list[Fact]:
    """Every argument, in the order in which they are named above."""
    order = [name for name in NAMES if name in args] + [name for name in args if name not in NAMES]
    return [
        Fact(say(language, NAMES.get(name, name)), str(shown(args[name], language)))
        for name in order
        if args[name] not in (None, "")
    ]


def shown(value: object, language: str) -> object:
    if isinstance(value, int):
        return value
    text = str(value)
    if text in WORDS:
        return say(language, WORDS[text])
    return _as_day(text, language) or _as_repeat(text, language) or text


def _as_repeat(text: str, language: str) -> str:
    """Weekdays by their names, alone, in a row, or from one to another; empty for anything else."""
    days = get_day_names("wide", locale=language)
    names = {word: days[number] for number, word in enumerate(WEEKDAYS)}
    first, to, last = text.partition(" to ")
    if to and {first, last} <= set(WEEKDAYS):
        return say(language, _("%(first)s to %(last)s"), first=names[first], last=names[last])
    after = re.fullmatch(r"(\d+) days? after done", text)
    if after:
        later = counted("%(days)s day after it was done", "%(days)s days after it was done")
        return say(language, later, days=int(after[1]))
    said = [word.strip() for word in text.split(",")]
    return ", ".join(names[word] for word in said) if set(said) <= set(WEEKDAYS) else ""


def _as_day(text: str, language: str) -> str:
    """Of an ISO date or minute; empty for anything else."""
    try:
        if len(text) == 10:
            return format_date(date.fromisoformat(text), DAY.get(language, "full"), locale=language)
        if len(text) in (16, 19) and text[10] == "T":
            moment = datetime.fromisoformat(text)
            return format_datetime(moment, f"{DAY.get(language, DAY['en'])}, HH:mm", locale=language)
    except ValueError:
        pass
    return ""
