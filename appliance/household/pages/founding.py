"""Another family in this house: the owner makes a code, and whoever has it goes through the set-up."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import the_house
from appliance.core.work import Office
from appliance.household import policy
from appliance.household.actions import found_another_family, make_founding_code, revoke_founding_code
from appliance.household.actions.devices import plain_code
from appliance.household.actions.tries import count_try, forget_tries
from appliance.household.credentials import Credentials
from appliance.household.forms import FounderSent
from appliance.household.pages.cookies import enter, own_cookie, visitor_at
from appliance.household.pages.devices import house_address, qr_of
from appliance.household.pages.setup import ask_for_family, family_so_far, founders, name_family, you_page
from appliance.household.queries.founding import founding_behind, open_founding_codes
from appliance.web.forms import filled, read_form
from appliance.web.guards import PUBLIC, parents_only
from appliance.web.render import Toast, changed, language_of, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class FoundingCodePages(Controller):
    path = "/foundings"
    guards = [parents_only]

    @get("/")
    async def codes(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        if not policy.may_found_another(request.user):
            raise NotAllowed(_("Only the owner of the family can do this."))
        async with office.reading(request.user) as look:
            codes = await open_founding_codes(look)
        return page(request, "household/foundings.html", codes=codes)

    @post("/")
    async def make(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.work(request.user) as work:
            code = await make_founding_code(work)
        address = f"{house_address(request)}/found/{code}"
        return page(request, "household/founding.html", address=address, qr=qr_of(address))

    @post("/{code_id:int}/revocation")
    async def revoke(
        self, request: AppRequest, office: NamedDependency[Office], code_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await revoke_founding_code(work, code_id)
        return changed(request, "/foundings", Toast(_("That link opens nothing any more.")), "household")


class FoundPages(Controller):
    """The first three steps of the set-up, for a family that is not the first."""

    path = "/found/{code:str}"
    opt = PUBLIC

    @get("/")
    async def family(
        self, request: AppRequest, office: NamedDependency[Office], code: FromPath[str]
    ) -> Response[str]:
        await _must_work(office, code)
        return ask_for_family(request, _steps(code))

    @post("/")
    async def named(
        self, request: AppRequest, office: NamedDependency[Office], code: FromPath[str]
    ) -> Answer:
        await _tried(request, office, code)
        return await name_family(request, _steps(code), f"{_steps(code)}/you")

    @get("/you")
    async def you(self, request: AppRequest, office: NamedDependency[Office], code: FromPath[str]) -> Answer:
        await _must_work(office, code)
        if family_so_far(request) is None:
            return redirect(request, _steps(code))
        return you_page(request, _steps(code), filled({"face": "owl", "hue": "plum"}))

    @post("/you")
    async def found(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
        code: FromPath[str],
    ) -> Answer:
        await _tried(request, office, code)
        family = family_so_far(request)
        if family is None:
            return redirect(request, _steps(code))
        form = await read_form(request, FounderSent, language_of(request))
        if form.model is None:
            return you_page(request, _steps(code), form, 422)
        visitor = await visitor_at(request, office)
        try:
            new, parent = await founders(credentials, family, form.model)
            async with office.work(the_house()) as work:
                entry = await found_another_family(work, visitor, plain_code(code), new, parent)
        except Invalid as refusal:
            return you_page(request, _steps(code), form.refuse(refusal, language_of(request)), 422)
        answer = enter(request, entry, "/setup/people")
        answer.set_cookie(own_cookie(request, "founding", "", 0))
        return answer


def _steps(code: str) -> str:
    return f"/found/{plain_code(code)}"


async def _must_work(office: Office, code: str) -> None:
    async with office.database.reading() as db:
        found = await founding_behind(db, plain_code(code), office.clock())
    if found is None:
        raise NotFound(_("This code was used, taken back or is too old. Ask for a new one."))


async def _tried(request: AppRequest, office: Office, code: str) -> None:
    """Counted before it is known whether the code is right, and taken back when it is."""
    keys = [f"address:{request.client.host if request.client else ''}"]
    await count_try(office, keys)
    await _must_work(office, code)
    async with office.work(the_house()) as work:
        await forget_tries(work, keys)
