"""What the database holds, looked at as an auditor would: every row has its reason."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from sqlmodel import col, select

from appliance.chores.models import Occurrence
from appliance.core.work import Reading
from appliance.rewards.models import PointEntry, PointSum
from appliance.screen_time.models import BonusMinutes

Row = dict[str, object]


@dataclass(frozen=True)
class Books:
    """`rows`: the occurrences by title; `entries` and `minutes` in the order in which they were written."""

    rows: Mapping[str, Occurrence]
    entries: Sequence[PointEntry]
    minutes: Sequence[BonusMinutes]
    sums: Mapping[int, int]

    def row(self, title: str) -> Row:
        """All that an undo brings back: approvals are only counted up, and ticks go by themselves."""
        return self.rows[title].model_dump(exclude={"round", "ticks"})

    def balances(self) -> Counter[int]:
        found: Counter[int] = Counter()
        for entry in self.entries:
            found[entry.member_id] += entry.amount
        return found

    def minutes_of(self, kind: str) -> Counter[int]:
        found: Counter[int] = Counter()
        kinds = {row.id: row.kind for row in self.minutes}
        for row in self.minutes:
            if kinds.get(row.reverses_id, row.kind) == kind:
                found[row.member_id] += row.minutes
        return found


async def read_books(look: Reading, ids: Mapping[str, int]) -> Books:
    names = {number: name for name, number in ids.items()}
    rows = await look.db.exec(select(Occurrence).where(col(Occurrence.id).in_(names)))
    entries = await look.db.exec(select(PointEntry).order_by(col(PointEntry.id)))
    minutes = await look.db.exec(select(BonusMinutes).order_by(col(BonusMinutes.id)))
    sums = await look.db.exec(select(PointSum))
    return Books(
        {names[row.id or 0]: row for row in rows.all()},
        entries.all(),
        minutes.all(),
        {row.member_id: row.points for row in sums.all()},
    )


def faults(books: Books, docked: Set[str]) -> list[str]:
    """`docked`: chores whose pay a parent took back by hand."""
    return [*_spent_what_was_not_there(books), *_without_reason(books, docked), *_wrongly_reversed(books)]


def _spent_what_was_not_there(books: Books) -> list[str]:
    found, has = [], Counter[int]()
    for entry in books.entries:
        has[entry.member_id] += entry.amount
        if entry.kind in ("spent", "penalty") and has[entry.member_id] < 0:
            found.append(f"{entry.title} was paid with points that were not there")
    sums = {member: points for member, points in books.balances().items() if points}
    if sums != {member: points for member, points in books.sums.items() if points}:
        found.append(f"the sums say {books.sums}, the entries {sums}")
    return found


def _without_reason(books: Books, docked: Set[str]) -> list[str]:
    """What stands in the ledgers of points and minutes, against what is approved at this moment."""
    back = {entry.reverses_id for entry in books.entries}
    earned = {e.cause: e.amount for e in books.entries if e.kind == "earned" and e.id not in back}
    gone = {row.reverses_id for row in books.minutes}
    kept = [m for m in books.minutes if m.kind == "earned" and m.reverses_id is None and m.id not in gone]
    given = {row.cause: row.minutes for row in kept}
    approved = [row for row in books.rows.values() if row.state == "approved"]
    causes = {f"occurrence:{row.id}:{row.round}": row for row in approved}
    points = {cause: row.paid for cause, row in causes.items() if row.paid and row.title not in docked}
    minutes = {f"earned:{cause}": row.paid_minutes for cause, row in causes.items() if row.paid_minutes}
    found = [] if earned == points else [f"{earned} is booked, {points} is approved"]
    return found + ([] if given == minutes else [f"minutes {given} are given, {minutes} are approved"])


def _wrongly_reversed(books: Books) -> list[str]:
    """Nothing is taken back twice, from somebody else, or by another amount."""
    known = {entry.id: entry for entry in books.entries}
    backs = [entry for entry in books.entries if entry.reverses_id is not None]
    pairs = [(back, known[back.reverses_id]) for back in backs]
    wrong = [
        back.cause
        for back, of in pairs
        if (back.member_id, back.amount) != (of.member_id, -of.amount) or of.kind == "reversal"
    ]
    twice = [number for number, times in Counter(back.reverses_id for back in backs).items() if times > 1]
    return [f"{cause} is no mirror of what it reverses" for cause in wrong] + [
        f"entry {number} is taken back twice" for number in twice
    ]
