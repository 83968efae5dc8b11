"""Whose turn it is: by a fixed order, by week, or least done lately. Whoever is away is passed over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from operator import attrgetter

from appliance.chores.rules.pauses import Away, pause_for, who_is_there
from appliance.chores.rules.repeats import Mode, Repeat, due_days

LATELY = timedelta(days=28)
BEHIND = 2  # who comes new, or has not been there, has so many turns to catch up, and no more


class TurnBy(StrEnum):
    ORDER = "order"
    WEEK = "week"
    LEAST = "least"


@dataclass(frozen=True)
class Rotation:
    """`week_start`: 0 is Monday. The repeat's first week is that of the first of `people`."""

    people: tuple[int, ...]
    by: TurnBy
    repeat: Repeat
    week_start: int = 0


@dataclass(frozen=True)
class Turn:
    """`counts`: done, or to be counted as done. `pause_id`: nobody was there; it stays this member's turn."""

    day: date
    nth: int
    member_id: int
    counts: bool = True
    pause_id: int | None = None

    @property
    def time(self) -> tuple[date, int]:
        return self.day, self.nth


def whose_turn(
    rotation: Rotation,
    times: Sequence[tuple[date, int]],
    fixed: Sequence[Turn] = (),
    aways: Sequence[Away] = (),
) -> list[Turn]:
    """A turn for each of `times` (day, which time that day), as if everyone did theirs.

    `fixed`: turns that were had, or that stand. They may lie between the times.
    """
    weeks = weeks_due(rotation, max(day for day, _nth in times)) if times else []
    known = sorted(fixed, key=attrgetter("time"))
    found: list[Turn] = []
    for day, nth in sorted(times):
        earlier = [turn for turn in known if turn.time < (day, nth)]
        order = _order(rotation, day, earlier, aways, weeks)
        turn = _first_there(order, day, nth, aways)
        found.append(turn)
        known = sorted([*known, turn], key=attrgetter("time"))
    return found


def weeks_due(rotation: Rotation, last: date) -> list[date]:
    """The first days of the weeks in which it is due: a week without it is nobody's."""
    repeat = rotation.repeat
    first = week_of(repeat.start, rotation.week_start)
    if rotation.by is not TurnBy.WEEK:
        return []
    if repeat.mode is not Mode.SCHEDULE:
        return [first + timedelta(weeks=n) for n in range(max(0, (last - first).days) // 7 + 1)]
    days = due_days(repeat, repeat.start, last)
    return sorted({week_of(day, rotation.week_start) for day in days}) or [first]


def week_of(day: date, week_start: int) -> date:
    return day - timedelta(days=(day.weekday() - week_start) % 7)


def _first_there(order: Sequence[int], day: date, nth: int, aways: Sequence[Away]) -> Turn:
    pause = pause_for(aways, order, day)
    if pause is not None:
        return Turn(day, nth, order[0], counts=False, pause_id=pause)
    return Turn(day, nth, who_is_there(aways, order, day)[0])


def _order(
    rotation: Rotation, day: date, earlier: Sequence[Turn], aways: Sequence[Away], weeks: Sequence[date]
) -> Sequence[int]:
    """Everyone, beginning with whoever would do it if all were there."""
    if rotation.by is TurnBy.WEEK:
        week = week_of(day, rotation.week_start)
        return _beginning_at(rotation.people, sum(one <= week for one in weeks) - 1)
    if rotation.by is TurnBy.LEAST:
        return _by_least(rotation.people, day, earlier, aways)
    for turn in reversed(earlier):
        if turn.member_id in rotation.people:
            at = rotation.people.index(turn.member_id)
            return _beginning_at(rotation.people, at + 1 if turn.counts else at)
    return rotation.people


def _beginning_at(people: Sequence[int], at: int) -> Sequence[int]:
    at = max(0, at) % len(people)
    return (*people[at:], *people[:at])


def _by_least(
    people: Sequence[int], day: date, earlier: Sequence[Turn], aways: Sequence[Away]
) -> Sequence[int]:
    """Of two who did as little: whoever did it longer ago, then the order."""
    lately = [turn for turn in earlier if turn.counts and turn.day >= day - LATELY]
    done = _done(people, lately, aways)
    last = {turn.member_id: turn.time for turn in earlier if turn.counts}
    return sorted(people, key=lambda one: (done[one], last.get(one, (date.min, 0))))


def _done(people: Sequence[int], lately: Sequence[Turn], aways: Sequence[Away]) -> Mapping[int, Fraction]:
    """Whoever was away is credited with their share of what the others did: a holiday is no debt."""
    done = dict.fromkeys(people, Fraction(0))
    for turn in lately:
        there = who_is_there(aways, people, turn.day)
        for one in people:
            if one == turn.member_id:
                done[one] += 1
            elif there and one not in there:
                done[one] += Fraction(1, len(there))
        most = max(done.values())
        done = {one: max(so_far, most - BEHIND) for one, so_far in done.items()}
    return done
