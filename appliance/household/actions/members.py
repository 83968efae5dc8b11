"""People come, change and leave. Who left keeps their rows: the history stays true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, func, select

from appliance.core.errors import Invalid, NotAllowed, RuleBroken
from appliance.core.i18n import LANGUAGES
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.work import Work
from appliance.household import policy
from appliance.household.actions.sessions import end_sign_ins
from appliance.household.actions.tokens import end_tokens
from appliance.household.credentials import Hashed
from appliance.household.events import MemberAdded, MemberChanged
from appliance.household.models import FACES, HUES, Member
from appliance.household.queries import member_of
from appliance.household.rules import Ending

EARLIEST = date(1900, 1, 1)


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """A parent has a password, a child a PIN, a teen either or both; without one nobody signs in as them."""

    name: str
    role: str
    owner: bool = False
    born: date | None = None
    called: Sequence[str] = ()
    face: str = "fox"
    hue: str = "stone"
    language: str = ""
    password: Hashed | None = None
    pin: Hashed | None = None
    pin_kind: str = "digits"
    guest_until: datetime | None = None
    person: str = ""


@dataclass(frozen=True, kw_only=True)
class MemberChange:
    name: str
    role: str
    born: date | None
    called: Sequence[str]
    face: str
    hue: str


async def add_member(work: Work, member: NewMember) -> Member:
    if not policy.may_add_member(work.actor, member.role):
        raise NotAllowed(_("Only the owner of the family can add a parent."))
    return await put_member(work, work.actor.family_id, member)


async def put_member(work: Work, family_id: int, new: NewMember) -> Member:
    """The row itself, for verbs that have asked for permission."""
    _check_person(work, new.name, new.role, new.born, new.face, new.hue)
    await _check_name_is_free(work, family_id, new.name, None)
    row = _row(work, family_id, new)
    work.db.add(row)
    await work.db.flush()
    assert row.id is not None
    await work.emit(MemberAdded(family_id=family_id, member_id=row.id, name=row.name, role=row.role))
    return row


def _row(work: Work, family_id: int, new: NewMember) -> Member:
    return Member(
        family_id=family_id,
        name=new.name.strip(),
        role=new.role,
        owner=new.owner and new.role == "parent",
        born=new.born,
        called=_called(new.called),
        face=new.face,
        hue=new.hue,
        language=new.language if new.language in LANGUAGES else "",
        password=(new.password or "") if policy.may_have_password(new.role) else "",
        pin=(new.pin or "") if policy.may_have_pin(new.role) else "",
        pin_kind=new.pin_kind,
        guest_until=_guest_time(work, new),
        person=new.person,
        created_at=work.now,
    )


async def change_member(work: Work, member_id: int, change: MemberChange) -> Member:
    row = await member_of(work, member_id)
    if policy.may_manage(work.actor, row) and row.role != change.role and "guest" in (row.role, change.role):
        raise NotAllowed(_("A guest stays a guest. Invite them anew to live here."))
    if not policy.may_manage(work.actor, row) or not policy.may_change_role(work.actor, row, change.role):
        raise NotAllowed(_("Only the owner of the family can change a parent."))
    _check_person(work, change.name, change.role, change.born, change.face, change.hue)
    await _check_name_is_free(work, row.family_id, change.name, member_id)
    if row.role != change.role:
        await _change_role(work, row, change.role)
    row.name, row.born, row.called = change.name.strip(), change.born, _called(change.called)
    row.face, row.hue = change.face, change.hue
    work.db.add(row)
    await work.emit(
        MemberChanged(family_id=row.family_id, member_id=member_id, fields="name role born called face hue")
    )
    return row


async def _change_role(work: Work, row: Member, role: str) -> None:
    """With another role come other rights, so whoever was signed in signs in anew."""
    if row.owner and role != "parent" and await owners_of(work) < 2:
        raise RuleBroken(_("The last owner cannot leave. Make another parent the owner first."))
    row.role, row.owner = role, row.owner and role == "parent"
    row.password = row.password if policy.may_have_password(role) else ""
    row.pin = row.pin if policy.may_have_pin(role) else ""
    row.person = row.person if policy.may_have_password(role) else ""
    assert row.id is not None
    await end_sign_ins(work, row.id, why=Ending.ROLE)
    if not policy.may_have_password(role):
        await end_tokens(work, row.id)


async def owners_of(work: Work) -> int:
    found = await work.db.exec(
        select(func.count())
        .select_from(Member)
        .where(Member.family_id == work.actor.family_id, col(Member.owner), col(Member.left_at).is_(None))
        .where(col(Member.disabled_at).is_(None))
    )
    return found.one()


async def _check_name_is_free(work: Work, family_id: int, name: str, but: int | None) -> None:
    found = await work.db.exec(
        select(Member.id, Member.name).where(Member.family_id == family_id, col(Member.left_at).is_(None))
    )
    wanted = name.strip().casefold()
    if any(taken.casefold() == wanted and member_id != but for member_id, taken in found.all()):
        sentence = _("There is a %(name)s already. Add something that tells them apart.")
        raise Invalid(sentence, errors={"name": sentence}, name=name.strip())


def _check_person(work: Work, name: str, role: str, born: date | None, face: str, hue: str) -> None:
    errors: dict[str, str] = {}
    if not 1 <= len(name.strip()) <= 40 or not name.strip().isprintable():
        errors["name"] = _("A name has 1 to 40 letters.")
    if role not in policy.ROLES or role == Role.HOUSE:
        errors["role"] = _("Please choose one of these.")
    if born and born > work.now.date():
        errors["born"] = _("That day is still to come. Check the year.")
    if born and born < EARLIEST:
        errors["born"] = _("That is too long ago. Check the year.")
    if face not in FACES:
        errors["face"] = _("Please choose one of these.")
    if hue not in HUES:
        errors["hue"] = _("Please choose one of these.")
    if errors:
        raise Invalid(_("Something needs another look."), errors=errors)


def _guest_time(work: Work, new: NewMember) -> datetime | None:
    if new.role != Role.GUEST:
        return None
    if new.guest_until is None or new.guest_until <= work.now:
        sentence = _("Say until when the guest stays.")
        raise Invalid(sentence, errors={"guest_until": sentence})
    return new.guest_until


def _called(names: Sequence[str]) -> list[str]:
    return [name.strip().lower()[:40] for name in names if name.strip()][:12]
