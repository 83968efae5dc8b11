"""A key lives on: with a later end, or with a new secret in its place."""

from datetime import timedelta

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.tokens import LONGEST, make_token, revoke_token
from appliance.household.events import TokenRenewed
from appliance.household.models import ApiToken
from appliance.household.queries import member_of
from appliance.household.queries.keys import own_key

A_DAY = timedelta(days=1)


async def renew_token(work: Work, token_id: int) -> ApiToken:
    """As long again as it was made for, and never more than a year from now; the secret stays."""
    key = await own_key(work, token_id)
    await _ask(work)
    key.expires_at = min(key.expires_at + timedelta(days=key.days), work.now + timedelta(days=LONGEST))
    work.db.add(key)
    await work.emit(
        TokenRenewed(family_id=key.family_id, member_id=key.member_id, token_id=token_id, name=key.name)
    )
    return key


async def replace_token(work: Work, token_id: int, *, old_for_a_day: bool = False) -> str:
    """A new secret for the same purpose; the old one opens nothing from now on, or from tomorrow."""
    old = await own_key(work, token_id)
    made = await make_token(work, old.member_id, old.name, old.days, old.scopes)
    if old_for_a_day:
        old.expires_at = min(old.expires_at, work.now + A_DAY)
        work.db.add(old)
    else:
        await revoke_token(work, token_id)
    return made


async def _ask(work: Work) -> None:
    if not policy.may_have_token(work.actor, await member_of(work, work.actor.member_id)):
        raise NotAllowed(_("A key can be made only for yourself."))
