"""The screen time of oneself, and for parents of everyone: minutes, rules, gifts."""

from datetime import datetime, time
from secrets import token_urlsafe

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.clock import from_local
from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.work import Office, Work
from appliance.screen_time import actions
from appliance.screen_time.actions.looks import note_look
from appliance.screen_time.forms import UsageTyped
from appliance.screen_time.forms.requests import AskTyped
from appliance.screen_time.models import UsageInterval
from appliance.screen_time.pages.asked import asked_of, before
from appliance.screen_time.queries import family_today, screen_of
from appliance.screen_time.rules import CATEGORIES
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect, wants_fragment
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
TOPIC = "screen_time"
GIFTS = (15, 30)


class ScreenPages(Controller):
    path = "/screen"

    @get()
    async def screen(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        if not request.user.cares:
            return await show_child(request, office, request.user.member_id)
        async with office.reading(request.user) as look:
            found = await before(request, look)
            shown = [(member, balance) for member, balance in await family_today(look) if balance]
        return page(
            request,
            "screen_time/family.html",
            children=shown,
            people={member.id: member for member, _balance in shown},
            requests=found.waiting,
            room=found.room,
            gifts=gifts_within(found.room),
            once=token_urlsafe(9),
        )

    @get("/members/{member_id:int}")
    async def child(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        return await show_child(request, office, member_id)


async def show_child(
    request: AppRequest,
    office: Office,
    member_id: int,
    form: Form[UsageTyped] | Form[BaseModel] | None = None,
    status: int = 200,
    asked: Form[AskTyped] | None = None,
) -> Response[str]:
    async with office.reading(request.user) as look:
        found = await before(request, look)
        seen = await screen_of(look, member_id)
        asking = await asked_of(look, found, seen, asked)
    await noted(request, office, member_id, seen.own_look)
    return page(
        request,
        template_for(request.user),
        status,
        seen=seen,
        names=category_names(request.user, [*CATEGORIES, *seen.where.names]),
        categories=[(key, say(request.user.language, name)) for key, name in CATEGORIES.items()],
        form=form or filled({"app": say(request.user.language, _("TV")), "category": "video"}),
        gifts=gifts_within(found.room),
        once=token_urlsafe(9),
        **asking,
    )


async def noted(request: AppRequest, office: Office, member_id: int, before: datetime | None) -> None:
    """A page that fetches its part again, or answers a form, was looked at before."""
    if request.method == "GET" and not wants_fragment(request):
        await note_look(office, request.user, member_id, before)


def template_for(viewer: Actor) -> str:
    """Only children see cards, and of screens only their own."""
    return (
        "screen_time/child_cards.html" if viewer.sees_cards and not viewer.cares else "screen_time/child.html"
    )


def gifts_within(room: int) -> list[int]:
    """The amounts that have a button: for a guest those that are left today."""
    return [minutes for minutes in GIFTS if minutes <= room]


def category_names(viewer: Actor, used: list[str]) -> dict[str, str]:
    """In the reader's language; a category that we do not know keeps its own name."""
    return {
        name: say(viewer.language, CATEGORIES[name]) if name in CATEGORIES else name.capitalize()
        for name in used
    }


class ScreenChanges(Controller):
    path = "/screen"
    guards = [parents_only]

    @post("/members/{member_id:int}/usage", status_code=200)
    async def write_down(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, UsageTyped, request.user.language)
        try:
            if form.model is not None:
                async with office.work(request.user, "page") as work:
                    row = await write_down(work, member_id, form.model)
                sentence = counted(
                    "%(app)s, %(minutes)s minute: written down.",
                    "%(app)s, %(minutes)s minutes: written down.",
                )
                told = say(request.user.language, sentence, app=row.app, minutes=form.model.minutes)
                toast = ShownToast(told, f"/screen/usage/{row.id}/undo")
                return redirect(request, f"/screen/members/{member_id}", toast)
        except Invalid as wrong:
            form.refuse(wrong, request.user.language)
        return await show_child(request, office, member_id, form, 422)

    @post("/usage/{interval_id:int}/undo", status_code=200)
    async def take_back_usage(
        self, request: AppRequest, office: NamedDependency[Office], interval_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            row = await actions.take_back_usage(work, interval_id)
        toast = Toast(_("%(app)s was taken back."), {"app": row.app})
        return changed(request, f"/screen/members/{row.member_id}", toast, TOPIC)


async def write_down(work: Work, member_id: int, typed: UsageTyped) -> UsageInterval:
    until = until_today(work, typed.until)
    return await actions.add_usage_by_hand(work, member_id, typed.app, typed.category, typed.minutes, until)


def until_today(work: Work, typed: time | None) -> datetime | None:
    return None if typed is None else from_local(work.today, typed, work.actor.zone)
