"""Rules as parents set them."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.models import Member
from appliance.household.queries import member_of
from appliance.screen_time import policy
from appliance.screen_time.events import RulesChanged
from appliance.screen_time.models import ScreenRule, row_of
from appliance.screen_time.rules import PARTS, Rules, Since, trouble_with


async def set_rules(work: Work, member_id: int, rules: Rules, why: str = "") -> ScreenRule:
    """`rules.since` is not asked for: each part that differs is set by whoever acts, now."""
    if not policy.may_set_limits(work.actor):
        raise NotAllowed(_("Only a parent can set screen time."))
    member = await child_of(work, member_id)
    _check(rules)
    newest = await _newest(work, member_id)
    before = newest[0].rules if newest else None
    changed = [part for part in PARTS if before is None or getattr(before, part) != getattr(rules, part)]
    now = Since(work.actor.member_id, work.now, why)
    kept = before.since if before else {}
    since = {part: now if part in changed else kept[part] for part in PARTS}
    row = row_of(replace(rules, since=since), (member.family_id, member_id), now)
    work.db.add(row)
    await work.emit(_told(row, changed))
    return row


async def undo_rules(work: Work, rule_id: int) -> ScreenRule:
    """The rules before come back as they were, with who set them: as a row of its own."""
    if not policy.may_set_limits(work.actor):
        raise NotAllowed(_("Only a parent can set screen time."))
    row = await work.db.get(ScreenRule, rule_id)
    if row is None or row.family_id != work.actor.family_id:
        raise NotFound(_("We could not find these rules."))
    newest = await _newest(work, row.member_id)
    if newest[0].id != rule_id or len(newest) == 1:
        raise RuleBroken(_("There are newer rules already, or none before."))
    before, now = newest[1].rules, Since(work.actor.member_id, work.now, newest[1].why)
    again = row_of(before, (row.family_id, row.member_id), now)
    work.db.add(again)
    changed = [part for part in PARTS if getattr(before, part) != getattr(row.rules, part)]
    await work.emit(_told(again, changed))
    return again


def _told(row: ScreenRule, changed: list[str]) -> RulesChanged:
    return RulesChanged(
        family_id=row.family_id, member_id=row.member_id, minutes=row.minutes, changed=changed, why=row.why
    )


async def _newest(work: Work, member_id: int) -> Sequence[ScreenRule]:
    """The last two."""
    found = await work.db.exec(
        select(ScreenRule)
        .where(ScreenRule.member_id == member_id, ScreenRule.family_id == work.actor.family_id)
        .order_by(col(ScreenRule.id).desc())
        .limit(2)
    )
    return found.all()


def _check(rules: Rules) -> None:
    trouble = trouble_with(rules)
    if trouble:
        raise Invalid(_("These rules need another look."), trouble)


async def child_of(work: Work, member_id: int) -> Member:
    member = await member_of(work, member_id)
    if member.role not in YOUNG:
        raise RuleBroken(_("Grown-ups have no screen time here."))
    return member
