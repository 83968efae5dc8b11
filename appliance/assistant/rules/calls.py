"""A tool's call as it is kept, compared and read: the same arguments are always the same text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from babel.dates import format_date, format_datetime
from pydantic import BaseModel

from appliance.assistant.models import Confirmation
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
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
    "everyone": _("everyone"),
}


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
    return _as_day(text, language) or text


def _as_day(text: str, language: str) -> str:
    """Of an ISO date or minute; empty for anything else."""
    try:
        if len(text) == 10:
            return str(format_date(date.fromisoformat(text), "full", locale=language))
        if len(text) in (16, 19) and text[10] == "T":
            return str(format_datetime(datetime.fromisoformat(text), "EEEE, d MMMM, HH:mm", locale=language))
    except ValueError:
        pass
    return ""
