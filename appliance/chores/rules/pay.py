"""What a yes pays when a chore was done after its time."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Pay(StrEnum):
    FULL = "full"
    HALF = "half"
    NOTHING = "nothing"


class Paid(NamedTuple):
    points: int
    minutes: int


def was_late(done_at: datetime | None, due_at: datetime, now: datetime) -> bool:
    """What nobody ticked off is done when a parent says so."""
    return (done_at or now) >= due_at


def may_choose(overdue: str, late: bool) -> bool:
    """Half may be made whole by a parent who knows better than the clock."""
    return late and overdue in ("half", "ask")


def pay_for(overdue: str, late: bool, chosen: Pay | None) -> Pay | None:
    """None: the family has agreed that a parent says it each time, and none has."""
    if not may_choose(overdue, late):
        return Pay.FULL
    return chosen or (Pay.HALF if overdue == "half" else None)


def paid(points: int, minutes: int, pay: Pay) -> Paid:
    """Half is rounded up: one point stays one."""
    if pay is Pay.NOTHING:
        return Paid(0, 0)
    return Paid(points, minutes) if pay is Pay.FULL else Paid((points + 1) // 2, (minutes + 1) // 2)
