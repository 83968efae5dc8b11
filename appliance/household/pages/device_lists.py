"""The family's browsers as a page shows them: all of them, or one with its sign-ins."""

from datetime import time, timedelta

from litestar import Response
from pydantic import BaseModel

from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.forms import DeviceSent, DisplaySent
from appliance.household.models import Device
from appliance.household.pages.cookies import device_at
from appliance.household.queries import device_in_family, devices_of, members_of
from appliance.household.queries.doors import sign_ins_by_device
from appliance.web.forms import Form, filled
from appliance.web.render import page
from appliance.web.request import AppRequest

DIM_FROM, DIM_UNTIL = time(21), time(6)  # a first guess for the form


async def devices_page(
    request: AppRequest, office: Office, form: Form[DeviceSent], status: int = 200
) -> Response[str]:
    here = await device_at(request, office)
    async with office.reading(request.user) as look:
        devices, people = await devices_of(look), await members_of(look)
        sign_ins = await sign_ins_by_device(look, _idle(request))
    names = {person.id: person.name for person in people}
    return page(
        request,
        "household/devices.html",
        status,
        devices=devices,
        here=here.id if here else None,
        form=form,
        sign_ins=sign_ins,
        users={device.id: [names[who] for who in device.known_to if who in names] for device in devices},
    )


async def device_page(
    request: AppRequest,
    office: Office,
    device_id: int,
    form: Form[DeviceSent] | None = None,
    display: Form[DisplaySent] | None = None,
    status: int = 200,
) -> Response[str]:
    here = await device_at(request, office)
    async with office.reading(request.user) as look:
        device, people = await device_in_family(look, device_id), await members_of(look)
        sign_ins = (await sign_ins_by_device(look, _idle(request))).get(device_id, [])
    return page(
        request,
        "household/device.html",
        status,
        device=device,
        here=here is not None and here.id == device_id,
        form=form or filled({"name": device.name}),
        display=display or _hours(device),
        people=[person for person in people if person.id in device.known_to],
        sign_ins=sign_ins,
        session_here=request.auth.session_id,
        may_end={row.id for row in sign_ins if policy.may_end_sign_in(request.user, row.member)},
    )


def _hours(device: Device) -> Form[BaseModel]:
    hours = (device.dim_from, device.dim_until) if device.is_display else (DIM_FROM, DIM_UNTIL)
    wall = {"shows": device.is_display, "dim_from": _clock(hours[0]), "dim_until": _clock(hours[1])}
    return filled(wall)


def _idle(request: AppRequest) -> timedelta:
    settings: Settings = request.app.state.settings
    return timedelta(days=settings.session_idle_days)


def _clock(moment: time | None) -> str:
    return moment.isoformat("minutes") if moment else ""
