"""Browsers of the house: enrolled by a parent for all, or known because an adult signed in there."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, delete, select, update

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.secrets import READABLE, new_token, token_hash
from appliance.core.work import Office, Work
from appliance.household import policy
from appliance.household.actions.sessions import end_device_sign_ins
from appliance.household.events import DeviceChanged, DeviceEnrolled, DeviceRevoked, EnrolmentLinkMade
from appliance.household.models import Device, EnrolmentLink, device_line
from appliance.household.queries import device_in_family
from appliance.household.rules import Ending

CODE_LENGTH = 12
SEEN_EVERY = timedelta(minutes=5)


async def make_enrolment_link(work: Work, device_name: str, minutes: int = 10, uses: int = 1) -> str:
    """The code of `/enrol/{code}`; whoever opens it there turns that browser into one of the family's."""
    _ask(work)
    code = "".join(secrets.choice(READABLE) for _letter in range(CODE_LENGTH))
    await work.db.exec(delete(EnrolmentLink).where(col(EnrolmentLink.expires_at) < work.now))
    row = EnrolmentLink(
        family_id=work.actor.family_id,
        code_hash=token_hash(code),
        device_name=_named(device_name),
        created_by=work.actor.member_id,
        created_at=work.now,
        expires_at=work.now + timedelta(minutes=minutes),
        uses_left=uses,
    )
    work.db.add(row)
    await work.db.flush()
    assert row.id is not None
    await work.emit(EnrolmentLinkMade(family_id=row.family_id, link_id=row.id, name=row.device_name))
    return code


async def enrol_device(
    work: Work, code: str, name: str = "", known: Device | None = None
) -> tuple[Device, str]:
    """The browser's new token. Whoever has the code may: it is the permission, and is spent here.

    A browser that an adult of the family uses already keeps its row and its token, which is then ''.
    """
    found = await work.db.exec(
        select(EnrolmentLink).where(
            EnrolmentLink.code_hash == token_hash(plain_code(code)),
            EnrolmentLink.expires_at > work.now,
            EnrolmentLink.uses_left > 0,
        )
    )
    link = found.first()
    if link is None:
        raise NotFound(_("This link is used up or too old. Ask a parent for a new one."))
    spent = update(EnrolmentLink).where(col(EnrolmentLink.id) == link.id)
    await work.db.exec(spent.values(uses_left=EnrolmentLink.uses_left - 1))
    called = name or link.device_name
    if known is not None and known.family_id == link.family_id:
        return await _open_to_all(work, known.id or 0, called), ""
    return await put_device(work, link.family_id, link.created_by, called, enrolled=True)


async def enrol_this_browser(work: Work, device_id: int | None, name: str) -> tuple[Device, str]:
    """A parent turns the browser they sit at into one for the whole family; '' when it keeps its token."""
    _ask(work)
    if device_id is None:
        return await put_device(
            work, work.actor.family_id, work.actor.member_id, name, [work.actor.member_id], enrolled=True
        )
    await device_in_family(work, device_id)
    return await _open_to_all(work, device_id, name), ""


async def _open_to_all(work: Work, device_id: int, name: str) -> Device:
    device = await work.db.get_one(Device, device_id)
    device.enrolled, device.name = True, _named(name)
    work.db.add(device)
    await work.emit(DeviceEnrolled(family_id=device.family_id, device_id=device_id, name=device.name))
    return device


async def rename_device(work: Work, device_id: int, name: str) -> None:
    _ask(work)
    device = await device_in_family(work, device_id)
    device.name = _named(name)
    work.db.add(device)
    await work.emit(DeviceChanged(family_id=device.family_id, device_id=device_id, name=device.name))


async def revoke_device(work: Work, device_id: int) -> None:
    """Whoever is signed in there is signed out at once."""
    _ask(work)
    device = await device_in_family(work, device_id)
    device.revoked_at = work.now
    work.db.add(device)
    await end_device_sign_ins(work, device_id, Ending.DEVICE)
    work.close_session(device.family_id, device_line(device_id))
    await work.emit(DeviceRevoked(family_id=device.family_id, device_id=device_id, name=device.name))


async def sign_out_device(work: Work, device_id: int) -> int:
    """Everyone who is signed in there; the browser stays one of the family's. How many were."""
    _ask(work)
    await device_in_family(work, device_id)
    return await end_device_sign_ins(work, device_id, Ending.PERSON)


async def note_device(office: Office, device: Device) -> None:
    """That the wall of faces was opened there; at most every five minutes, as for sign-ins."""
    now = office.clock()
    if now - device.seen_at < SEEN_EVERY:
        return
    await office.database.note(update(Device).where(col(Device.id) == device.id).values(seen_at=now))


async def put_device(
    work: Work,
    family_id: int,
    by: int,
    name: str,
    known_to: Sequence[int] = (),
    *,
    enrolled: bool,
) -> tuple[Device, str]:
    token = new_token()
    row = Device(
        family_id=family_id,
        name=_named(name),
        token_hash=token_hash(token),
        enrolled=enrolled,
        known_to=list(known_to),
        created_by=by,
        created_at=work.now,
        seen_at=work.now,
    )
    await _keep(work, row)
    return row, token


async def _keep(work: Work, row: Device) -> None:
    """An adult's own browser is noted without an event: their sign-in is one."""
    work.db.add(row)
    await work.db.flush()
    if row.enrolled and row.id is not None:
        await work.emit(DeviceEnrolled(family_id=row.family_id, device_id=row.id, name=row.name))


def plain_code(code: str) -> str:
    """As typed by hand: small letters, spaces and dashes are fine."""
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _ask(work: Work) -> None:
    if not policy.may_change_devices(work.actor):
        raise NotAllowed(_("Only a parent can do this."))


def _named(name: str) -> str:
    cleaned = name.strip()
    if not 1 <= len(cleaned) <= 60 or not cleaned.isprintable():
        sentence = _("A device has a name of at most 60 letters, such as Kitchen tablet.")
        raise Invalid(sentence, errors={"name": sentence})
    return cleaned
