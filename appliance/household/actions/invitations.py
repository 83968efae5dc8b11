"""A parent invites; whoever has the link chooses name and password, and is in. Once."""

import secrets
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypedDict

from sqlmodel import col, select, update

from appliance.core.clock import local_day
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.secrets import READABLE, new_token, token_hash
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.devices import CODE_LENGTH
from appliance.household.actions.homes import came_by_pin
from appliance.household.actions.members import NewMember, put_member
from appliance.household.actions.sessions import Entry, begin_sign_in, replace_sign_in
from appliance.household.actions.sign_in import Visitor, recognise
from appliance.household.credentials import Hashed
from appliance.household.events import InvitationAccepted, InvitationMade, InvitationRevoked
from appliance.household.models import Family, Invitation, Member, SignIn
from appliance.household.queries import Person, person
from appliance.household.queries.invitations import invitation_behind, invitation_in_family
from appliance.household.rules import end_of_stay


class About(TypedDict):
    """The fields that every event of an invitation carries."""

    family_id: int
    invitation_id: int
    role: str


@dataclass(frozen=True, kw_only=True)
class NewInvitation:
    """`days`: how long the link works; `guest_days`: how long a guest then stays."""

    role: str
    name: str = ""
    days: int = 7
    guest_days: int = 7


async def invite(work: Work, wish: NewInvitation) -> str:
    """The code of `/join/{code}`, which is nowhere in plain."""
    if not policy.may_invite(work.actor, wish.role):
        raise NotAllowed(_("Only the owner of the family can invite a parent."))
    _check(wish)
    code = "".join(secrets.choice(READABLE) for _letter in range(CODE_LENGTH))
    row = Invitation(
        family_id=work.actor.family_id,
        code_hash=token_hash(code),
        role=wish.role,
        name=wish.name.strip(),
        guest_days=wish.guest_days if wish.role == "guest" else 0,
        created_by=work.actor.member_id,
        created_at=work.now,
        expires_at=work.now + timedelta(days=wish.days),
    )
    work.db.add(row)
    await work.db.flush()
    await work.emit(InvitationMade(**_about(row)))
    return code


async def revoke_invitation(work: Work, invitation_id: int) -> None:
    row = await invitation_in_family(work, invitation_id)
    if not policy.may_invite(work.actor, row.role):
        raise NotAllowed(_("Only the owner of the family can invite a parent."))
    await _revoke(work, row)


async def end_invitations(work: Work, member_id: int) -> None:
    """Of a parent who leaves: nobody comes in on their word any more."""
    found = await work.db.exec(
        select(Invitation).where(
            Invitation.created_by == member_id,
            col(Invitation.used_at).is_(None),
            col(Invitation.revoked_at).is_(None),
        )
    )
    for row in found.all():
        await _revoke(work, row)


async def accept_invitation(work: Work, visitor: Visitor, code: str, newcomer: NewMember) -> Entry:
    """The code is the permission. Role and time are the invitation's, whatever `newcomer` says."""
    invitation, family = await _spend(work, code)
    return await _come_in(work, visitor, invitation, family, newcomer)


async def join_as_oneself(work: Work, visitor: Visitor, code: str, who: Actor, name: str = "") -> Entry:
    """Someone of another family of this house: one person, one password, a row in each."""
    me = await person(work.db, who.member_id)
    if me is None or not me.member.password:
        raise NotAllowed(_("For this you need a password of your own."))
    await _came_by_password(work, visitor, me.member)
    invitation, family = await _spend(work, code)
    await _must_be_new_to(work, family, me.member)
    me.member.person = me.member.person or new_token()
    work.db.add(me.member)
    return await _come_in(work, visitor, invitation, family, _likeness(me.member, name))


async def _come_in(
    work: Work, visitor: Visitor, invitation: Invitation, family: Family, newcomer: NewMember
) -> Entry:
    assert family.id is not None
    until = end_of_stay(local_day(work.now, family.zone), invitation.guest_days, family.zone)
    guest_until = until if invitation.role == "guest" else None
    new = replace(newcomer, role=invitation.role, owner=False, guest_until=guest_until)
    member = await put_member(work, family.id, new)
    invitation.used_by = member.id
    work.db.add(invitation)
    await work.emit(InvitationAccepted(**_about(invitation), member_id=member.id or 0))
    await replace_sign_in(work, visitor.sign_in_id)
    device_id, token = await recognise(work, visitor, Person(member, family))
    shared = visitor.device is not None and visitor.device.enrolled
    entry = await begin_sign_in(
        work,
        member,
        family,
        "invitation",
        device_id=device_id,
        brief=shared and not policy.may_have_pin(member.role),
        lifetime=visitor.lifetime,
    )
    return replace(entry, device_token=token)


async def _spend(work: Work, code: str) -> tuple[Invitation, Family]:
    found = await invitation_behind(work.db, code, work.now)
    if found is None:
        raise _gone()
    spent = await work.db.exec(
        update(Invitation)
        .where(col(Invitation.id) == found.invitation.id, col(Invitation.used_at).is_(None))
        .where(col(Invitation.revoked_at).is_(None))
        .values(used_at=work.now)
        .execution_options(synchronize_session=False)
    )
    if spent.rowcount == 0:
        raise _gone()
    await work.db.refresh(found.invitation)
    return found.invitation, found.family


async def _came_by_password(work: Work, visitor: Visitor, me: Member) -> None:
    sign_in = await work.db.get(SignIn, visitor.sign_in_id) if visitor.sign_in_id else None
    if sign_in is None or sign_in.member_id != me.id or came_by_pin(sign_in, me):
        raise NotAllowed(_("You came in by PIN. Sign in with your password to go to your other family."))


async def _must_be_new_to(work: Work, family: Family, me: Member) -> None:
    rows = select(Member.id).where(Member.family_id == family.id, col(Member.left_at).is_(None))
    mine = await work.db.exec(rows.where(Member.person == me.person)) if me.person else None
    if me.family_id == family.id or (mine is not None and mine.first() is not None):
        raise RuleBroken(_("You belong to this family already."))


def _likeness(me: Member, name: str) -> NewMember:
    return NewMember(
        name=name or me.name,
        role=me.role,
        born=me.born,
        face=me.face,
        hue=me.hue,
        language=me.language,
        password=Hashed(me.password),
        person=me.person,
    )


async def _revoke(work: Work, row: Invitation) -> None:
    row.revoked_at = work.now
    work.db.add(row)
    await work.emit(InvitationRevoked(**_about(row)))


def _about(row: Invitation) -> About:
    assert row.id is not None
    return About(family_id=row.family_id, invitation_id=row.id, role=row.role)


def _gone() -> NotFound:
    return NotFound(_("This invitation was used, taken back or is too old. Ask for a new one."))


def _check(wish: NewInvitation) -> None:
    errors: dict[str, str] = {}
    if not 1 <= wish.days <= 30:
        errors["days"] = _("An invitation works 1 to 30 days.")
    if not 1 <= wish.guest_days <= 366:
        errors["guest_days"] = _("A guest stays 1 to 366 days.")
    if len(wish.name.strip()) > 40 or not wish.name.isprintable():
        errors["name"] = _("A name has 1 to 40 letters.")
    if errors:
        raise Invalid(_("Something needs another look."), errors=errors)
