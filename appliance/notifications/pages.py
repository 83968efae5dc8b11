"""Where a parent's alerts go: set, tried out, and what became of them."""

from secrets import token_urlsafe

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.notifications import actions
from appliance.notifications.forms import TargetTyped
from appliance.notifications.queries import SeenTarget, my_letters, my_target
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
HERE = "/notifications"
TOPIC = "notifications"


class NotificationPages(Controller):
    path = HERE
    guards = [parents_only]

    @get()
    async def settings(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await show(request, office)

    @post("/target", status_code=200)
    async def save(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        form = await read_form(request, TargetTyped, request.user.language)
        try:
            if form.model is not None:
                typed = form.model
                token = "" if typed.no_token else typed.token
                async with office.work(request.user, "page") as work:
                    await actions.save_target(work, typed.server, typed.topic, token, typed.home)
                saved = say(request.user.language, _("Saved. Now send a test."))
                return redirect(request, HERE, ShownToast(saved, None))
        except Invalid as wrong:
            form.refuse(wrong, request.user.language)
        return await show(request, office, form, 422)

    @post("/test", status_code=200)
    async def send_test(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        async with office.work(request.user, "page") as work:
            await actions.send_test(work)
        return changed(request, HERE, Toast(_("The test is on its way.")), TOPIC)

    @post("/target/removal", status_code=200)
    async def remove(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        async with office.work(request.user, "page") as work:
            await actions.remove_target(work)
        gone = say(request.user.language, _("Alerts are off. The address is forgotten."))
        return redirect(request, HERE, ShownToast(gone, None))


async def show(
    request: AppRequest,
    office: Office,
    form: Form[TargetTyped] | Form[BaseModel] | None = None,
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        target = await my_target(look)
        letters = await my_letters(look)
    home = f"{request.url.scheme}://{request.headers.get('host', '')}"
    return page(
        request,
        "notifications/settings.html",
        status,
        target=target,
        letters=letters,
        form=form or first_form(target, home),
        names_itself=home.split("//")[1].startswith(("127.", "localhost", "[::1]")),
    )


def first_form(target: SeenTarget | None, home: str) -> Form[BaseModel]:
    if target is None:
        return filled({"server": "", "topic": f"home-{token_urlsafe(9)}", "home": home})
    return filled({"server": target.server, "topic": target.topic, "home": target.home or home})
