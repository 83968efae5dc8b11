"""Rules as parents set them."""

from appliance.core.errors import Invalid, NotAllowed, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.models import Member
from appliance.household.queries import member_of
from appliance.screen_time import policy
from appliance.screen_time.events import LimitChanged
from appliance.screen_time.models import ScreenRule
from appliance.screen_time.rules import Limits, trouble_with


async def set_limit(work: Work, member_id: int, limits: Limits) -> ScreenRule:
    if not policy.may_set_limits(work.actor):
        raise NotAllowed(_("Only a parent can set screen time."))
    member = await child_of(work, member_id)
    _check(limits)
    rule = ScreenRule(
        family_id=member.family_id,
        member_id=member_id,
        minutes=[limits.weekday_minutes] * 5 + [limits.weekend_minutes] * 2,
        beds=[_bed(limits)] * 7,
        bonus_cap=limits.bonus_cap,
        set_by=work.actor.member_id,
        set_at=work.now,
    )
    work.db.add(rule)
    event = LimitChanged(
        family_id=member.family_id,
        member_id=member_id,
        weekday_minutes=limits.weekday_minutes,
        weekend_minutes=limits.weekend_minutes,
    )
    await work.emit(event)
    return rule


def _bed(limits: Limits) -> list[str] | None:
    if limits.bed_from is None or limits.bed_until is None:
        return None
    return [limits.bed_from.strftime("%H:%M"), limits.bed_until.strftime("%H:%M")]


def _check(limits: Limits) -> None:
    trouble = trouble_with(limits)
    if trouble:
        raise Invalid(_("These rules need another look."), trouble)


async def child_of(work: Work, member_id: int) -> Member:
    member = await member_of(work, member_id)
    if member.role not in YOUNG:
        raise RuleBroken(_("Grown-ups have no screen time here."))
    return member
