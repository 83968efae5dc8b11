"""More time: asked for by a child, answered by a parent or a guest, and what was asked before."""

from datetime import datetime

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.clock import from_local
from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.paging import Page as Paged
from appliance.core.people import YOUNG
from appliance.core.work import Office, Reading
from appliance.household.queries import member_of, members_of
from appliance.screen_time import actions
from appliance.screen_time.forms.requests import AnswerTyped, AskTyped
from appliance.screen_time.models import TimeRequest
from appliance.screen_time.pages.minutes import show_child
from appliance.screen_time.queries import (
    AskedRequests,
    family_today,
    request_of,
    requests_asked,
    room_to_give,
)
from appliance.screen_time.rules import SOON, Saying, State, fewer
from appliance.web.forms import Form, filled, own_path, read_form, way_back
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
HERE = "/screen/requests"
TOPIC = "screen_time"
AT_ONCE = 25
ASKED = counted(
    "You asked for %(minutes)s minute. It lapses at %(time)s if nobody answers.",
    "You asked for %(minutes)s minutes. It lapses at %(time)s if nobody answers.",
)
GIVEN = counted("%(name)s has %(minutes)s minute more today.", "%(name)s has %(minutes)s minutes more today.")


class RequestPages(Controller):
    path = HERE

    @get()
    async def history(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member: FromQuery[int | None] = None,
        after: FromQuery[str] = "",
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            part = await requests_asked(look, AskedRequests(member), Paged(AT_ONCE, after))
            people = {person.id: person for person in await members_of(look)}
            room = await room_to_give(look)
        return page(
            request,
            "screen_time/requests.html",
            waiting=[one for one in part.rows if one.is_open],
            over=[one for one in part.rows if not one.is_open],
            people=people,
            children=[person for person in people.values() if person.role in YOUNG and request.user.cares],
            member=member,
            older=part.next,
            room=room,
        )

    @post(status_code=200)
    async def ask(self, request: AppRequest, office: NamedDependency[Office]) -> Page:
        form = await read_form(request, AskTyped, request.user.language)
        try:
            if sent := form.model:
                async with office.work(request.user, "page") as work:
                    row = await actions.ask_for_time(work, sent.minutes, sent.reason)
                values = {"minutes": row.minutes, "time": clock(request, row.lapses_at)}
                toast = Toast(ASKED, values, f"{HERE}/{row.id}/withdrawal")
                return changed(request, own_path(sent.back, "/screen"), toast, TOPIC)
        except Invalid as wrong:
            form.refuse(wrong, request.user.language)
        return await show_child(request, office, request.user.member_id, status=422, asked=form)

    @get("/{request_id:int}")
    async def one(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> Response[str]:
        return await show_one(request, office, request_id)

    @post("/{request_id:int}/withdrawal", status_code=200)
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await actions.withdraw_request(work, request_id)
        toast = Toast(_("You do not ask for more time any more."))
        return changed(request, await way_back(request, "/screen"), toast, TOPIC)

    @post("/{request_id:int}/reading", status_code=200)
    async def read(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            await actions.put_answer_away(work, request_id)
        return changed(request, await way_back(request, "/screen"), Toast(_("Put away.")), TOPIC)


class AnswerPages(Controller):
    path = HERE

    @post("/{request_id:int}/answer", status_code=200)
    async def answer(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, AnswerTyped, request.user.language)
        try:
            if sent := form.model:
                async with office.work(request.user, "page") as work:
                    at = from_local(work.today, sent.at, work.actor.zone) if sent.at else None
                    row = await actions.answer_request(work, request_id, sent.reply(at))
                    child = await member_of(work, row.member_id)
                return changed(request, own_path(sent.back, HERE), said(request, row, child.name), TOPIC)
        except Invalid as wrong:
            form.refuse(wrong, request.user.language)
        return await show_one(request, office, request_id, form, 422)

    @post("/{request_id:int}/undo", status_code=200)
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], request_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            row = await actions.undo_answer(work, request_id)
        waits = row.state == State.WAITING
        toast = Toast(_("It waits for an answer again.") if waits else _("The answer is taken back."))
        return changed(request, await way_back(request, HERE), toast, TOPIC)


def said(request: AppRequest, row: TimeRequest, name: str) -> Toast:
    undo = f"{HERE}/{row.id}/undo"
    if row.state == State.GRANTED:
        return Toast(GIVEN, {"name": name, "minutes": row.granted}, undo)
    if row.later_at is not None:
        values = {"name": name, "time": clock(request, row.later_at)}
        return Toast(_("%(name)s's request comes back at %(time)s."), values, undo)
    return Toast(_("%(name)s hears that it is a no this time."), {"name": name}, undo)


def clock(request: AppRequest, moment: datetime) -> str:
    return request.user.local(moment).strftime("%H:%M")


async def show_one(
    request: AppRequest,
    office: Office,
    request_id: int,
    form: Form[AnswerTyped] | Form[BaseModel] | None = None,
    status: int = 200,
) -> Response[str]:
    async with office.reading(request.user) as look:
        one = await request_of(look, request_id)
        people = {member.id: (member, balance) for member, balance in await family_today(look)}
        room = await room_to_give(look)
    member, balance = people.get(one.member_id, (None, None))
    return page(
        request,
        "screen_time/request.html",
        status,
        one=one,
        member=member,
        balance=balance,
        room=room,
        form=form or first_answer(look, one.minutes),
        answers=[(saying.value, say(request.user.language, word)) for saying, word in WORDS.items()],
    )


WORDS = {
    Saying.YES: _("Yes"),
    Saying.LESS: _("Yes, but less"),
    Saying.LATER: _("Later"),
    Saying.NO: _("No"),
}


def first_answer(look: Reading, minutes: int) -> Form[BaseModel]:
    soon = look.viewer.local(look.now + SOON).strftime("%H:%M")
    return filled({"answer": "less", "minutes": fewer(minutes) or 1, "note": "", "at": soon})
