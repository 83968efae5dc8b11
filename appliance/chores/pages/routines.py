"""A child's day in three blocks: a parent chooses the cards in one go and puts them in order."""

from collections.abc import Mapping, Sequence

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect

from appliance.chores.actions import add_routine, order_routine
from appliance.chores.pages.routine_form import OrderForm, RoutineForm, routine_of
from appliance.chores.queries import SeenChore
from appliance.chores.queries.routines import Routine, routines
from appliance.chores.rules.pictures import hue_for
from appliance.chores.rules.routines import TYPICAL, moved
from appliance.chores.rules.words import repeat_words
from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
BLANK = {"repeat": "daily", "points": 1}
BLOCKS = (
    ("morning", _("Morning"), "sunrise"),
    ("afternoon", _("Afternoon"), "sun"),
    ("evening", _("Evening"), "moon"),
)


class RoutinePages(Controller):
    path = "/chores/routines"
    guards = [parents_only]

    @get()
    async def routines(
        self, request: AppRequest, office: NamedDependency[Office], person: FromQuery[int | None] = None
    ) -> Response[str]:
        return await _shown(request, office, filled(BLANK), person)

    @post()
    async def add(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, RoutineForm, request.user.language)
        if form.model is not None:
            try:
                async with office.work(request.user) as work:
                    plan = routine_of(form.model, work.actor.language, work.today, work.actor.zone)
                    added = await add_routine(work, plan)
                return _added(request, form.model.people[0], added)
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        return await _shown(request, office, form, None, 422)

    @post("/order")
    async def order(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, OrderForm, request.user.language)
        if form.model is None:
            raise Invalid(_("We could not read what was sent."), form.errors)
        async with office.work(request.user) as work:
            await order_routine(work, form.model.part_of_day, form.model.chore_ids)
        back = f"/chores/routines?person={form.model.person}" if form.model.person else "/chores/routines"
        return changed(request, back, Toast(_("In the new order.")), "chores")


async def _shown(
    request: AppRequest,
    office: Office,
    form: Form,  # type: ignore[type-arg]
    person: int | None,
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        found = await routines(look)
    chosen = next((one for one in found if one.child.id == person), found[0] if found else None)
    if chosen and "people" not in form.lists:
        form.lists["people"] = [str(chosen.child.id)]
    children = [one.child for one in found]
    more = _cards_shown(request.user, chosen)
    return page(request, "chores/routines.html", status, form=form, children=children, chosen=chosen, **more)


def _cards_shown(viewer: Actor, chosen: Routine | None) -> dict[str, object]:
    language = viewer.language
    return {
        "blocks": [(part, say(language, name), icon) for part, name, icon in BLOCKS],
        "begins": {"afternoon": viewer.blocks.afternoon, "evening": viewer.blocks.evening},
        "typical": _typical(language),
        "words": {chore.id: repeat_words(chore.repeat, language) for chore in _all(chosen)},
        "moves": _moves(chosen),
        "hue_for": hue_for,
    }


def _all(chosen: Routine | None) -> Sequence[SeenChore]:
    return [chore for chores in chosen.blocks.values() for chore in chores] if chosen else []


def _moves(chosen: Routine | None) -> Mapping[int, tuple[str, str]]:
    """For each chore the order with it one earlier, and one later."""
    found: dict[int, tuple[str, str]] = {}
    for chores in chosen.blocks.values() if chosen else ():
        ids = [chore.id for chore in chores]
        for at, chore_id in enumerate(ids):
            earlier, later = (",".join(map(str, moved(ids, at, by))) for by in (-1, 1))
            found[chore_id] = (earlier, later)
    return found


def _typical(language: str) -> Mapping[str, Sequence[tuple[str, str, str]]]:
    """For each block: key, title and picture."""
    return {
        part: [
            (key, say(language, card.title), card.picture)
            for key, card in TYPICAL.items()
            if card.part_of_day == part
        ]
        for part, _name, _icon in BLOCKS
    }


def _added(request: AppRequest, person: int, added: int) -> Redirect:
    language = request.user.language
    sentence = (
        say(language, counted("%(num)s card is new.", "%(num)s cards are new."), num=added)
        if added
        else say(language, _("These cards were there already."))
    )
    return redirect(request, f"/chores/routines?person={person}", ShownToast(sentence, None))
