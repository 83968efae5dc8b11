"""The only place where rows are added to the ledger."""

from typing import TypedDict, Unpack

from sqlmodel import func, select

from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.rewards.events import PointsReversed
from appliance.rewards.models import PointEntry
from appliance.rewards.rules import reversal_cause


async def balance(work: Work, member_id: int) -> int:
    found = await work.db.exec(
        select(func.coalesce(func.sum(PointEntry.amount), 0)).where(
            PointEntry.family_id == work.actor.family_id, PointEntry.member_id == member_id
        )
    )
    return int(found.one())


async def entry_for(work: Work, cause: str) -> PointEntry | None:
    found = await work.db.exec(
        select(PointEntry).where(PointEntry.cause == cause, PointEntry.family_id == work.actor.family_id)
    )
    return found.first()


async def taken_back(work: Work, entry: PointEntry) -> bool:
    found = await work.db.exec(select(PointEntry.id).where(PointEntry.reverses_id == entry.id))
    return found.first() is not None


class About(TypedDict):
    """The fields that every event of an entry carries."""

    family_id: int
    entry_id: int
    member_id: int
    amount: int
    cause: str


def about(entry: PointEntry) -> About:
    assert entry.id is not None
    return About(
        family_id=entry.family_id,
        entry_id=entry.id,
        member_id=entry.member_id,
        amount=entry.amount,
        cause=entry.cause,
    )


class Of(TypedDict, total=False):
    """What a line follows from, beside its cause."""

    wish_id: int
    occurrence_id: int


async def book(
    work: Work, member_id: int, amount: int, kind: str, cause: str, title: str, **of: Unpack[Of]
) -> PointEntry:
    """One line more. The caller has made sure that this cause is new; the table's UNIQUE is the last lock."""
    return await _add(
        work,
        PointEntry(
            family_id=work.actor.family_id,
            member_id=member_id,
            amount=amount,
            kind=kind,
            cause=cause,
            title=title,
            by_member_id=work.actor.member_id,
            at=work.now,
            **of,
        ),
    )


async def book_back(work: Work, entry: PointEntry, note: str = "") -> PointEntry:
    """The opposite of an entry, linked to it, with a word why. Nothing is taken back twice."""
    if entry.kind == "reversal" or await taken_back(work, entry):
        raise RuleBroken(_("This was taken back already."))
    back = await _add(
        work,
        PointEntry(
            family_id=entry.family_id,
            member_id=entry.member_id,
            amount=-entry.amount,
            kind="reversal",
            cause=reversal_cause(entry.cause),
            reverses_id=entry.id,
            title=entry.title,
            note=note,
            wish_id=entry.wish_id,
            occurrence_id=entry.occurrence_id,
            by_member_id=work.actor.member_id,
            at=work.now,
        ),
    )
    await work.emit(PointsReversed(**about(entry)))
    return back


async def _add(work: Work, entry: PointEntry) -> PointEntry:
    work.db.add(entry)
    await work.db.flush()
    return entry
