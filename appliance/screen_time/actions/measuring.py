"""What a parent changes about a device in one go, and what becomes of those of somebody who left."""

from dataclasses import dataclass

from sqlmodel import col, select, update

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.actions.devices import assign, end_device, rename
from appliance.screen_time.events import DeviceSilenceSet
from appliance.screen_time.models import DeviceAccount, MeasuredDevice
from appliance.screen_time.queries.devices import measured_device_of
from appliance.screen_time.rules.choices import SILENCE_COUNTS


@dataclass(frozen=True)
class DevicePlan:
    """`silence` empty: as for the whole family."""

    name: str
    member_id: int | None
    silence: str = ""


async def change_measured_device(work: Work, device_id: int, plan: DevicePlan) -> MeasuredDevice:
    """Only what is different is changed, and told."""
    if not policy.may_change_devices(work.actor):
        raise NotAllowed(_("Only a parent can do this."))
    device = await measured_device_of(work, device_id)
    if plan.name.strip() != device.name:
        await rename(work, device_id, plan.name)
    if plan.member_id != device.member_id:
        await assign(work, device_id, plan.member_id)
    if plan.silence != device.silence:
        await _listen_otherwise(work, device, plan.silence)
    return device


async def _listen_otherwise(work: Work, device: MeasuredDevice, silence: str) -> None:
    if silence not in ("", *SILENCE_COUNTS):
        sentence = _("Please choose one of these.")
        raise Invalid(sentence, {"silence": sentence})
    device.silence = silence
    work.db.add(device)
    event = DeviceSilenceSet(
        family_id=device.family_id, device_id=device.id or 0, name=device.name, silence=silence
    )
    await work.emit(event)


async def end_devices_of(work: Work, member_id: int) -> None:
    """Nothing that somebody takes along when they leave tells anything more, nor does their account."""
    theirs = select(MeasuredDevice).where(
        MeasuredDevice.family_id == work.actor.family_id,
        MeasuredDevice.member_id == member_id,
        col(MeasuredDevice.revoked_at).is_(None),
    )
    for device in (await work.db.exec(theirs)).all():
        await end_device(work, device)
    accounts = update(DeviceAccount).where(col(DeviceAccount.member_id) == member_id)
    await work.db.exec(accounts.values(member_id=None, counted=False))
