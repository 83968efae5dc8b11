"""Points by a parent's hand."""

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.queries import member_of
from appliance.rewards.actions.book import about, balance, book, book_back, entry_for
from appliance.rewards.events import PointsGiven
from appliance.rewards.models import PointEntry
from appliance.rewards.policy import may_decide


async def give_points(work: Work, member_id: int, amount: int, reason: str, key: str) -> int:
    """A bonus, or a penalty below zero. `key` is the form's own: sent twice, it is booked once."""
    _ask(work)
    wrong = _mistakes(amount, reason)
    if wrong:
        raise Invalid(_("Not saved yet."), wrong)
    member = await member_of(work, member_id)
    if member.role not in YOUNG:
        raise Invalid(_("Not saved yet."), {"member": _("Please choose a child.")})
    cause = f"by hand:{work.actor.family_id}:{key}"
    if await entry_for(work, cause):
        raise RuleBroken(_("These points were given already."))
    await _afford(work, member_id, amount)
    kind = "bonus" if amount > 0 else "penalty"
    entry = await book(work, member_id, amount, kind, cause, " ".join(reason.split()))
    await work.emit(PointsGiven(**about(entry), reason=entry.title))
    assert entry.id is not None
    return entry.id


async def reverse_entry(work: Work, entry_id: int) -> None:
    """Takes back what a parent gave or took. Pay and spending are taken back where they come from."""
    _ask(work)
    found = await work.db.exec(
        select(PointEntry).where(PointEntry.id == entry_id, PointEntry.family_id == work.actor.family_id)
    )
    entry = found.first()
    if entry is None:
        raise NotFound(_("We could not find that entry."))
    if entry.kind not in ("bonus", "penalty"):
        raise RuleBroken(_("Take this back at the chore or the wish itself."))
    await book_back(work, entry)


async def _afford(work: Work, member_id: int, amount: int) -> None:
    has = await balance(work, member_id)
    if amount < 0 and has + amount < 0:
        raise Invalid(
            _("Not saved yet."),
            {"amount": counted("Only %(has)s point is there.", "Only %(has)s points are there.")},
            has=max(has, 0),
        )


def _ask(work: Work) -> None:
    if not may_decide(work.actor):
        raise NotAllowed(_("Only a parent can give points."))


def _mistakes(amount: int, reason: str) -> dict[str, str]:
    wrong = {}
    if amount == 0 or abs(amount) > 500:
        wrong["amount"] = _("Points are a whole number from 1 to 500.")
    if not 1 <= len(reason.strip()) <= 80:
        wrong["reason"] = _("Please say why, in at most 80 letters.")
    return wrong
