"""Rules as parents set them."""

from dataclasses import replace

from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, RuleBroken
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
    before = await newest_rules(work, member_id)
    changed = [part for part in PARTS if before is None or getattr(before, part) != getattr(rules, part)]
    now = Since(work.actor.member_id, work.now, why)
    kept = before.since if before else {}
    since = {part: now if part in changed else kept[part] for part in PARTS}
    row = row_of(replace(rules, since=since), (member.family_id, member_id), now)
    work.db.add(row)
    await work.emit(
        RulesChanged(
            family_id=member.family_id,
            member_id=member_id,
            minutes=row.minutes,
            changed=changed,
            why=why,
        )
    )
    return row


async def newest_rules(work: Work, member_id: int) -> Rules | None:
    found = await work.db.exec(
        select(ScreenRule)
        .where(ScreenRule.member_id == member_id, ScreenRule.family_id == work.actor.family_id)
        .order_by(col(ScreenRule.id).desc())
        .limit(1)
    )
    row = found.first()
    return row.rules if row else None


def _check(rules: Rules) -> None:
    trouble = trouble_with(rules)
    if trouble:
        raise Invalid(_("These rules need another look."), trouble)


async def child_of(work: Work, member_id: int) -> Member:
    member = await member_of(work, member_id)
    if member.role not in YOUNG:
        raise RuleBroken(_("Grown-ups have no screen time here."))
    return member
