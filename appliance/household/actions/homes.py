"""From one of one's families to another: one session ends, another begins."""

from dataclasses import replace
from datetime import datetime, timedelta

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.sessions import Entry, begin_sign_in, own_sign_in, sign_out
from appliance.household.models import Device, Family, Member, SignIn, actor_of
from appliance.household.queries import member_of
from appliance.household.queries.homes import other_homes

BY_PIN = "pin"


async def visit_family(work: Work, sign_in_id: int, member_id: int, browser: Device | None) -> Entry:
    """How one came in, how long that lasts and whether it ends soon after a tap go along."""
    me = await member_of(work, work.actor.member_id)
    there, family = await _home(work, me, member_id)
    before = await own_sign_in(work, sign_in_id)
    if came_by_pin(before, me):
        raise NotAllowed(_("You came in by PIN. Sign in with your password to go to your other family."))
    await sign_out(work, sign_in_id)
    known = browser is not None and browser.family_id == family.id
    return await begin_sign_in(
        replace(work, viewer=actor_of(there, family)),
        there,
        family,
        before.way,
        device_id=browser.id if browser and known else None,
        brief=before.brief,
        news=before.news,
        lifetime=_rest(before, work.now),
    )


def came_by_pin(sign_in: SignIn, member: Member) -> bool:
    """A PIN is for the family's own tablet. Sign-ins that do not say how they began are doubted."""
    return sign_in.way == BY_PIN or (not sign_in.way and policy.may_have_pin(member.role))


async def _home(work: Work, me: Member, member_id: int) -> tuple[Member, Family]:
    for there, family in await other_homes(work.db, me, work.now):
        if there.id == member_id:
            return there, family
    raise NotFound(_("We could not find that family."))


def _rest(before: SignIn, now: datetime) -> timedelta:
    return before.ends_at - now
