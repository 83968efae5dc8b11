"""When, where to, how many, and where on to."""

from dataclasses import fields
from pathlib import Path

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.backups.actions import PlanChange, change_plan
from appliance.backups.forms import PlanSent
from appliance.backups.models import Onward
from appliance.backups.pages.backups import HERE, settings_of
from appliance.backups.policy import ask_to_keep
from appliance.backups.queries import plan_in
from appliance.backups.queries.overview import onward_address
from appliance.backups.queries.places import disks_of, own_folder
from appliance.backups.rules.onward import RCLONE_REMOTES, installed
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.web.forms import Form, filled, read_form
from appliance.web.render import ShownToast, page, redirect
from appliance.web.request import AppRequest


class PlanPages(Controller):
    path = "/backups/plan"

    @get("/")
    async def plan(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        return await _show(request, office)

    @post("/", status_code=200)
    async def change(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str] | Redirect:
        ask_to_keep(request.user)
        form = await read_form(request, PlanSent, request.user.language)
        if form.model is None:
            return await _show(request, office, form, 422)
        try:
            change = PlanChange(**form.model.model_dump())
            await change_plan(office, request.user, settings_of(request).data, change)
        except Invalid as refusal:
            return await _show(request, office, form.refuse(refusal, request.user.language), 422)
        return redirect(request, HERE, ShownToast(say(request.user.language, _("Saved.")), None))


async def _show(
    request: AppRequest,
    office: Office,
    form: Form[PlanSent] | Form[BaseModel] | None = None,
    status: int = 200,
) -> Response[str]:
    ask_to_keep(request.user)
    data: Path = settings_of(request).data
    async with office.reading(request.user) as look:
        plan = await plan_in(look.db)
    stored = {known.name: getattr(plan, known.name) for known in fields(PlanChange)}
    return page(
        request,
        "backups/plan.html",
        status,
        form=form or filled({**stored, "onward_to": ""}),
        plan=plan,
        onward_to=onward_address(office, plan),
        disks=await disks_of(data),
        own=str(own_folder(data)),
        installed={program: installed(program) for program in (Onward.RESTIC, Onward.RCLONE)},
        ssh=str(own_folder(data).parent / ".ssh"),
        remotes=str(own_folder(data).parent / RCLONE_REMOTES),
    )
