"""The next dates of a chore that is being typed. Nothing is saved."""

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery

from appliance.chores.forms import PreviewForm, plan_of
from appliance.chores.pages.chores import FIRST, FORM, chore_form
from appliance.chores.queries import chore_named
from appliance.chores.queries.coming import Preview, frame_of, preview_of
from appliance.core.errors import Invalid
from appliance.core.work import Office, Reading
from appliance.household.queries import members_of
from appliance.web.forms import Form, read_form
from appliance.web.guards import parents_only
from appliance.web.render import partial, wants_fragment
from appliance.web.request import AppRequest


class PreviewPages(Controller):
    path = "/chores"
    guards = [parents_only]

    @post("/preview", status_code=200)
    async def of_new(
        self, request: AppRequest, office: NamedDependency[Office], first: FromQuery[bool] = False
    ) -> Response[str]:
        form = await read_form(request, PreviewForm, request.user.language)
        async with office.reading(request.user) as look:
            preview = await _preview(look, form)
            if wants_fragment(request):
                return _fragment(request, form, preview)
            people = await members_of(look)
        status = 422 if form.errors else 200
        return chore_form(request, FIRST if first else FORM, form, people, None, status, preview)

    @post("/{chore_id:int}/preview", status_code=200)
    async def of_change(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> Response[str]:
        form = await read_form(request, PreviewForm, request.user.language)
        async with office.reading(request.user) as look:
            chore = await chore_named(look, chore_id)
            preview = await _preview(look, form, chore_id)
            if wants_fragment(request):
                return _fragment(request, form, preview)
            people = await members_of(look)
        return chore_form(request, FORM, form, people, chore, 422 if form.errors else 200, preview)


async def _preview(look: Reading, form: Form[PreviewForm], chore_id: int | None = None) -> Preview | None:
    if form.model is None:
        return None
    try:
        return await preview_of(look, plan_of(form.model, await frame_of(look)), chore_id)
    except Invalid as refusal:
        form.refuse(refusal, look.viewer.language)
        return None


def _fragment(request: AppRequest, form: Form[PreviewForm], preview: Preview | None) -> Response[str]:
    """While somebody is still typing: what is missing is said beside the dates, and not as a mistake."""
    return partial(request, "chores/preview.html", form=form, preview=preview)
