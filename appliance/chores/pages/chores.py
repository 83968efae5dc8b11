from collections.abc import Sequence

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from appliance.chores.actions import add_chore, bring_back, change_chore, put_away_chore
from appliance.chores.forms import ChoreForm, plan_of, typed
from appliance.chores.queries import SeenChore, chore_named, chores_of
from appliance.chores.rules.pictures import hue_for
from appliance.chores.rules.words import repeat_words, weekday_names
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
BLANK = {
    "way": "each",
    "repeat": "daily",
    "weeks": 1,
    "after": 7,
    "points": 2,
    "bonus_minutes": 0,
    "effort": 2,
    "turn_by": "order",
    "skip_passes": True,
    "window_days": 0,
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
        words = {chore.id: repeat_words(chore.repeat, request.user.language) for chore in chores}
        return page(request, "chores/list.html", chores=chores, names=names, words=words, hue_for=hue_for)

    @get("/new")
    async def new(
        self, request: AppRequest, office: NamedDependency[Office], first: FromQuery[bool] = False
    ) -> Response[str]:
        people = await _people(request, office)
        template = "chores/first.html" if first else "chores/form.html"
        today = request.user.today(office.clock())
        return _form(request, template, filled(BLANK | {"start": today.isoformat()}), people)

    @post()
    async def add(
        self, request: AppRequest, office: NamedDependency[Office], first: FromQuery[bool] = False
    ) -> Answer:
        form = await read_form(request, ChoreForm, request.user.language)
        if form.model is not None:
            try:
                async with office.work(request.user) as work:
                    await add_chore(work, plan_of(form.model, work.today, work.actor.zone))
                return _added(request, form.model.title, first)
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        template = "chores/first.html" if first else "chores/form.html"
        return _form(request, template, form, await _people(request, office), status=422)

    @get("/{chore_id:int}")
    async def edit(
        self, request: AppRequest, office: NamedDependency[Office], chore_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            chore = await chore_named(look, chore_id)
            people = await members_of(look)
        return _form(request, "chores/form.html", filled(*typed(chore)), people, chore)

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
                    plan = plan_of(form.model, work.today, work.actor.zone)
                    await change_chore(work, chore_id, plan)
                toast = _toast(request, _("Saved. What is still to come follows the change."))
                return redirect(request, "/chores", toast)
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        return _form(request, "chores/form.html", form, await _people(request, office), chore, 422)

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


def _form(
    request: AppRequest,
    template: str,
    form: Form,  # type: ignore[type-arg]
    people: Sequence[Member],
    chore: SeenChore | None = None,
    status: int = 200,
) -> Response[str]:
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
        weekdays=weekday_names(request.user.language, request.user.week_start),
    )


def _added(request: AppRequest, title: str, first: bool) -> Redirect:
    toast = _toast(request, _("%(title)s is on the board."), title=title)
    return redirect(request, "/setup/done" if first else "/chores", None if first else toast)


def _toast(request: AppRequest, sentence: str, **values: object) -> ShownToast:
    return ShownToast(say(request.user.language, sentence, **values), None)
