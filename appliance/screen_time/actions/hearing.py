"""A device's word is taken once, and noted. Nothing of it is an event: decision 035 says why."""

from datetime import datetime

from appliance.agent.protocol import taken_in
from appliance.core.errors import NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.models import MeasuredDevice


async def device_heard(
    work: Work, device_id: int, sequence: int | None, received: datetime
) -> MeasuredDevice | None:
    """None for what was said already: its number is looked at in the transaction that keeps it."""
    if not policy.may_keep_what_devices_tell(work.actor):
        raise NotAllowed(_("Only a device that is enrolled can do this."))
    device = await work.db.get(MeasuredDevice, device_id)
    if device is None or device.revoked_at is not None or device.family_id != work.actor.family_id:
        raise NotFound(_("We could not find that device."))
    if sequence is not None and not _is_new(device, sequence):
        return None
    if device.heard_at is None:
        work.topics.add((device.family_id, "screen_time"))  # somebody waits in front of its page
    device.heard_at = received
    work.db.add(device)
    return device


def _is_new(device: MeasuredDevice, sequence: int) -> bool:
    try:
        taken = taken_in(sequence, device.sequence, int(device.seen, 16))
    except ValueError:
        raise RuleBroken(_("This number is too old: go on after the highest one.")) from None
    if taken is None:
        return False
    device.sequence, device.seen = taken[0], f"{taken[1]:x}"
    return True
