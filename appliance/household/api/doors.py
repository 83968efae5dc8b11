"""Browsers, sign-ins and keys by API."""

from datetime import timedelta

from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.actions import (
    make_enrolment_link,
    make_token,
    revoke_device,
    revoke_sign_in,
    revoke_token,
)
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
from appliance.household.queries import devices_of, sign_ins_of, tokens_of
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest


class DevicesApi(Controller):
    path = "/devices"
    tags = ["Household"]
    guards = [parents_only]

    @get("/", summary="Browsers where the family signs in (parents)")
    async def devices(self, request: AppRequest, office: NamedDependency[Office]) -> list[DeviceShown]:
        async with office.reading(request.user) as look:
            return [show_device(device) for device in await devices_of(look)]

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


class SignInsApi(Controller):
    path = "/sessions"
    tags = ["Household"]

    @get("/", summary="Where you are signed in")
    async def sign_ins(self, request: AppRequest, office: NamedDependency[Office]) -> list[SignInShown]:
        settings: Settings = request.app.state.settings
        idle = timedelta(days=settings.session_idle_days)
        async with office.reading(request.user) as look:
            return [show_sign_in(row) for row in await sign_ins_of(look, request.user.member_id, idle)]

    @delete("/{sign_in_id:int}", summary="End a sign-in of yours, or of your child")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], sign_in_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await revoke_sign_in(work, sign_in_id)


class TokensApi(Controller):
    path = "/tokens"
    tags = ["Household"]

    @get("/", summary="Your keys for programs")
    async def tokens(self, request: AppRequest, office: NamedDependency[Office]) -> list[TokenShown]:
        async with office.reading(request.user) as look:
            return [show_token(token) for token in await tokens_of(look, request.user.member_id)]

    @post("/", summary="Make a key for yourself; it is shown once")
    async def make(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[KeySent]
    ) -> KeyMade:
        async with office.work(request.user, "api") as work:
            token = await make_token(work, request.user.member_id, data.name, data.days, data.scopes)
        return KeyMade(token=token)

    @delete("/{token_id:int}", summary="Revoke a key of yours")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], token_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await revoke_token(work, token_id)
