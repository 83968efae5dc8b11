"""Points by a parent's hand, and corrections of whatever stands in the ledger."""

from sqlmodel import select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.queries import member_of
from appliance.rewards.actions.answers import a_word, decline_wish, refund_wish
from appliance.rewards.actions.aside import wish_for
from appliance.rewards.actions.book import about, balance, book, book_back, entry_for, taken_back
from appliance.rewards.events import PointRulesChanged, PointsGiven
from appliance.rewards.models import PointEntry, PointRules
from appliance.rewards.policy import may_decide
from appliance.rewards.rules.wishes import State


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
    if amount < 0:
        await _may_take(work, member_id, -amount)
    kind = "bonus" if amount > 0 else "penalty"
    entry = await book(work, member_id, amount, kind, cause, " ".join(reason.split()))
    await work.emit(PointsGiven(**about(entry), reason=entry.title))
    assert entry.id is not None
    return entry.id


async def reverse_entry(work: Work, entry_id: int, note: str = "") -> None:
    """Takes one line back by a line of its own. What was spent goes back with its wish; of a chore only
    the points: it stays done, and its minutes stay."""
    _ask(work)
    found = await work.db.exec(
        select(PointEntry).where(PointEntry.id == entry_id, PointEntry.family_id == work.actor.family_id)
    )
    entry = found.first()
    if entry is None:
        raise NotFound(_("We could not find that entry."))
    if entry.kind == "reversal":
        raise RuleBroken(_("This line takes another one back. It cannot be taken back itself."))
    if await taken_back(work, entry):
        raise RuleBroken(_("This was taken back already."))
    if entry.wish_id is None:
        await book_back(work, entry, a_word(note))
        return
    waits = (await wish_for(work, entry.wish_id)).state == State.WAITING
    await (decline_wish if waits else refund_wish)(work, entry.wish_id, note)


async def allow_penalties(work: Work, allowed: bool) -> None:
    """Whether parents of this family may take points away. Children read it in the shop."""
    _ask(work)
    rules = await _rules(work)
    if rules is None:
        rules = PointRules(family_id=work.actor.family_id, changed_by=0, changed_at=work.now)
    rules.penalties, rules.changed_by, rules.changed_at = allowed, work.actor.member_id, work.now
    work.db.add(rules)
    await work.emit(PointRulesChanged(family_id=work.actor.family_id, penalties=allowed))


async def _rules(work: Work) -> PointRules | None:
    return await work.db.get(PointRules, work.actor.family_id)


async def _may_take(work: Work, member_id: int, amount: int) -> None:
    rules = await _rules(work)
    if rules is not None and not rules.penalties:
        raise Invalid(
            _("Not saved yet."),
            {"amount": _("In your family nobody takes points away: you switched it off.")},
        )
    has = await balance(work, member_id)
    if has < amount:
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
