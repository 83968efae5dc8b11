"""Sign-ins begin with a new token each time, and end for good."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select, update

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.secrets import new_token, token_hash
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.events import SignedIn, SignedOut
from appliance.household.models import Family, Member, SignIn, actor_of
from appliance.household.queries import member_of
from appliance.household.rules import Ending

LIFETIME = timedelta(days=180)


@dataclass(frozen=True)
class Entry:
    """What a browser gets when it came in; the tokens exist nowhere else in plain."""

    actor: Actor
    token: str
    sign_in_id: int
    device_id: int | None = None
    device_token: str = ""


async def begin_sign_in(
    work: Work,
    member: Member,
    family: Family,
    way: str,
    *,
    device_id: int | None = None,
    brief: bool = False,
    news: bool = False,
    lifetime: timedelta = LIFETIME,
) -> Entry:
    token = new_token()
    row = SignIn(
        family_id=family.id or 0,
        member_id=member.id or 0,
        device_id=device_id,
        token_hash=token_hash(token),
        created_at=work.now,
        seen_at=work.now,
        ends_at=work.now + lifetime,
        way=way,
        brief=brief,
        news=news,
    )
    return Entry(actor_of(member, family), token, await _begun(work, row, way), device_id)


async def _begun(work: Work, row: SignIn, way: str) -> int:
    work.db.add(row)
    await work.db.flush()
    assert row.id is not None
    who = {"family_id": row.family_id, "member_id": row.member_id}
    await work.emit(SignedIn(**who, sign_in_id=row.id, device_id=row.device_id, way=way))
    return row.id


async def sign_out(work: Work, sign_in_id: int) -> None:
    """One's own session, at the end of one's turn."""
    await end_sign_in(work, await own_sign_in(work, sign_in_id), Ending.LEFT)


async def revoke_sign_in(work: Work, sign_in_id: int) -> None:
    row = await _in_the_family(work, sign_in_id)
    if not policy.may_end_sign_in(work.actor, await member_of(work, row.member_id)):
        raise NotFound(_("This sign-in has ended already."))
    await end_sign_in(work, row, Ending.ELSEWHERE if row.member_id == work.actor.member_id else Ending.PERSON)


async def sign_out_elsewhere(work: Work, but: int | None) -> int:
    """All of one's own but the one in use; how many ended."""
    return await end_sign_ins(work, work.actor.member_id, but, Ending.ELSEWHERE)


async def end_sign_ins(
    work: Work, member_id: int, but: int | None = None, why: Ending = Ending.UNKNOWN
) -> int:
    found = await work.db.exec(
        select(SignIn).where(
            SignIn.member_id == member_id, col(SignIn.revoked_at).is_(None), SignIn.ends_at > work.now
        )
    )
    ended = [row for row in found.all() if row.id != but]
    for row in ended:
        await end_sign_in(work, row, why)
    return len(ended)


async def end_device_sign_ins(work: Work, device_id: int, why: Ending) -> int:
    found = await work.db.exec(
        select(SignIn).where(SignIn.device_id == device_id, col(SignIn.revoked_at).is_(None))
    )
    rows = found.all()
    for row in rows:
        await end_sign_in(work, row, why)
    return len(rows)


async def replace_sign_in(work: Work, sign_in_id: int | None) -> None:
    """The session that a browser held before it signed in anew."""
    row = await work.db.get(SignIn, sign_in_id) if sign_in_id is not None else None
    if row is not None and row.revoked_at is None:
        await end_sign_in(work, row, Ending.LEFT)


async def end_sign_in(work: Work, row: SignIn, why: Ending) -> None:
    assert row.id is not None
    ended = {"revoked_at": work.now, "ended_why": why.value, "ended_by": work.actor.member_id}
    await work.db.exec(update(SignIn).where(col(SignIn.id) == row.id).values(**ended))
    work.close_session(row.family_id, str(row.id))
    await work.emit(SignedOut(family_id=row.family_id, member_id=row.member_id, sign_in_id=row.id))


async def own_sign_in(work: Work, sign_in_id: int) -> SignIn:
    row = await _in_the_family(work, sign_in_id)
    if row.member_id != work.actor.member_id:
        raise NotAllowed(_("This sign-in belongs to someone else."))
    return row


async def _in_the_family(work: Work, sign_in_id: int) -> SignIn:
    found = await work.db.exec(
        select(SignIn).where(
            SignIn.id == sign_in_id,
            SignIn.family_id == work.actor.family_id,
            col(SignIn.revoked_at).is_(None),
        )
    )
    row = found.first()
    if row is None:
        raise NotFound(_("This sign-in has ended already."))
    return row
