"""The rules of a child, by school days and weekend or by each day, and limits of single kinds and apps."""

from datetime import time

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office, Work
from appliance.screen_time import actions
from appliance.screen_time.forms import CapTyped, RulesTyped, typed
from appliance.screen_time.models import ScreenRule
from appliance.screen_time.queries import rules_of, setters_of
from appliance.screen_time.rules import (
    CATEGORIES,
    MONDAY,
    Cap,
    Rules,
    Stretch,
    in_groups,
    same_every_week,
)
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
AnyForm = Form[RulesTyped] | Form[CapTyped] | Form[BaseModel]
FIRST = same_every_week(60, 90, time(20), time(7))  # what a first look suggests


class RulePages(Controller):
    path = "/screen"
    guards = [parents_only]

    @get("/members/{member_id:int}/rules")
    async def edit_rules(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        return await show_rules(request, office, member_id)

    @post("/members/{member_id:int}/rules", status_code=200)
    async def set_rules(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, RulesTyped, request.user.language)
        if form.model is None:
            return await show_rules(request, office, member_id, form, status=422)
        try:
            async with office.work(request.user, "page") as work:
                _member, before = await rules_of(work, member_id)
                rules = form.model.rules(before[0].rules.caps if before else ())
                row = await saved(work, member_id, rules, form.model.why)
        except Invalid as wrong:
            form.refuse(by_field(wrong, form.model.each_day), request.user.language)
            return await show_rules(request, office, member_id, form, status=422)
        told = say(request.user.language, _("The rules are saved. They count from now on."))
        undo = f"/screen/rules/{row.id}/undo" if before else None
        return redirect(request, f"/screen/members/{member_id}", ShownToast(told, undo))

    @post("/rules/{rule_id:int}/undo", status_code=200)
    async def undo_rules(
        self, request: AppRequest, office: NamedDependency[Office], rule_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            row = await actions.undo_rules(work, rule_id)
        toast = Toast(_("The rules are as they were before."))
        return changed(request, f"/screen/members/{row.member_id}", toast, "screen_time")

    @post("/members/{member_id:int}/caps", status_code=200)
    async def add_cap(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, CapTyped, request.user.language)
        if form.model is None:
            return await show_rules(request, office, member_id, cap=form, status=422)
        try:
            async with office.work(request.user, "page") as work:
                _member, before = await rules_of(work, member_id)
                now = before[0].rules if before else FIRST
                row = await saved(work, member_id, form.model.changed(now))
        except Invalid as wrong:
            form.refuse(wrong, request.user.language)
            return await show_rules(request, office, member_id, cap=form, status=422)
        return limits_saved(request, row)


async def saved(work: Work, member_id: int, rules: Rules, why: str = "") -> ScreenRule:
    row = await actions.set_rules(work, member_id, rules, why)
    await work.db.flush()
    return row


def limits_saved(request: AppRequest, row: ScreenRule) -> Redirect:
    told = say(request.user.language, _("The limits are saved. They count from now on."))
    toast = ShownToast(told, f"/screen/rules/{row.id}/undo")
    return redirect(request, f"/screen/members/{row.member_id}/rules", toast)


def by_field(wrong: Invalid, each_day: bool) -> Invalid:
    """What a verb says of a part belongs to the first field of that part."""
    groups = {"minutes": "weekday_minutes", "hours": "weekday_hours", "beds": "bed_until"}
    fields = {"minutes": "minutes_0", "hours": "hours_0", "beds": "bed_0"} if each_day else groups
    named = {fields.get(name, name): sentence for name, sentence in wrong.errors.items()}
    return Invalid(wrong.sentence, named, **wrong.values)


async def show_rules(
    request: AppRequest,
    office: Office,
    member_id: int,
    form: AnyForm | None = None,
    cap: AnyForm | None = None,
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        member, rules = await rules_of(look, member_id)
        names = await setters_of(look)
    now, language = (rules[0].rules if rules else FIRST), request.user.language
    return page(
        request,
        "screen_time/rules.html",
        status,
        member=member,
        rules=rules,
        names=names,
        caps=[(one, cap_name(one, language)) for one in now.caps],
        days=[(number, MONDAY.replace(day=MONDAY.day + number)) for number in range(7)],
        categories=[("", ""), *((key, say(language, name)) for key, name in CATEGORIES.items())],
        form=form or filled(as_typed(now)),
        cap=cap or filled({}),
    )


def cap_name(cap: Cap, language: str) -> str:
    known = CATEGORIES.get(cap.name) if cap.of == "category" else None
    return say(language, known) if known else cap.name


def as_typed(rules: Rules) -> dict[str, object]:
    shown: dict[str, object] = {
        "weekday_minutes": rules.minutes[0],
        "weekend_minutes": rules.minutes[5],
        "weekday_hours": typed(rules.hours[0]),
        "weekend_hours": typed(rules.hours[5]),
        "bonus_cap": rules.bonus_cap,
        "each_day": "" if in_groups(rules) else "true",
        **at_night("bed", rules.beds[0]),
        **at_night("weekend_bed", rules.beds[5]),
    }
    for day in range(7):
        bed = rules.beds[day]
        shown |= {f"minutes_{day}": rules.minutes[day], f"hours_{day}": typed(rules.hours[day])}
        shown[f"bed_{day}"] = typed([bed]) if bed else ""
    return shown


def at_night(name: str, bed: Stretch | None) -> dict[str, object]:
    return {
        f"{name}_from": f"{bed.start:%H:%M}" if bed else "",
        f"{name}_until": f"{bed.end:%H:%M}" if bed else "",
    }
