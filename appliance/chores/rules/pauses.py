"""When somebody is on holiday, sick or away, and what that means for what is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LONGEST = timedelta(days=366)


class Kind(StrEnum):
    HOLIDAY = "holiday"
    SICK = "sick"
    AWAY = "away"


@dataclass(frozen=True)
class Away:
    """From the first to the last day. No member: the whole family. No last day: until further notice."""

    id: int
    member_id: int | None
    first: date
    last: date | None

    def covers(self, member_id: int, day: date) -> bool:
        return self.member_id in (None, member_id) and is_on(self, day)


def is_on(away: Away, day: date) -> bool:
    return away.first <= day and (away.last is None or day <= away.last)


def last_day(last: date | None, ended: date | None) -> date | None:
    """A pause that was ended early counts until the day before: from that day on all is as always."""
    before = ended - timedelta(days=1) if ended else None
    return min((day for day in (last, before) if day is not None), default=None)


def pause_for(aways: Sequence[Away], people: Sequence[int], day: date) -> int | None:
    """The pause because of which none of these people can do it that day. None: somebody can."""
    found = [next((away.id for away in aways if away.covers(one, day)), None) for one in people]
    return None if None in found or not found else found[0]


def who_is_there(aways: Sequence[Away], people: Sequence[int], day: date) -> list[int]:
    return [one for one in people if not any(away.covers(one, day) for away in aways)]
