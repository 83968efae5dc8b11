"""What apps are and whether they use up minutes: for parents to change, for children to read."""

from typing import Annotated

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.queries import children_of
from appliance.screen_time.actions.apps import choose_app, forget_choice
from appliance.screen_time.forms.apps import AppChoiceSent
from appliance.screen_time.queries.apps import Seen, app_called, apps_of
from appliance.screen_time.rules import CATEGORIES, Standing
from appliance.screen_time.rules.apps import called
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

HERE = "/screen/apps"
Words = Annotated[str, QueryParameter(name="words", max_length=80)]
Name = Annotated[str, QueryParameter(name="name", min_length=1, max_length=80)]
STANDINGS = {
    Standing.COUNTED: _("Uses up minutes"),
    Standing.FREE: _("Always allowed"),
    Standing.LEARNING: _("Learning, does not count"),
}


class AppPages(Controller):
    path = HERE

    @get()
    async def show(
        self, request: AppRequest, office: NamedDependency[Office], words: Words = ""
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            seen = await apps_of(look, words.strip())
        return page(
            request,
            "screen_time/apps.html",
            new=[one for one in seen if not one.app.known],
            placed=[one for one in seen if one.app.known],
            words=words,
            kinds=kinds_for(request.user),
            standings=standings_for(request.user),
        )


class AppChoices(Controller):
    path = HERE
    guards = [parents_only]

    @get("/one")
    async def one(self, request: AppRequest, office: NamedDependency[Office], name: Name) -> Response[str]:
        return await show_app(request, office, name)

    @post("/choices", status_code=200)
    async def choose(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str] | Redirect:
        form = await read_form(request, AppChoiceSent, request.user.language)
        sent = form.model
        try:
            if sent is not None:
                async with office.work(request.user, "page") as work:
                    row = await choose_app(
                        work, sent.app, sent.category or "", sent.standing or "", sent.member_id
                    )
                said = say(request.user.language, _("%(app)s: saved. Today is counted anew."), app=row.app)
                return redirect(request, HERE, ShownToast(said, None))
        except Invalid as wrong:
            form.refuse(wrong, request.user.language)
        return await show_app(request, office, form.values.get("app", ""), form, 422)

    @post("/choices/{choice_id:int}/removal", status_code=200)
    async def forget(
        self, request: AppRequest, office: NamedDependency[Office], choice_id: FromPath[int]
    ) -> Response[str] | Redirect:
        async with office.work(request.user, "page") as work:
            row = await forget_choice(work, choice_id)
        toast = Toast(_("%(app)s is as before. Today is counted anew."), {"app": row.app})
        return changed(request, HERE, toast, "screen_time")


async def show_app(
    request: AppRequest,
    office: Office,
    name: str,
    form: Form[AppChoiceSent] | Form[BaseModel] | None = None,
    status: int = 200,
) -> Response[str]:
    """A wrong form comes back as the one that was sent: for everyone or for one child."""
    async with office.reading(request.user) as look:
        seen = await app_called(look, name)
        children = await children_of(look)
    for_one = form is not None and form.values.get("member_id", "0") not in ("", "0")
    return page(
        request,
        "screen_time/app.html",
        status,
        seen=seen,
        children=children,
        brought=called(name),
        everyones=stored(seen) if form is None or for_one else form,
        ones=form if for_one else filled({}),
        kinds=kinds_for(request.user),
        standings=standings_for(request.user),
    )


def stored(seen: Seen) -> Form[BaseModel]:
    chosen = seen.chosen
    return filled({"category": chosen.category, "standing": chosen.standing} if chosen else {})


def kinds_for(viewer: Actor) -> dict[str, str]:
    return {key: say(viewer.language, name) for key, name in CATEGORIES.items()}


def standings_for(viewer: Actor) -> dict[str, str]:
    return {key.value: say(viewer.language, name) for key, name in STANDINGS.items()}
