"""Devices that report, for other programs of the house: what a parent's page does with them."""

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.screen_time import actions
from appliance.screen_time.actions.measuring import change_measured_device
from appliance.screen_time.api.device_shapes import (
    AccountShown,
    CodeShown,
    DeviceMade,
    KeysMade,
    MeasuredDeviceShown,
    OneDeviceShown,
    SilenceShown,
    show_account,
    show_code,
    show_measured_device,
    show_one,
    show_silence,
)
from appliance.screen_time.forms.devices import KIND_AND_WAY, AccountOwner, DevicePut, NewDevice
from appliance.screen_time.queries.devices import measured_device_of
from appliance.screen_time.queries.measured import device_seen, devices_seen, open_codes
from appliance.web.api.pages import listed
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest

PATH = "/screen-time/devices"


class MeasuredDevicesApi(Controller):
    path = PATH
    tags = ["Screen time"]

    @get(summary="Devices that report, by name; teens and children: their own")
    async def devices(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[MeasuredDeviceShown]]:
        async with office.reading(request.user) as look:
            seen = await devices_seen(look, office.opened_at)
        found = page.among(seen.devices, lambda one: (one.device.name.lower(), one.id))
        return listed(request, found, show_measured_device)

    @get("/{device_id:int}", summary="One of them, and what it told today")
    async def device(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> OneDeviceShown:
        async with office.reading(request.user) as look:
            return show_one(await device_seen(look, device_id, office.opened_at))

    @get("/{device_id:int}/silences", summary="When it said nothing in the last four weeks, newest first")
    async def silences(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        device_id: FromPath[int],
    ) -> Response[list[SilenceShown]]:
        async with office.reading(request.user) as look:
            rows = (await device_seen(look, device_id, office.opened_at)).silences
        return listed(request, page.among(rows, lambda row: (row.id,), newest=True), show_silence)

    @get("/{device_id:int}/accounts", summary="Who signs in on a shared computer; the young see their own")
    async def accounts(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        device_id: FromPath[int],
    ) -> Response[list[AccountShown]]:
        async with office.reading(request.user) as look:
            rows = (await device_seen(look, device_id, office.opened_at)).accounts
        return listed(request, page.among(rows, lambda row: (row.account, row.id)), show_account)


class MeasuredDeviceChangesApi(Controller):
    path = PATH
    tags = ["Screen time"]
    guards = [parents_only]

    @get("/codes", summary="Codes for new devices that nobody has typed yet (parents)")
    async def codes(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[CodeShown]]:
        async with office.reading(request.user) as look:
            rows = await open_codes(look)
        return listed(request, page.among(rows, lambda row: (row.id,)), show_code)

    @post(summary="Add one: a code for our agent, a token for the others; shown once (parents)")
    async def add(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[NewDevice]
    ) -> DeviceMade:
        kind, way = KIND_AND_WAY[data.means]
        async with office.work(request.user, "api") as work:
            if way == "agent":
                return DeviceMade(
                    code=await actions.make_device_code(work, data.name, member_id=data.member_id)
                )
            device, token = await actions.add_device(
                work, data.name, kind=kind, way=way, member_id=data.member_id
            )
            return DeviceMade(id=device.id, token=token)

    @put("/{device_id:int}", summary="Its name, whose it is, how its silence counts (parents)")
    async def change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        device_id: FromPath[int],
        data: JSONBody[DevicePut],
    ) -> OneDeviceShown:
        async with office.work(request.user, "api") as work:
            await change_measured_device(work, device_id, data.plan)
            return show_one(await device_seen(work, device_id, office.opened_at))

    @post("/{device_id:int}/keys", summary="New keys: a code, or a token that ends the old one (parents)")
    async def new_keys(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> KeysMade:
        async with office.work(request.user, "api") as work:
            device = await measured_device_of(work, device_id)
            key = await actions.replace_keys(work, device_id)
        return KeysMade(code=key) if device.way == "agent" else KeysMade(token=key)

    @delete("/{device_id:int}", summary="It can tell nothing more; what it told stays (parents)")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await actions.revoke(work, device_id)

    @put("/accounts/{account_id:int}", summary="Whose an account of a shared computer is (parents)")
    async def assign(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        account_id: FromPath[int],
        data: JSONBody[AccountOwner],
    ) -> AccountShown:
        async with office.work(request.user, "api") as work:
            return show_account(await actions.assign_account(work, account_id, data.member_id))
