"""What really happened: who sat where, second by second, and what a just house would count of it."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")
APPS = ("Minecraft", "Firefox", "YouTube", "Discord", "Tux Racer")
CHILDREN = ("Leo", "Maya")


@dataclass(frozen=True)
class Seat:
    """A device and who uses it. `off`: it is shut down afterwards, not only closed."""

    name: str
    people: tuple[str, ...]
    off: bool = False
    phone: bool = False


SEATS = (
    Seat("leos pc", ("Leo",)),
    Seat("leos phone", ("Leo",), phone=True),
    Seat("leos laptop", ("Leo",), off=True),
    Seat("mayas tablet", ("Maya",)),
    Seat("mayas laptop", ("Maya",), off=True),
    Seat("family pc", ("Leo", "Maya", "Elena")),
)


@dataclass(frozen=True)
class Act:
    """`idle`: seconds since the last key. `app` None: locked, asleep or off."""

    at: int
    what: str
    seat: str
    who: str = ""
    app: str | None = None
    idle: int = 0


@dataclass
class Truth:
    """A bit for each second of each child, with nothing of the house's own arithmetic."""

    days: dict[tuple[str, date], bytearray] = field(default_factory=dict)

    def used(self, who: str, start: int, end: int) -> None:
        if who not in CHILDREN:
            return
        for second in range(start, end):
            day = datetime.fromtimestamp(second, ZONE).date()
            bits = self.days.setdefault((who, day), bytearray(90_000))
            bits[second - midnight(day)] = 1

    def seconds(self, who: str, day: date) -> int:
        return sum(self.days.get((who, day), b""))


def midnight(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=ZONE).timestamp())


def at(day: date, hour: float) -> int:
    return midnight(day) + int(hour * 3600)


class Script:
    """One day after the other, always the same for the same seed."""

    def __init__(self, seed: int, heartbeat: int, report: int) -> None:
        self.chance, self.truth = random.Random(seed), Truth()
        self.heartbeat, self.report = heartbeat, report

    def day(self, day: date) -> list[Act]:
        acts = [act for seat in SEATS for act in self._at(seat, day)]
        return sorted(acts, key=lambda act: act.at)

    def _at(self, seat: Seat, day: date) -> Iterator[Act]:
        """Two sittings, the later one now and then past midnight, and on the nights of DST through them."""
        late = day.month in (3, 10) and day.weekday() == 5 and day.day > 24 and "Leo" in seat.people
        begins = [self.chance.uniform(7, 13), self.chance.uniform(15, 20)]
        if late or self.chance.random() < 0.1:
            begins[1] = self.chance.uniform(23.2, 23.7)
        for begin in begins:
            if self.chance.random() < (0.35 if seat.off else 0.7):
                who = self.chance.choice(seat.people)
                length = 4.5 if late and begin > 20 else self.chance.uniform(0.2, 1.4)
                sitting = self._on_phone if seat.phone else self._sitting
                yield from sitting(seat, who, at(day, begin), int(length * 3600))

    def _on_phone(self, seat: Seat, who: str, start: int, length: int) -> Iterator[Act]:
        """Of two words at the same moment the later may come first."""
        now, closing = start, None
        for app in self.chance.sample(APPS, self.chance.randint(1, 3)):
            end = now + self.chance.randint(60, 1800)
            self.truth.used(who, now, end)
            words = [Act(now, "opening", seat.name, who, app), *([closing] if closing else [])]
            yield from self.chance.sample(words, len(words))
            now, closing = end, Act(end, "closing", seat.name, who, app)
        if closing:
            yield closing

    def _sitting(self, seat: Seat, who: str, start: int, length: int) -> Iterator[Act]:
        acts = [Act(start, "wakes", seat.name)]
        app, now, last = self.chance.choice(APPS), start, start + length
        while now < last:
            app, end = self.chance.choice((app, *APPS)), now + self.chance.randint(120, 1800)
            self.truth.used(who, now, end)
            acts += [Act(beat, "looks", seat.name, who, app) for beat in self._beats(now, end)]
            now = end
            if now < last:
                away, left = self._leaves(seat, who, app, now, acts)
                if away == "pause":
                    self.truth.used(who, now, left)
                now = left
        acts.append(Act(now, "off" if seat.off else "asleep", seat.name, who))
        acts += [
            Act(beat, "reports", seat.name, who) for beat in range(start + self.report, now, self.report)
        ]
        yield from acts

    def _beats(self, start: int, end: int) -> list[int]:
        return [*range(start, end, self.heartbeat), end]

    def _leaves(self, seat: Seat, who: str, app: str, now: int, acts: list[Act]) -> tuple[str, int]:
        """Three minutes without a hand on it are still theirs; more are nobody's, and a lock is at once."""
        what = self.chance.choice(("pause", "nobody there", "locked", "asleep"))
        lasts = {"pause": (20, 160), "nobody there": (220, 1500), "locked": (30, 900), "asleep": (120, 5400)}
        end = now + self.chance.randint(*lasts[what])
        if what in ("locked", "asleep"):
            acts.append(Act(now, what, seat.name, who))
        else:
            beats = self._beats(now, end)[1:-1]
            acts += [Act(beat, "looks", seat.name, who, app, idle=beat - now) for beat in beats]
        if what == "asleep":
            acts.append(Act(end, "wakes", seat.name))
        return what, end


def days_from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]
