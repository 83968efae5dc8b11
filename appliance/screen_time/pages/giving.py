"""Minutes on top of a day: one tap for the usual ones, a form for others, for a reason or until a time."""

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect
from pydantic import BaseModel

from appliance.core.errors import Invalid, NotAllowed
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.work import Office, Work
from appliance.household.queries import member_of
from appliance.screen_time import actions
from appliance.screen_time.forms import GiftTyped
from appliance.screen_time.models import BonusMinutes
from appliance.screen_time.pages.minutes import until_today
from appliance.screen_time.policy import may_give_minutes
from appliance.screen_time.queries import time_left
from appliance.web.forms import Form, filled, read_form
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Page = Response[str] | Redirect
TOPIC = "screen_time"
MORE = counted("%(name)s has %(minutes)s minute more today.", "%(name)s has %(minutes)s minutes more today.")


class GiftPages(Controller):
    path = "/screen"

    @get("/members/{member_id:int}/grants")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Response[str]:
        return await show_gift(request, office, member_id, filled({"minutes": 20}))

    @post("/members/{member_id:int}/grants", status_code=200)
    async def give(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> Page:
        form = await read_form(request, GiftTyped, request.user.language)
        if form.model is None:
            return await show_gift(request, office, member_id, form, 422)
        sent = form.model
        try:
            async with office.work(request.user, "page") as work:
                row = await given(work, member_id, sent)
                child = await member_of(work, member_id)
        except Invalid as wrong:
            return await show_gift(
                request, office, member_id, form.refuse(by_field(wrong), request.user.language), 422
            )
        back = sent.back if sent.back.startswith("/screen") else "/screen"
        values = {"name": child.name, "minutes": row.minutes}
        return changed(request, back, Toast(MORE, values, f"/screen/grants/{row.id}/undo"), TOPIC)

    @post("/grants/{bonus_id:int}/undo", status_code=200)
    async def take_back(
        self, request: AppRequest, office: NamedDependency[Office], bonus_id: FromPath[int]
    ) -> Page:
        async with office.work(request.user, "page") as work:
            row = await actions.take_back(work, bonus_id)
        toast = Toast(
            counted("%(minutes)s minute was taken back.", "%(minutes)s minutes were taken back."),
            {"minutes": row.minutes},
        )
        return changed(request, f"/screen/members/{row.member_id}", toast, TOPIC)


async def given(work: Work, member_id: int, sent: GiftTyped) -> BonusMinutes:
    lapses = until_today(work, sent.until)
    return await actions.grant_minutes(
        work, member_id, sent.minutes, why=sent.why, once=sent.once, expires_at=lapses
    )


def by_field(wrong: Invalid) -> Invalid:
    named = {"until" if name == "expires_at" else name: said for name, said in wrong.errors.items()}
    return Invalid(wrong.sentence, named, **wrong.values)


async def show_gift(
    request: AppRequest,
    office: Office,
    member_id: int,
    form: Form[GiftTyped] | Form[BaseModel],
    status: int = 200,
) -> Response[str]:
    if not may_give_minutes(request.user):
        raise NotAllowed(_("Only a parent or a guest can give minutes."))
    async with office.reading(request.user) as look:
        member = await member_of(look, member_id)
        balance = await time_left(look, member_id)
    return page(request, "screen_time/give.html", status, member=member, balance=balance, form=form)
