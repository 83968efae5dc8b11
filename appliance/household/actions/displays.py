"""A browser of the house that shows everyone's day on the kitchen wall, to whoever stands there."""

from dataclasses import dataclass
from datetime import time

from sqlmodel import col, update

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Office, Work
from appliance.household import policy
from appliance.household.events import DeviceChanged
from appliance.household.models import DISPLAY, Device, device_line
from appliance.household.queries import device_in_family


@dataclass(frozen=True)
class DisplayPlan:
    """Dim from one hour to another, past midnight too; without both it is never dim."""

    shows: bool
    dim_from: time | None = None
    dim_until: time | None = None


async def set_display(work: Work, device_id: int, plan: DisplayPlan) -> Device:
    """On the wall everyone may touch their face and sign in, so the browser becomes one for everyone."""
    if not policy.may_change_devices(work.actor):
        raise NotAllowed(_("Only a parent can do this."))
    device = await device_in_family(work, device_id)
    device.kind = DISPLAY if plan.shows else "browser"
    device.enrolled = device.enrolled or plan.shows
    device.dim_from, device.dim_until = plan.dim_from, plan.dim_until
    work.db.add(device)
    if not plan.shows:
        work.close_session(device.family_id, device_line(device_id))
    await work.emit(DeviceChanged(family_id=device.family_id, device_id=device_id, name=device.name))
    return device


async def note_display(office: Office, device: Device) -> None:
    """Nobody signs in at a wall: it is seen when it fetches the day, and noted only now and then."""
    seen = update(Device).where(col(Device.id) == device.id)
    await office.database.note(seen.values(seen_at=office.clock()))
