"""The wizard's later steps, for the parent who has just founded the family."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from appliance.core.errors import Invalid
from appliance.core.work import Office
from appliance.household.actions import add_member
from appliance.household.credentials import PICTURES, Credentials
from appliance.household.credentials.pins import PICTURE_HUES
from appliance.household.forms import PersonSent
from appliance.household.pages.people import empty_person, person_to_add
from appliance.household.queries import members_of
from appliance.web.forms import Form, read_form
from appliance.web.guards import parents_only
from appliance.web.render import page, redirect
from appliance.web.request import AppRequest


class SettlingPages(Controller):
    path = "/setup"
    guards = [parents_only]

    @get("/people")
    async def people(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await _people_page(request, office, None)

    @post("/people")
    async def add(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        credentials: NamedDependency[Credentials],
    ) -> Response[str] | Redirect:
        form = await read_form(request, PersonSent, request.user.language)
        if form.model is None:
            return await _people_page(request, office, form)
        try:
            person = await person_to_add(credentials, form.model, request.user.family_name)
            async with office.work(request.user) as work:
                await add_member(work, person)
        except Invalid as refusal:
            return await _people_page(request, office, form.refuse(refusal, request.user.language))
        return redirect(request, "/setup/people")

    @get("/done")
    async def done(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            members = await members_of(look)
        return page(request, "household/setup/done.html", members=members, nav=[])


async def _people_page(request: AppRequest, office: Office, form: Form[PersonSent] | None) -> Response[str]:
    async with office.reading(request.user) as look:
        members = await members_of(look)
    return page(
        request,
        "household/setup/people.html",
        200 if form is None else 422,
        members=members,
        nav=[],
        form=form or empty_person(members),
        pictures=PICTURES,
        hues=PICTURE_HUES,
    )
