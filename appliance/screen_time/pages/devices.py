"""Devices that report: the list, adding one, and what a parent changes about one."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.queries import children_of
from appliance.screen_time import actions
from appliance.screen_time.actions.measuring import change_measured_device
from appliance.screen_time.forms.devices import KIND_AND_WAY, AccountOwner, DeviceChange, NewDevice
from appliance.screen_time.pages.device_shown import show_device, show_devices, show_keys
from appliance.screen_time.queries.devices import measured_device_of
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
HERE = "/screen/devices"


class MeasuredDevicePages(Controller):
    path = HERE

    @get()
    async def devices(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await show_devices(request, office)

    @get("/{device_id:int}")
    async def device(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Response[str]:
        return await show_device(request, office, device_id)


class MeasuredDeviceChanges(Controller):
    path = HERE
    guards = [parents_only]

    @get("/new")
    async def choose(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await show_choice(request, office, Form())

    @post()
    async def add(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        """A post, because it makes keys; they are shown now and nowhere again."""
        form = await read_form(request, NewDevice, request.user.language)
        if form.model is None:
            return await show_choice(request, office, form, 422)
        wish, (kind, way) = form.model, KIND_AND_WAY[form.model.means]
        try:
            async with office.work(request.user, "page") as work:
                if way == "agent":
                    key = await actions.make_device_code(work, wish.name, member_id=wish.member_id)
                else:
                    _device, key = await actions.add_device(
                        work, wish.name, kind=kind, way=way, member_id=wish.member_id
                    )
        except Invalid as wrong:
            return await show_choice(request, office, form.refuse(wrong, request.user.language), 422)
        return show_keys(request, wish.name, way, key)

    @post("/{device_id:int}", status_code=200)
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, DeviceChange, request.user.language)
        if form.model is None:
            return await show_device(request, office, device_id, form)
        try:
            async with office.work(request.user, "page") as work:
                await change_measured_device(work, device_id, form.model.plan)
        except Invalid as wrong:
            return await show_device(request, office, device_id, form.refuse(wrong, request.user.language))
        saved = say(request.user.language, _("Saved. It counts from now on."))
        return redirect(request, f"{HERE}/{device_id}", ShownToast(saved, None))

    @post("/{device_id:int}/keys")
    async def new_keys(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Response[str]:
        async with office.work(request.user, "page") as work:
            device = await measured_device_of(work, device_id)
            key = await actions.replace_keys(work, device_id)
        return show_keys(request, device.name, device.way, key, device_id)

    @post("/{device_id:int}/revocation", status_code=200)
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            device = await actions.revoke(work, device_id)
        toast = Toast(
            _("%(name)s can tell nothing more. What it told until now stays."), {"name": device.name}
        )
        return changed(request, HERE, toast, "screen_time")

    @post("/{device_id:int}/accounts/{account_id:int}", status_code=200)
    async def assign(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        device_id: FromPath[int],
        account_id: FromPath[int],
    ) -> Page:
        form = await read_form(request, AccountOwner, request.user.language)
        if form.model is None:
            return await show_device(request, office, device_id, wrong={account_id: form})
        async with office.work(request.user, "page") as work:
            account = await actions.assign_account(work, account_id, form.model.member_id)
        toast = Toast(
            _("Saved. From now on the time of %(account)s is counted so."), {"account": account.account}
        )
        return changed(request, f"{HERE}/{account.device_id}", toast, "screen_time")


async def show_choice(
    request: AppRequest, office: Office, form: Form[NewDevice], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        children = await children_of(look)
    shown = (
        form if form.values else filled({"means": "agent", "member_id": children[0].id if children else ""})
    )
    return page(request, "screen_time/device_new.html", status, form=shown, children=children)
