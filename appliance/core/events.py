"""What happened. Verbs announce events; wiring lists who answers; every event is an audit row."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events. Fields hold ids and short facts, never secrets or private texts."""

    topic: ClassVar[str] = ""  # what live pages listen for, e.g. "chores"; empty: no page shows it
    family_id: int
