from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Office
from appliance.household.queries import member_of
from appliance.rewards.actions import (
    RewardPlan,
    Seen,
    add_reward,
    bring_back_reward,
    change_reward,
    put_away_reward,
    set_price,
)
from appliance.rewards.forms import PriceForm, RewardForm
from appliance.rewards.pages.shop import SHOP, show_parents
from appliance.rewards.queries import SeenReward, prices_of, reward_of
from appliance.web.forms import Form, filled, read_form
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect


class RewardChanges(Controller):
    """Parents fill the shop."""

    path = SHOP
    guards = [parents_only]

    @get("/{reward_id:int}")
    async def edit(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Response[str]:
        return await show_reward(request, office, reward_id)

    @post()
    async def add(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, RewardForm, request.user.language)
        if form.model and await _saved(request, office, form, None):
            return _in_the_shop(request, form.model.title)
        async with office.reading(request.user) as look:
            return await show_parents(request, look, 422, reward_form=form)

    @post("/{reward_id:int}")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, RewardForm, request.user.language)
        if form.model and await _saved(request, office, form, reward_id):
            return _in_the_shop(request, form.model.title)
        return await show_reward(request, office, reward_id, form)

    @post("/{reward_id:int}/prices")
    async def price(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Answer:
        form = await read_form(request, PriceForm, request.user.language)
        if sent := form.model:
            try:
                async with office.work(request.user) as work:
                    member = await member_of(work, sent.member)
                    await set_price(work, reward_id, sent.member, sent.price)
                text = say(request.user.language, _("The price for %(name)s is set."), name=member.name)
                return redirect(request, f"{SHOP}/{reward_id}", ShownToast(text, None))
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        return await show_reward(request, office, reward_id, price_form=form)

    @post("/{reward_id:int}/put-away")
    async def put_away(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await put_away_reward(work, reward_id)
        toast = Toast(_("It is out of the shop."), {}, f"/rewards/{reward_id}/comeback")
        return changed(request, SHOP, toast, "points")

    @post("/{reward_id:int}/comeback")
    async def come_back(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await bring_back_reward(work, reward_id)
        return changed(request, SHOP, Toast(_("It is back in the shop.")), "points")


async def show_reward(
    request: AppRequest,
    office: Office,
    reward_id: int,
    form: Form[RewardForm] | None = None,
    price_form: Form[PriceForm] | None = None,
) -> Response[str]:
    """With the form that was refused, if one was."""
    async with office.reading(request.user) as look:
        reward = await reward_of(look, reward_id)
        prices = await prices_of(look, reward_id)
    if form is not None:  # what the stock is by now has been told: the next try knows it
        form.values["seen"] = "" if reward.stock is None else str(reward.stock)
        if "seen" in form.errors:  # nobody sees this field
            form.errors["stock"] = form.errors.pop("seen")
    return page(
        request,
        "rewards/reward.html",
        422 if form or price_form else 200,
        reward=reward,
        prices=prices,
        form=form or filled(_typed(reward)),
        price_form=price_form or Form(),
    )


def _typed(reward: SeenReward) -> dict[str, object]:
    shown = {"title": reward.title, "points": reward.points, "minutes": reward.minutes or ""}
    return {**shown, "stock": reward.stock, "seen": reward.stock}


async def _saved(request: AppRequest, office: Office, form: Form[RewardForm], reward_id: int | None) -> bool:
    """False where a verb refused: the form then says why."""
    sent = form.model
    assert sent is not None
    plan = RewardPlan(sent.title, sent.points, sent.minutes, sent.stock)
    try:
        async with office.work(request.user) as work:
            if reward_id is None:
                await add_reward(work, plan)
            else:
                await change_reward(work, reward_id, plan, Seen(sent.seen))
    except Invalid as refusal:
        form.refuse(refusal, request.user.language)
        return False
    return True


def _in_the_shop(request: AppRequest, title: str) -> Redirect:
    text = say(request.user.language, _("%(title)s is in the shop."), title=title)
    return redirect(request, SHOP, ShownToast(text, None))
