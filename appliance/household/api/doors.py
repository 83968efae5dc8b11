"""Browsers, sign-ins and keys by API."""

from datetime import timedelta

from litestar import Controller, Response, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.core.paging import Page
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.actions import (
    make_enrolment_link,
    make_token,
    rename_device,
    revoke_device,
    revoke_sign_in,
    revoke_token,
    sign_out_elsewhere,
)
from appliance.household.actions.devices import sign_out_device
from appliance.household.actions.keys import renew_token, replace_token
from appliance.household.api.shapes import (
    DeviceShown,
    KeyMade,
    KeySent,
    LinkMade,
    LinkSent,
    SignInShown,
    TokenShown,
    show_device,
    show_sign_in,
    show_token,
)
from appliance.household.forms import DeviceSent, ReplacementSent
from appliance.household.queries import device_in_family, devices_of, sign_ins_of, tokens_of
from appliance.web.api.pages import listed
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class DevicesApi(Controller):
    path = "/devices"
    tags = ["Household"]
    guards = [parents_only]

    @get("/", summary="Browsers where the family signs in, by name (parents)")
    async def devices(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[DeviceShown]]:
        async with office.reading(request.user) as look:
            found = page.among(await devices_of(look), lambda device: (device.name, device.id))
        return listed(request, found, show_device)

    @get("/{device_id:int}", summary="One browser (parents)")
    async def device(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> DeviceShown:
        async with office.reading(request.user) as look:
            return show_device(await device_in_family(look, device_id))

    @patch("/{device_id:int}", summary="Give a browser another name (parents)")
    async def rename(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        device_id: FromPath[int],
        data: JSONBody[DeviceSent],
    ) -> DeviceShown:
        async with office.work(request.user, "api") as work:
            await rename_device(work, device_id, data.name)
            return show_device(await device_in_family(work, device_id))

    @post("/links", summary="A one-time link that enrols another browser (parents)")
    async def link(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[LinkSent]
    ) -> LinkMade:
        async with office.work(request.user, "api") as work:
            code = await make_enrolment_link(work, data.name)
        return LinkMade(code=code, path=f"/enrol/{code}")

    @delete("/{device_id:int}", summary="Forget a browser and sign out whoever is there (parents)")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await revoke_device(work, device_id)

    @post("/{device_id:int}/sign-out", status_code=200, summary="Sign everyone out of a browser (parents)")
    async def sign_out(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await sign_out_device(work, device_id)


class SignInsApi(Controller):
    path = "/sessions"
    tags = ["Household"]

    @get("/", summary="Where you are signed in, the latest sign-in first")
    async def sign_ins(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[SignInShown]]:
        settings: Settings = request.app.state.settings
        idle = timedelta(days=settings.session_idle_days)
        async with office.reading(request.user) as look:
            rows = await sign_ins_of(look, request.user.member_id, idle)
        return listed(request, page.among(rows, lambda row: (row.id,), newest=True), show_sign_in)

    @post("/others/revocation", status_code=200, summary="Sign yourself out of every browser")
    async def revoke_all(self, request: AppRequest, office: NamedDependency[Office]) -> None:
        async with office.work(request.user, "api") as work:
            await sign_out_elsewhere(work, None)

    @delete("/{sign_in_id:int}", summary="End a sign-in of yours, or of your child")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], sign_in_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await revoke_sign_in(work, sign_in_id)


class TokensApi(Controller):
    path = "/tokens"
    tags = ["Household"]

    @get("/", summary="Your keys for programs, the newest first")
    async def tokens(
        self, request: AppRequest, office: NamedDependency[Office], page: NamedDependency[Page]
    ) -> Response[list[TokenShown]]:
        async with office.reading(request.user) as look:
            rows = await tokens_of(look, request.user.member_id)
        return listed(request, page.among(rows, lambda row: (row.id,), newest=True), show_token)

    @post("/", summary="Make a key for yourself; it is shown once")
    async def make(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[KeySent]
    ) -> KeyMade:
        async with office.work(request.user, "api") as work:
            token = await make_token(work, request.user.member_id, data.name, data.days, data.scopes)
        return KeyMade(token=token)

    @post("/{token_id:int}/renewal", status_code=200, summary="A key of yours lives as long again")
    async def renew(
        self, request: AppRequest, office: NamedDependency[Office], token_id: FromPath[int]
    ) -> TokenShown:
        async with office.work(request.user, "api") as work:
            return show_token(await renew_token(work, token_id))

    @post("/{token_id:int}/replacement", summary="A new key in place of one of yours; it is shown once")
    async def replace(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        token_id: FromPath[int],
        data: JSONBody[ReplacementSent],
    ) -> KeyMade:
        async with office.work(request.user, "api") as work:
            return KeyMade(token=await replace_token(work, token_id, old_for_a_day=data.old == "day"))

    @delete("/{token_id:int}", summary="Revoke a key of yours")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], token_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await revoke_token(work, token_id)
