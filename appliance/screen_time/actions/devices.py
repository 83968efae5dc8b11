"""Devices that report: enrolled by a parent's code, or given a plain token; named, assigned, ended."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, delete, select, update

from appliance.agent.protocol import Keys, device_proof, grown, new_code, new_nonce, root_of, same
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.secrets import new_token, token_hash
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.actions.limits import child_of
from appliance.screen_time.events import (
    MeasuredDeviceChanged,
    MeasuredDeviceCodeMade,
    MeasuredDeviceEnrolled,
    MeasuredDeviceKeysReplaced,
    MeasuredDeviceRevoked,
)
from appliance.screen_time.models import DeviceCode, MeasuredDevice, OpenApp
from appliance.screen_time.queries.devices import measured_device_of

CODE_MINUTES = 10
KINDS = ("pc", "phone", "tablet", "console", "tv", "other")
AGENT, WAYS = "agent", ("agent", "activitywatch", "rest")


@dataclass(frozen=True)
class Enrolled:
    """`keys` stay on both sides: only the nonce out of which they grew goes back."""

    device: MeasuredDevice
    house_nonce: str
    keys: Keys


async def make_device_code(
    work: Work, name: str, *, kind: str = "pc", way: str = AGENT, member_id: int | None = None
) -> str:
    """Shown once; good for one device, for ten minutes. Without a member it is a shared one."""
    await _must_fit(work, kind, way, member_id)
    return await _told(work, _code(work, _named(name), kind, way, member_id))


async def replace_keys(work: Work, device_id: int) -> str:
    """A code for one that signs, whose old keys work until it uses that; else its new token, at once."""
    _ask(work)
    device = await measured_device_of(work, device_id)
    if device.way != AGENT:
        return await _new_token(work, device)
    row = _code(work, device.name, device.kind, device.way, device.member_id)
    row.replaces_id = device_id
    return await _told(work, row)


async def add_device(
    work: Work, name: str, *, kind: str = "pc", way: str = "activitywatch", member_id: int | None = None
) -> tuple[MeasuredDevice, str]:
    """One that cannot sign, at once, with its token: it is shown here and never again."""
    await _must_fit(work, kind, way, member_id)
    if way == AGENT:
        raise Invalid(_("This kind of device is enrolled with a code."), {"way": _("Choose another way.")})
    token = f"dev_{new_token()}"
    device = MeasuredDevice(
        family_id=work.actor.family_id,
        name=_named(name),
        kind=kind,
        way=way,
        member_id=member_id,
        token_hash=token_hash(token),
        enrolled_by=work.actor.member_id,
        enrolled_at=work.now,
    )
    await _note_enrolled(work, device)
    return device, token


async def enrol(work: Work, nonce: str, proof: str) -> Enrolled:
    """Whoever was told the code may: it is the permission, and is spent here."""
    code = await _code_proved(work, nonce, proof)
    house_nonce = new_nonce()
    keys = grown(bytes.fromhex(code.code_hash), nonce, house_nonce)
    spent = update(DeviceCode).where(col(DeviceCode.id) == code.id, col(DeviceCode.used_at).is_(None))
    # What is kept of the code from here on leads to no key.
    await work.db.exec(spent.values(used_at=work.now, code_hash=token_hash(code.code_hash)))
    device = await _with_keys(work, code, keys)
    await work.db.exec(update(DeviceCode).where(col(DeviceCode.id) == code.id).values(device_id=device.id))
    return Enrolled(device, house_nonce, keys)


async def rename(work: Work, device_id: int, name: str) -> MeasuredDevice:
    _ask(work)
    device = await measured_device_of(work, device_id)
    device.name = _named(name)
    return await _changed(work, device)


async def assign(work: Work, device_id: int, member_id: int | None) -> MeasuredDevice:
    """From now on its time is this child's; None: it is shared, and accounts tell whose it is."""
    _ask(work)
    device = await measured_device_of(work, device_id)
    if member_id is not None:
        await child_of(work, member_id)
    device.member_id = member_id
    return await _changed(work, device)


async def revoke(work: Work, device_id: int) -> MeasuredDevice:
    _ask(work)
    device = await measured_device_of(work, device_id)
    await end_device(work, device)
    return device


async def end_device(work: Work, device: MeasuredDevice) -> None:
    """Without asking who wants it: whoever leaves ends theirs by going."""
    device_id = device.id or 0
    device.revoked_at, device.revoked_by = work.now, work.actor.member_id
    device.key, device.answer_key, device.token_hash = "", "", None
    work.db.add(device)
    await work.db.exec(delete(OpenApp).where(col(OpenApp.device_id) == device_id))
    await work.db.exec(delete(DeviceCode).where(col(DeviceCode.replaces_id) == device_id))
    await work.emit(MeasuredDeviceRevoked(family_id=device.family_id, device_id=device_id, name=device.name))


def _code(work: Work, name: str, kind: str, way: str, member_id: int | None) -> DeviceCode:
    return DeviceCode(
        family_id=work.actor.family_id,
        code_hash="",
        name=name,
        kind=kind,
        way=way,
        member_id=member_id,
        made_by=work.actor.member_id,
        made_at=work.now,
        expires_at=work.now + timedelta(minutes=CODE_MINUTES),
    )


async def _told(work: Work, row: DeviceCode) -> str:
    code = new_code()
    row.code_hash = root_of(code).hex()
    await work.db.exec(
        delete(DeviceCode).where(col(DeviceCode.expires_at) < work.now, col(DeviceCode.used_at).is_(None))
    )
    work.db.add(row)
    await work.db.flush()
    await work.emit(
        MeasuredDeviceCodeMade(
            family_id=row.family_id, code_id=row.id or 0, name=row.name, replaces_id=row.replaces_id or 0
        )
    )
    return code


async def _code_proved(work: Work, nonce: str, proof: str) -> DeviceCode:
    """Codes live for minutes: there are never many to try."""
    open_codes = await work.db.exec(
        select(DeviceCode).where(DeviceCode.expires_at > work.now, col(DeviceCode.used_at).is_(None))
    )
    for code in open_codes:
        if same(device_proof(bytes.fromhex(code.code_hash), nonce), proof):
            return code
    raise NotFound(_("This code is used up or too old. Ask a parent for a new one."))


async def _with_keys(work: Work, code: DeviceCode, keys: Keys) -> MeasuredDevice:
    if code.replaces_id is not None:
        return await _keys_replaced(work, code.replaces_id, keys)
    device = MeasuredDevice(
        family_id=code.family_id,
        name=code.name,
        kind=code.kind,
        way=code.way,
        member_id=code.member_id,
        enrolled_by=code.made_by,
        enrolled_at=work.now,
    )
    _give(work, device, keys)
    await _note_enrolled(work, device)
    return device


async def _keys_replaced(work: Work, device_id: int, keys: Keys) -> MeasuredDevice:
    device = await work.db.get(MeasuredDevice, device_id)
    if device is None or device.revoked_at is not None:
        raise NotFound(_("This code is used up or too old. Ask a parent for a new one."))
    _give(work, device, keys)
    device.sequence, device.seen = 0, "0"
    work.db.add(device)
    await work.emit(
        MeasuredDeviceKeysReplaced(family_id=device.family_id, device_id=device_id, name=device.name)
    )
    return device


def _give(work: Work, device: MeasuredDevice, keys: Keys) -> None:
    if device.way == AGENT:
        device.key = work.secrets.seal(keys.key.hex())
        device.answer_key = work.secrets.seal(keys.answer_key.hex())
    else:
        device.token_hash = token_hash(keys.token)


async def _new_token(work: Work, device: MeasuredDevice) -> str:
    token = f"dev_{new_token()}"
    device.token_hash = token_hash(token)
    device.sequence, device.seen = 0, "0"
    work.db.add(device)
    await work.emit(
        MeasuredDeviceKeysReplaced(family_id=device.family_id, device_id=device.id or 0, name=device.name)
    )
    return token


async def _note_enrolled(work: Work, device: MeasuredDevice) -> None:
    work.db.add(device)
    await work.db.flush()
    event = MeasuredDeviceEnrolled(
        family_id=device.family_id,
        device_id=device.id or 0,
        name=device.name,
        way=device.way,
        member_id=device.member_id,
    )
    await work.emit(event)


async def _changed(work: Work, device: MeasuredDevice) -> MeasuredDevice:
    work.db.add(device)
    event = MeasuredDeviceChanged(
        family_id=device.family_id, device_id=device.id or 0, name=device.name, member_id=device.member_id
    )
    await work.emit(event)
    return device


def _ask(work: Work) -> None:
    if not policy.may_change_devices(work.actor):
        raise NotAllowed(_("Only a parent can do this."))


async def _must_fit(work: Work, kind: str, way: str, member_id: int | None) -> None:
    _ask(work)
    for field, value, known in (("kind", kind, KINDS), ("way", way, WAYS)):
        if value not in known:
            raise Invalid(_("Choose one of the list."), {field: _("Choose one of the list.")})
    if member_id is not None:
        await child_of(work, member_id)


def _named(name: str) -> str:
    cleaned = name.strip()
    if not 1 <= len(cleaned) <= 60 or not cleaned.isprintable():
        sentence = _("A device has a name of at most 60 letters, such as Kitchen tablet.")
        raise Invalid(sentence, errors={"name": sentence})
    return cleaned
