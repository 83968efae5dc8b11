"""Browsers of the family, and how a new one becomes one of them."""

import io
import ipaddress
import socket

import segno
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from markupsafe import Markup

from appliance.core.errors import Invalid, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import the_house
from appliance.core.work import Office
from appliance.household.actions import enrol_device, make_enrolment_link, rename_device, revoke_device
from appliance.household.actions.devices import enrol_this_browser, plain_code, sign_out_device
from appliance.household.actions.tries import count_try, forget_tries
from appliance.household.forms import DeviceSent
from appliance.household.pages.cookies import browser_name, device_at, keep_device
from appliance.household.pages.device_lists import device_page, devices_page
from appliance.household.queries import enrolment_of
from appliance.web.forms import Form, read_form, sent_form
from appliance.web.guards import PUBLIC, parents_only
from appliance.web.render import Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class DevicePages(Controller):
    path = "/devices"
    guards = [parents_only]

    @get("/")
    async def devices(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await devices_page(request, office, Form())

    @post("/links")
    async def link(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        """A post, because it makes a key; the code is shown now and nowhere again."""
        form = await read_form(request, DeviceSent, request.user.language)
        if form.model is None:
            return await devices_page(request, office, form, 422)
        name = form.model.name
        try:
            async with office.work(request.user) as work:
                code = await make_enrolment_link(work, name)
        except Invalid as refusal:
            return await devices_page(request, office, form.refuse(refusal, request.user.language), 422)
        address = f"{house_address(request)}/enrol/{code}"
        return page(
            request,
            "household/enrolment.html",
            address=address,
            code=spaced(code),
            qr=qr_of(address),
            name=name,
        )

    @post("/here")
    async def enrol_here(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        here = await device_at(request, office)
        ours = here is not None and here.family_id == request.user.family_id
        async with office.work(request.user) as work:
            _device, token = await enrol_this_browser(
                work, here.id if here and ours else None, browser_name(request)
            )
        toast = Toast(_("This browser is for the whole family now."))
        answer = changed(request, "/devices", toast, "household")
        if token:
            keep_device(request, answer, token)
        return answer

    @get("/{device_id:int}")
    async def device(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Response[str]:
        return await device_page(request, office, device_id)

    @post("/{device_id:int}")
    async def rename(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, DeviceSent, request.user.language)
        try:
            async with office.work(request.user) as work:
                await rename_device(work, device_id, form.model.name if form.model else "")
        except Invalid as refusal:
            renamed = form.refuse(refusal, request.user.language)
            return await device_page(request, office, device_id, renamed, status=422)
        return redirect(request, "/devices")

    @post("/{device_id:int}/sign-out")
    async def sign_out(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await sign_out_device(work, device_id)
        toast = Toast(_("Everyone is signed out there. The browser stays one of the family's."))
        return changed(request, f"/devices/{device_id}", toast, "household")

    @post("/{device_id:int}/revocation")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], device_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await revoke_device(work, device_id)
        toast = Toast(_("That browser is a stranger again. Whoever was signed in there is out."))
        return changed(request, "/devices", toast, "household")


class EnrolPages(Controller):
    path = "/enrol"
    opt = PUBLIC

    @get("/")
    async def ask(self, request: AppRequest) -> Response[str]:
        return page(request, "household/enrol.html", link=None, code="", family="", name="", wrong=False)

    @post("/")
    async def typed(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        sent = (await sent_form(request)).get("code", "")
        code = plain_code(sent) if isinstance(sent, str) else ""
        await count_try(office, _keys(request))
        async with office.work(the_house()) as work:
            found = await enrolment_of(work.db, code, work.now)
            if found is not None:
                await forget_tries(work, _keys(request))
        if found is None:
            return page(
                request, "household/enrol.html", 422, link=None, code="", family="", name="", wrong=True
            )
        return redirect(request, f"/enrol/{code}")

    @get("/{code:str}")
    async def confirm(
        self, request: AppRequest, office: NamedDependency[Office], code: FromPath[str]
    ) -> Response[str]:
        async with office.database.reading() as db:
            found = await enrolment_of(db, plain_code(code), office.clock())
        if found is None:
            raise NotFound(_("This link is used up or too old. Ask a parent for a new one."))
        link, family = found
        return page(
            request,
            "household/enrol.html",
            link=link,
            code=plain_code(code),
            family=family.name,
            name=link.device_name,
            wrong=False,
        )

    @post("/{code:str}")
    async def enrol(
        self, request: AppRequest, office: NamedDependency[Office], code: FromPath[str]
    ) -> Redirect:
        await count_try(office, _keys(request))
        known = await device_at(request, office)
        async with office.work(the_house()) as work:
            _device, token = await enrol_device(work, code, known=known)
            await forget_tries(work, _keys(request))
        answer = redirect(request, "/sign-in")
        if token:
            keep_device(request, answer, token)
        return answer


def _keys(request: AppRequest) -> list[str]:
    return [f"address:{request.client.host if request.client else ''}"]


def house_address(request: AppRequest) -> str:
    """As another device reaches us: `localhost` would lead a tablet to itself."""
    host = request.headers.get("host", "")
    name, colon, port = host.partition(":") if not host.startswith("[") else (host, "", "")
    if name == "localhost" or _is_loopback(name):
        name = _address_in_the_lan() or name
    return f"{request.url.scheme}://{name}{colon}{port}"


def _is_loopback(name: str) -> bool:
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _address_in_the_lan() -> str:
    """A UDP socket that sends nothing tells which of our addresses leads outwards."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return ""
        return str(probe.getsockname()[0])


def qr_of(address: str) -> Markup:
    out = io.BytesIO()
    code = segno.make(address, error="m")
    code.save(
        out, kind="svg", xmldecl=False, svgns=True, omitsize=True, svgclass=None, lineclass=None, border=2
    )
    return Markup(out.getvalue().decode())


def spaced(code: str) -> str:
    """In fours, as people read it out."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))
