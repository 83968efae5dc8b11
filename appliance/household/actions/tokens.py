"""Keys for programs: shown once, stored hashed, with scopes and an end."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.secrets import new_token, token_hash
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.events import TokenMade, TokenRevoked
from appliance.household.models import ApiToken
from appliance.household.queries import member_of

SCOPES = ("read", "write")
LONGEST = 366


async def make_token(
    work: Work, member_id: int, name: str, days: int = 90, scopes: Sequence[str] = SCOPES
) -> str:
    """The key itself: nobody can read it again later."""
    member = await member_of(work, member_id)
    if not policy.may_have_token(work.actor, member):
        raise NotAllowed(_("A key can be made only for yourself."))
    _check(name, days, scopes)
    token = f"home_{new_token()}"  # never begins with a dash, and is known where it leaks
    row = ApiToken(
        family_id=member.family_id,
        member_id=member_id,
        name=name.strip(),
        token_hash=token_hash(token),
        scopes=[scope for scope in SCOPES if scope in scopes],
        created_at=work.now,
        days=days,
        expires_at=work.now + timedelta(days=days),
    )
    work.db.add(row)
    await work.db.flush()
    assert row.id is not None
    event = TokenMade(family_id=row.family_id, member_id=member_id, token_id=row.id, name=row.name)
    await work.emit(event)
    return token


async def revoke_token(work: Work, token_id: int) -> None:
    found = await work.db.exec(
        select(ApiToken).where(
            ApiToken.id == token_id,
            ApiToken.family_id == work.actor.family_id,
            col(ApiToken.revoked_at).is_(None),
        )
    )
    row = found.first()
    if row is None or not policy.may_end_sign_in(work.actor, await member_of(work, row.member_id)):
        raise NotFound(_("This key is gone already."))
    await _end(work, row)


async def end_tokens(work: Work, member_id: int) -> None:
    """For someone who may have no keys any more: nobody would find them to revoke them."""
    found = await work.db.exec(
        select(ApiToken).where(ApiToken.member_id == member_id, col(ApiToken.revoked_at).is_(None))
    )
    for row in found.all():
        await _end(work, row)


async def _end(work: Work, row: ApiToken) -> None:
    assert row.id is not None
    row.revoked_at = work.now
    work.db.add(row)
    await work.emit(
        TokenRevoked(family_id=row.family_id, member_id=row.member_id, token_id=row.id, name=row.name)
    )


def _check(name: str, days: int, scopes: Sequence[str]) -> None:
    errors: dict[str, str] = {}
    if not 1 <= len(name.strip()) <= 60:
        errors["name"] = _("Give the key a name, such as Kitchen clock.")
    if not 1 <= days <= LONGEST:
        errors["days"] = _("A key lives 1 to 366 days.")
    if not scopes or not set(scopes) <= set(SCOPES):
        errors["scopes"] = _("Please choose one of these.")
    if errors:
        raise Invalid(_("Something needs another look."), errors=errors)
