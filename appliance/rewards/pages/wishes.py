from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.i18n import mark as _
from appliance.core.work import Office
from appliance.household.queries import member_of
from appliance.household.queries.known import everyone_known
from appliance.rewards.actions import (
    ask_for_reward,
    decline_wish,
    grant_wish,
    redeem_wish,
    refund_wish,
    undo_wish,
    withdraw_wish,
)
from appliance.rewards.forms import WordForm
from appliance.rewards.models import Wish
from appliance.rewards.pages.shop import SHOP
from appliance.rewards.policy import may_decide, may_undo
from appliance.rewards.queries import SeenWish, wish_of
from appliance.rewards.rules import hue_for
from appliance.web.forms import Form, own_path, read_form, way_back
from appliance.web.render import Toast, changed, page
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class WishPages(Controller):
    """A child wishes, changes its mind, has it."""

    @post("/rewards/{reward_id:int}/wish")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await ask_for_reward(work, reward_id)
        asked = _("Asked for %(title)s. Your points are put aside.")
        toast = Toast(asked, {"title": wish.title}, f"/wishes/{wish.id}/withdrawal")
        return changed(request, await way_back(request, SHOP), toast, "points")

    @get("/wishes/{wish_id:int}")
    async def wish(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Response[str]:
        return await show_wish(request, office, wish_id, Form())

    @post("/wishes/{wish_id:int}/withdrawal")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await withdraw_wish(work, wish_id)
        return await _answered(request, wish, _("Taken back. The points are yours again."))

    @post("/wishes/{wish_id:int}/redemption")
    async def redeem(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await redeem_wish(work, wish_id)
        return await _answered(request, wish, _("Handed over: %(title)s."))

    @post("/wishes/{wish_id:int}/undo")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await undo_wish(work, wish_id)
        waits = _("Taken back. It waits again.")
        toast = Toast(waits if wish.state == "waiting" else _("Taken back."))
        return changed(request, await way_back(request, SHOP), toast, "points", "screen_time")


class AnswerPages(Controller):
    """A parent answers."""

    path = "/wishes/{wish_id:int}"

    @post("/grant")
    async def grant(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await grant_wish(work, wish_id)
            name = (await member_of(work, wish.member_id)).name
        return await _answered(request, wish, _("%(name)s gets %(title)s."), name=name)

    @post("/refusal")
    async def decline(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, WordForm, request.user.language)
        if form.model is None:
            return await show_wish(request, office, wish_id, form, 422)
        async with office.work(request.user) as work:
            wish = await decline_wish(work, wish_id, form.model.note)
        return await _answered(request, wish, _("Not today: %(title)s. The points went back."), form.model)

    @post("/refund")
    async def refund(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, WordForm, request.user.language)
        if form.model is None:
            return await show_wish(request, office, wish_id, form, 422)
        async with office.work(request.user) as work:
            wish = await refund_wish(work, wish_id, form.model.note)
        return await _answered(request, wish, _("The points for %(title)s went back."), form.model)


async def show_wish(
    request: AppRequest, office: Office, wish_id: int, form: Form[WordForm], status: int = 200
) -> Response[str]:
    async with office.reading(request.user) as look:
        wish = await wish_of(look, wish_id)
        people = {member.id: member for member in await everyone_known(look)}
    return page(
        request,
        "rewards/wish.html",
        status,
        wish=wish,
        people=people,
        hue=hue_for(wish.picture),
        may=_steps(request, wish),
        form=form,
    )


def _steps(request: AppRequest, wish: SeenWish) -> dict[str, bool]:
    """Which buttons would work for this viewer now."""
    decides, own = may_decide(request.user), wish.member_id == request.user.member_id
    by = wish.decided_by if wish.state == "withdrawn" else wish.redeemed_by
    return {
        "decide": decides and wish.state == "waiting",
        "withdraw": own and wish.state == "waiting",
        "redeem": wish.state == "granted",
        "refund": decides and wish.state in ("granted", "redeemed"),
        "undo": may_undo(request.user, wish.state, wish.member_id, by),
    }


async def _answered(
    request: AppRequest, wish: Wish, sentence: str, form: WordForm | None = None, **values: object
) -> Answer:
    back = own_path(form.back, SHOP) if form else await way_back(request, SHOP)
    toast = Toast(sentence, {"title": wish.title, **values}, f"/wishes/{wish.id}/undo")
    return changed(request, back, toast, "points", "screen_time")
