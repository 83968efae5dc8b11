"""Minutes of one day in the order in which they lapse: those of the day, and what is on top of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from appliance.screen_time.rules.spans import Span
from appliance.screen_time.rules.week import Paused

EARNED = "earned"


@dataclass(frozen=True, slots=True)
class Gift:
    """Minutes on top of a day that still stand. `at`: when they were given."""

    day: date
    minutes: int
    kind: str
    at: datetime
    expires_at: datetime | None = None


class Pot(NamedTuple):
    lapses: datetime
    seconds: float


class Stock(NamedTuple):
    """What is left, soonest to lapse first, and how many seconds lapsed unused."""

    pots: list[Pot]
    lapsed: float

    @property
    def seconds(self) -> float:
        return sum(pot.seconds for pot in self.pots)

    def seconds_at(self, later: datetime) -> float:
        return sum(pot.seconds for pot in self.pots if pot.lapses > later)


def counted(gifts: Sequence[Gift], day: date, cap: int) -> list[tuple[Gift, int]]:
    """Those of the day with the minutes that count: of earned ones so many as fit below the cap."""
    room, found = cap, []
    for gift in gifts:
        if gift.day == day:
            minutes = min(gift.minutes, room) if gift.kind == EARNED else gift.minutes
            room -= minutes if gift.kind == EARNED else 0
            found.append((gift, minutes))
    return found


def on_top(gifts: Sequence[Gift], day: date, cap: int) -> int:
    return sum(minutes for _gift, minutes in counted(gifts, day, cap))


def lapses(gift: Gift, pauses: Sequence[Paused], end_of_day: datetime) -> datetime:
    """A pause takes nothing of the time in which they can be used."""
    if gift.expires_at is None:
        return end_of_day
    at = gift.expires_at
    for pause in sorted(pauses, key=lambda pause: pause.start):
        begins = max(pause.start, gift.at)
        if begins >= at:
            break
        if pause.until is None:
            return end_of_day
        at += max(pause.until - begins, timedelta())
    return min(at, end_of_day)


def stock(
    base: int,
    gifts: Sequence[tuple[Gift, int]],
    pauses: Sequence[Paused],
    used: Sequence[Span],
    day: Span,
    now: datetime,
) -> Stock:
    """What lapses sooner is used first, so that a gift that has lapsed never eats a later one.

    `used`: disjoint and in order, within the day.
    """
    if all(gift.expires_at is None for gift, _minutes in gifts):
        whole = 60 * (base + sum(minutes for _gift, minutes in gifts))
        return Stock([Pot(day.end, max(0.0, whole - _seconds(used)))], 0)
    given = [
        (max(gift.at, day.start), Pot(lapses(gift, pauses, day.end), 60.0 * minutes))
        for gift, minutes in gifts
    ]
    return _played(Pot(day.end, 60.0 * base), given, used, day, now)


def _played(
    base: Pot, given: Sequence[tuple[datetime, Pot]], used: Sequence[Span], day: Span, now: datetime
) -> Stock:
    """The day so far, from one change of what there is to the next. What was used beyond it is owed."""
    turns = {at for at, _pot in given} | {pot.lapses for _at, pot in given}
    pots, owed, lapsed, since = [base], 0.0, 0.0, day.start
    for turn in [*sorted(turn for turn in turns if day.start < turn <= now), None]:
        pots = sorted([*pots, *(pot for at, pot in given if at == since)])
        need = owed + _seconds(used, since, turn or day.end)
        pots, owed = _drained(pots, need)
        if turn is not None:
            lapsed += sum(pot.seconds for pot in pots if pot.lapses <= turn)
            pots, since = [pot for pot in pots if pot.lapses > turn], turn
    return Stock(pots, lapsed)


def _drained(pots: list[Pot], need: float) -> tuple[list[Pot], float]:
    left = []
    for pot in pots:
        taken = min(pot.seconds, need)
        need -= taken
        left.append(Pot(pot.lapses, pot.seconds - taken))
    return left, need


def _seconds(used: Sequence[Span], start: datetime | None = None, end: datetime | None = None) -> float:
    total = timedelta()
    for begin, until in used:
        begin, until = max(begin, start or begin), min(until, end or until)
        total += max(until - begin, timedelta())
    return total.total_seconds()


def used_up_by(pots: Sequence[Pot], now: datetime) -> Iterator[datetime]:
    """The moments at which each is empty or lapses, if the screen stays on."""
    for pot in pots:
        now = max(now, min(now + timedelta(seconds=pot.seconds), pot.lapses))
        yield now
