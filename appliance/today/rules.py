"""The shape of a day: its parts, what comes next, and the sentence that says how it stands."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

from appliance.core.i18n import mark as _
from appliance.core.people import USUAL_BLOCKS, Blocks

CARDS = 5  # a small child sees no more at once
YAY = timedelta(seconds=20)  # a celebration survives the refreshes that the same yes causes


class Part(IntEnum):
    MORNING = 0
    AFTERNOON = 1
    EVENING = 2


PARTS: Mapping[Part, tuple[str, str]] = {
    Part.MORNING: (_("Morning"), "sunrise"),
    Part.AFTERNOON: (_("Afternoon"), "sun"),
    Part.EVENING: (_("Evening"), "moon"),
}
NAMED = {"morning": Part.MORNING, "afternoon": Part.AFTERNOON, "evening": Part.EVENING}
GREETINGS = {
    Part.MORNING: _("Good morning, %(name)s."),
    Part.AFTERNOON: _("Good afternoon, %(name)s."),
    Part.EVENING: _("Good evening, %(name)s."),
}
NUMBERS = (
    _("Nothing"),
    _("One"),
    _("Two"),
    _("Three"),
    _("Four"),
    _("Five"),
    _("Six"),
    _("Seven"),
    _("Eight"),
    _("Nine"),
)


class Timed(Protocol):
    @property
    def part_of_day(self) -> str: ...


class Placed(Timed, Protocol):
    @property
    def id(self) -> int: ...
    @property
    def day(self) -> date: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def place(self) -> int: ...
    @property
    def grabs(self) -> bool: ...


class Doing(Timed, Protocol):
    @property
    def is_to_do(self) -> bool: ...
    @property
    def is_done(self) -> bool: ...


P = TypeVar("P", bound=Placed)


@dataclass(frozen=True)
class InBlocks(Generic[P]):
    """What is to do: in this block, left over from earlier ones, and what waits for its own."""

    now: Sequence[P]
    before: Sequence[P]
    later: Sequence[P]


@dataclass(frozen=True)
class Sentence:
    msgid: str
    number: int


def part_at(moment: time, blocks: Blocks = USUAL_BLOCKS) -> Part:
    if moment < blocks.afternoon:
        return Part.MORNING
    return Part.AFTERNOON if moment < blocks.evening else Part.EVENING


def part_of(thing: Timed, now: Part) -> Part:
    """Only what a parent put into a part of the day waits for it: a time says by when, not from when."""
    return NAMED.get(thing.part_of_day, now)


def in_blocks(things: Iterable[P], now: Part, today: date) -> InBlocks[P]:
    """What stands in no block may be done in any: it follows the cards of the routine."""
    found: dict[int, list[P]] = defaultdict(list)
    for thing in sorted(things, key=lambda thing: in_order(thing, now)):
        left_over = thing.part_of_day in NAMED and thing.day < today
        part = part_of(thing, now)
        found[-1 if left_over or part < now else 0 if part == now else 1].append(thing)
    return InBlocks(found[0], found[-1], found[1])


def in_order(thing: Placed, now: Part) -> tuple[bool, date, int, bool, int, datetime, int]:
    """The routine as a parent laid it out, then the rest by its time, and last what is up for grabs."""
    named = thing.part_of_day in NAMED
    return (
        thing.grabs,
        thing.day if named else date.max,
        part_of(thing, now),
        not named,
        thing.place if named else 0,
        thing.due_at,
        thing.id,
    )


def is_of(thing: Timed, part: Part) -> bool:
    """Belongs to this block, or to none."""
    return part_of(thing, part) is part


def full_blocks(things: Sequence[Doing]) -> set[Part]:
    """Blocks of which nothing is left to do: what waits for a parent was done."""
    left = {NAMED[thing.part_of_day] for thing in things if thing.part_of_day in NAMED and thing.is_to_do}
    done = {NAMED[thing.part_of_day] for thing in things if thing.part_of_day in NAMED and thing.is_done}
    return done - left


def needs_sentence(number: int) -> Sentence:
    if number == 0:
        return Sentence(_("Nothing needs you."), 0)
    return Sentence(
        _("%(number)s thing needs you.") if number == 1 else _("%(number)s things need you."), number
    )


def late_sentence(number: int) -> Sentence:
    if number == 0:
        return Sentence(_("Nothing runs late."), 0)
    return Sentence(
        _("%(number)s chore is running late.") if number == 1 else _("%(number)s chores are running late."),
        number,
    )


def fresh_yes(
    approved: Iterable[datetime], seen: datetime | None, shown: datetime | None, now: datetime
) -> bool:
    """Whether the newest yes was not celebrated in this browser before, or only a moment ago."""
    newest = max(approved, default=None)
    if newest is None or newest < now - timedelta(hours=18):
        return False
    if seen is None or newest > seen:
        return True
    return newest == seen and shown is not None and now - shown < YAY


SHIFTS = 8  # places that the wall's picture takes in turn, a pixel or two apart
SHIFT_EVERY = timedelta(minutes=5)
KIND = (
    _("A good day to do nothing together."),
    _("Time for a walk, or for a game."),
    _("Who tells the best story tonight?"),
    _("The sofa has room for everyone."),
    _("Somebody could be surprised with a cup of tea."),
    _("What was the best thing today?"),
    _("The house is fine. How are you?"),
)


def is_night(clock: time, dim_from: time | None, dim_until: time | None) -> bool:
    """Past midnight where it ends earlier than it begins; never without both hours."""
    if dim_from is None or dim_until is None or dim_from == dim_until:
        return False
    if dim_from < dim_until:
        return dim_from <= clock < dim_until
    return clock >= dim_from or clock < dim_until


def shift_at(now: datetime) -> int:
    """A picture that hangs for years must not burn itself in."""
    return int(now.timestamp() // SHIFT_EVERY.total_seconds()) % SHIFTS


def kind_sentence(day: date) -> str:
    """One for the whole day, another one tomorrow."""
    return KIND[day.toordinal() % len(KIND)]
