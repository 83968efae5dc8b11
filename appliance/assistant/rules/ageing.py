"""How long a memory has not been needed, and when it is asked about."""

from datetime import date, datetime, timedelta

from appliance.assistant.models import Memory
from appliance.core.clock import local_day

OLD = timedelta(days=365)
UNUSED = timedelta(days=180)
WEEK = timedelta(days=7)  # between two questions about what is old
MOMENT = timedelta(microseconds=1)


def last_known(memory: Memory) -> datetime:
    """When it was told, confirmed or last needed: whatever came last."""
    moments = (memory.created_at, memory.confirmed_at, memory.last_used_at)
    return max(moment for moment in moments if moment is not None)


def days_unused(memory: Memory, now: datetime) -> int:
    return max(0, (now - last_known(memory)).days)


def last_moment(memory: Memory) -> datetime | None:
    """Before its end."""
    return memory.expires_at - MOMENT if memory.expires_at else None


def last_day(memory: Memory, zone: str) -> date | None:
    """The last one on which it holds."""
    last = last_moment(memory)
    return local_day(last, zone) if last else None


def is_over(memory: Memory, now: datetime) -> bool:
    return memory.expires_at is not None and memory.expires_at <= now
