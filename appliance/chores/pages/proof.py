"""Ticking off the steps of a chore, and the photo that shows it done."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.chores.actions.checklist import tick_step
from appliance.chores.actions.photos import (
    FIELD,
    LARGEST_FILE,
    ask_for_photo,
    complete_with_photo,
    remove_photo,
    too_large,
)
from appliance.chores.pages.occurrences import StepForm, said_done
from appliance.chores.pages.shown import show_occurrence
from appliance.chores.queries.photos import photo_shown
from appliance.chores.queries.story import undo_href
from appliance.core.errors import Invalid, Refusal, RuleBroken
from appliance.core.files import Files
from appliance.core.i18n import mark as _
from appliance.core.i18n import say, say_refusal
from appliance.core.work import Office
from appliance.web.arrivals import STREAMED, receive_file
from appliance.web.forms import Form, way_back
from appliance.web.render import ShownToast, Toast, changed, redirect
from appliance.web.request import AppRequest
from appliance.web.uploads import Held, kept_photo, room_for_more

Answer = Response[str] | Redirect


class ProofPages(Controller):
    path = "/occurrences/{occurrence_id:int}"

    @post("/ticks/{step:int}")
    async def tick(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        step: FromPath[int],
    ) -> Answer:
        return await _tick(request, office, occurrence_id, step, ticked=True)

    @post("/ticks/{step:int}/removal")
    async def untick(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        occurrence_id: FromPath[int],
        step: FromPath[int],
    ) -> Answer:
        return await _tick(request, office, occurrence_id, step, ticked=False)

    @get("/photo")
    async def photo(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Response[bytes]:
        async with office.reading(request.user) as look:
            sha256 = await photo_shown(look, occurrence_id)
        return kept_photo(request, sha256)

    @post("/photo", opt=STREAMED, request_max_body_size=None, guards=[room_for_more])
    async def put_photo(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        """Whoever takes a photo has done it: both in one."""
        held = Held(LARGEST_FILE, too_large)
        try:
            await ask_for_photo(office, request.user, occurrence_id, done=True)
            await receive_file(request, FIELD, held, held.room)
            files: Files = request.app.state.files
            done = await complete_with_photo(office, files, request.user, occurrence_id, held.getvalue())
        except (Invalid, RuleBroken) as refusal:
            return await _refused(request, office, occurrence_id, refusal)
        text = say(request.user.language, said_done(request.user, done), title=done.title)
        async with office.reading(request.user) as look:
            back = await undo_href(look, occurrence_id)
        return redirect(request, f"/occurrences/{occurrence_id}", ShownToast(text, back))

    @post("/photo/removal")
    async def drop_photo(
        self, request: AppRequest, office: NamedDependency[Office], occurrence_id: FromPath[int]
    ) -> Answer:
        await remove_photo(office, request.app.state.files, request.user, occurrence_id)
        back = await way_back(request, f"/occurrences/{occurrence_id}")
        return changed(request, back, Toast(_("The photo is gone.")), "chores")


async def _tick(
    request: AppRequest, office: Office, occurrence_id: int, step: int, *, ticked: bool
) -> Answer:
    back = await way_back(request, f"/occurrences/{occurrence_id}")
    async with office.work(request.user) as work:
        await tick_step(work, occurrence_id, step - 1, ticked=ticked)
    toast = Toast(_("Ticked off.") if ticked else _("Not ticked off any more."))
    return changed(request, back, toast, "chores")


async def _refused(
    request: AppRequest, office: Office, occurrence_id: int, refusal: Refusal
) -> Response[str]:
    """Beside the field, on the page that the photo was sent from."""
    form: Form[StepForm] = Form(errors={FIELD: say_refusal(request.user.language, refusal)})
    return await show_occurrence(request, office, occurrence_id, form, refusal.status)
