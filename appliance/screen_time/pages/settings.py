"""What is measured and kept, and what silence of a device means: for the whole family."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.household.queries import members_of
from appliance.screen_time.actions.settings import Wanted, set_screen_policy
from appliance.screen_time.forms.settings import ScreenPolicySent
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.rules.choices import KEPT_DAYS, KEPT_TOLD_DAYS, LAPSES_AFTER, SILENT_AFTER
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest

HERE = "/screen/settings"
DAYS = counted("%(days)s day", "%(days)s days")
MINUTES = counted("%(minutes)s minute", "%(minutes)s minutes")
HOURS = counted("%(hours)s hour", "%(hours)s hours")


class ScreenSettings(Controller):
    path = HERE
    guards = [parents_only]

    @get()
    async def show(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await show_settings(request, office)

    @post(status_code=200)
    async def change(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str] | Redirect:
        form = await read_form(request, ScreenPolicySent, request.user.language)
        if form.model is None:
            return await show_settings(request, office, form, 422)
        try:
            async with office.work(request.user, "page") as work:
                await set_screen_policy(work, Wanted(**form.model.model_dump()))
        except Invalid as wrong:
            return await show_settings(request, office, form.refuse(wrong, request.user.language), 422)
        saved = say(request.user.language, _("Saved. It counts from now on."))
        return redirect(request, HERE, ShownToast(saved, None))


async def show_settings(
    request: AppRequest,
    office: Office,
    form: Form[ScreenPolicySent] | Form[BaseModel] | None = None,
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        policy = await policy_of(look)
        people = await members_of(look) if policy.set_by else []
    return page(
        request,
        "screen_time/settings.html",
        status,
        policy=policy,
        set_by=next((person.name for person in people if person.id == policy.set_by), ""),
        form=form or filled(policy.model_dump()),
        choices=choices_for(request.user),
    )


def choices_for(viewer: Actor) -> dict[str, list[tuple[int, str]]]:
    def days(number: int) -> str:
        return say(viewer.language, DAYS, days=number)

    years = {400: _("13 months"), 1100: _("3 years"), 3660: _("10 years")}
    return {
        "keep_days": [
            (number, say(viewer.language, years[number]) if number in years else days(number))
            for number in KEPT_DAYS
        ],
        "keep_told_days": [(number, days(number)) for number in KEPT_TOLD_DAYS],
        "silence_after": [(number, say(viewer.language, MINUTES, minutes=number)) for number in SILENT_AFTER],
        "request_hours": [(number, say(viewer.language, HOURS, hours=number)) for number in LAPSES_AFTER],
    }
