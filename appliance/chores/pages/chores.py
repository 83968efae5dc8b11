from collections.abc import Sequence
from datetime import date

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from appliance.chores.actions import add_chore, bring_back, change_chore, put_away_chore
from appliance.chores.forms import BLANK_WHEN, ChoreForm, plan_of, typed
from appliance.chores.queries import SeenChore, chore_named, chores_of
from appliance.chores.queries.coming import Preview, frame_of
from appliance.chores.rules.coming import rhythm_of
from appliance.chores.rules.pictures import hue_for
from appliance.chores.rules.repeats import LAST, WORKDAY
from appliance.chores.rules.words import month_names, rhythm_words, weekday_names, weekday_of_month
from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.people import YOUNG, Role
from appliance.core.work import Office
from appliance.household.models import Member
from appliance.household.queries import members_of
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
FORM, FIRST = "chores/form.html", "chores/first.html"
BLANK = BLANK_WHEN | {
    "way": "each",
    "repeat": "daily",
    "points": 2,
    "bonus_minutes": 0,
    "effort": 2,
    "turn_by": "order",
    "skip_passes": True,
    "overdue": "keep",
}


class ChorePages(Controller):
    """Chores themselves: parents only."""

    path = "/chores"
    guards = [parents_only]

    @get("/list")
    async def all_chores(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            chores = await chores_of(look, put_away=True)
            people = {member.id: member.name for member in await members_of(look)}
        names = {chore.id: [people[who] for who in chore.people if who in people] for chore in chores}
        words = {chore.id: rhythm_words(rhythm_of(chore), request.user.language) for chore in chores}
        return page(request, "chores/list.html", chores=chores, names=names, words=words, hue_for=hue_for)

    @get("/new")
    async def new(
        self, request: AppRequest, office: NamedDependency[Office], first: FromQuery[bool] = False
    ) -> Response[str]:
        people = await _people(request, office)
        template = FIRST if first else FORM
        today = request.user.today(office.clock())
        return chore_form(request, template, filled(_blank(today)), people)

    @post()
    async def add(
        self, request: AppRequest, office: NamedDependency[Office], first: FromQuery[bool] = False
    ) -> Answer:
        form = await read_form(request, ChoreForm, request.user.language)
        if form.model is not None:
            try:
                async with office.work(request.user) as work:
                    await add_chore(work, plan_of(form.model, await frame_of(work)))
                return _added(request, form.model.title, first)
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        template = FIRST if first else FORM
        return chore_form(request, template, form, await _people(request, office), status=422)

    @get("/{chore_id:int}")
    async def edit(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            chore = await chore_named(look, chore_id)
            people = await members_of(look)
        return chore_form(request, FORM, filled(*typed(chore)), people, chore)

    @post("/{chore_id:int}")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> Answer:
        async with office.reading(request.user) as look:
            chore = await chore_named(look, chore_id)
        form = await read_form(request, ChoreForm, request.user.language)
        if form.model is not None:
            try:
                async with office.work(request.user) as work:
                    await change_chore(work, chore_id, plan_of(form.model, await frame_of(work)))
                toast = _toast(request, _("Saved. What is still to come follows the change."))
                return redirect(request, "/chores", toast)
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        return chore_form(request, FORM, form, await _people(request, office), chore, 422)

    @post("/{chore_id:int}/put-away")
    async def put_away(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            chore = await chore_named(work, chore_id)
            await put_away_chore(work, chore_id)
        toast = Toast(_("%(title)s is put away."), {"title": chore.title}, f"/chores/{chore_id}/comeback")
        return changed(request, "/chores/list", toast, "chores")

    @post("/{chore_id:int}/comeback")
    async def come_back(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            chore = await chore_named(work, chore_id)
            await bring_back(work, chore_id)
        toast = Toast(_("%(title)s is back."), {"title": chore.title})
        return changed(request, "/chores/list", toast, "chores")


async def _people(request: AppRequest, office: Office) -> Sequence[Member]:
    async with office.reading(request.user) as look:
        return await members_of(look)


def _blank(today: date) -> dict[str, object]:
    return BLANK | {"start": today.isoformat(), "month": today.month, "year_day": today.day}


def chore_form(
    request: AppRequest,
    template: str,
    form: Form,  # type: ignore[type-arg]
    people: Sequence[Member],
    chore: SeenChore | None = None,
    status: int = 200,
    preview: Preview | None = None,
) -> Response[str]:
    """`preview`: what would be due next, where that was asked for."""
    at_home = [member for member in people if member.role != Role.GUEST]
    children = [member for member in at_home if member.role in YOUNG] or at_home
    return page(
        request,
        template,
        status,
        form=form,
        people=at_home,
        children=children,
        chore=chore,
        preview=preview,
        preview_href=_preview_href(template, chore),
        **_choices(request.user.language, request.user.week_start),
    )


def _preview_href(template: str, chore: SeenChore | None) -> str:
    if chore is not None:
        return f"/chores/{chore.id}/preview"
    return "/chores/preview?first=1" if template == FIRST else "/chores/preview"


def _choices(language: str, week_start: int) -> dict[str, object]:
    """What the fields of `how often` choose from."""
    last = (LAST, say(language, _("Last day")))
    return {
        "weekdays": weekday_names(language, week_start),
        "weekdays_of_month": [(day, weekday_of_month(day, language)) for day in range(WORKDAY + 1)],
        "days_of_month": [*((day, str(day)) for day in range(1, 32)), last],
        "months": month_names(language),
    }


def _added(request: AppRequest, title: str, first: bool) -> Redirect:
    toast = _toast(request, _("%(title)s is on the board."), title=title)
    return redirect(request, "/setup/done" if first else "/chores", None if first else toast)


def _toast(request: AppRequest, sentence: str, **values: object) -> ShownToast:
    return ShownToast(say(request.user.language, sentence, **values), None)
