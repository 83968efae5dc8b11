"""Devices that report in numbers, for a program that watches the house. By their number: none is named."""

from collections.abc import Sequence

from sqlmodel import col, select

from appliance.core.figures import Figure, figure, figures
from appliance.core.people import the_house
from appliance.core.work import Office
from appliance.screen_time.models import DeviceQuiet, MeasuredDevice


async def figures_of_devices(office: Office) -> Sequence[Figure]:
    async with office.reading(the_house()) as look:
        found = await look.db.exec(
            select(MeasuredDevice.id, MeasuredDevice.heard_at, DeviceQuiet.id)
            .outerjoin(
                DeviceQuiet,
                (col(DeviceQuiet.device_id) == MeasuredDevice.id) & col(DeviceQuiet.heard_at).is_(None),
            )
            .where(col(MeasuredDevice.revoked_at).is_(None))
        )
        rows = found.all()
    heard = {str(device): at.timestamp() if at is not None else 0.0 for device, at, _quiet in rows}
    silent = sum(1 for _device, _at, quiet in rows if quiet is not None)
    return [
        figures(
            "appliance_device_heard_timestamp_seconds",
            "The last word of each device that measures; 0 where it was never heard.",
            "device",
            heard,
        ),
        figure("appliance_devices_silent", "Devices that measure and say nothing.", silent),
    ]
