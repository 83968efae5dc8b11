from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.errors import Invalid
from appliance.core.i18n import counted, say
from appliance.core.i18n import mark as _
from appliance.core.secrets import new_token
from appliance.core.work import Office
from appliance.household.queries import member_of
from appliance.rewards.actions import (
    RewardPlan,
    add_reward,
    ask_for_reward,
    bring_back_reward,
    change_reward,
    decline_wish,
    give_points,
    grant_wish,
    put_away_reward,
    reverse_entry,
    undo_grant,
    withdraw_wish,
)
from appliance.rewards.forms import PointsForm, RewardForm
from appliance.rewards.pages.shop import show_parents
from appliance.rewards.queries import reward_of
from appliance.web.forms import filled, read_form, way_back
from appliance.web.guards import parents_only
from appliance.web.render import ShownToast, Toast, changed, page, redirect
from appliance.web.request import AppRequest

Answer = Response[str] | Redirect
SHOP = "/rewards"


class RewardChanges(Controller):
    """Parents fill the shop and give points."""

    path = SHOP
    guards = [parents_only]

    @get("/{reward_id:int}")
    async def edit(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Response[str]:
        async with office.reading(request.user) as look:
            reward = await reward_of(look, reward_id)
        stored = filled({"title": reward.title, "points": reward.points, "minutes": reward.minutes or ""})
        return page(request, "rewards/reward.html", reward=reward, form=stored)

    @post()
    async def add(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        return await _save_reward(request, office, None)

    @post("/{reward_id:int}")
    async def change(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Answer:
        return await _save_reward(request, office, reward_id)

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

    @post("/points")
    async def points(self, request: AppRequest, office: NamedDependency[Office]) -> Answer:
        form = await read_form(request, PointsForm, request.user.language)
        if sent := form.model:
            amount = sent.amount if sent.kind == "bonus" else -sent.amount
            try:
                async with office.work(request.user) as work:
                    member = await member_of(work, sent.member)
                    entry_id = await give_points(work, sent.member, amount, sent.reason, sent.key)
                sentence = (
                    counted("%(name)s gets %(n)s point.", "%(name)s gets %(n)s points.")
                    if amount > 0
                    else counted("%(n)s point from %(name)s.", "%(n)s points from %(name)s.")
                )
                text = say(request.user.language, sentence, name=member.name, n=sent.amount)
                return redirect(request, SHOP, ShownToast(text, f"/rewards/points/{entry_id}/reversal"))
            except Invalid as refusal:
                form.refuse(refusal, request.user.language)
        if "key" in form.errors:  # nobody sees this field: with another one the same form can be sent again
            form.values["key"], form.errors[""] = new_token()[:16], form.errors.pop("key")
        async with office.reading(request.user) as look:
            return await show_parents(request, look, 422, points_form=form)

    @post("/points/{entry_id:int}/reversal")
    async def reverse(
        self, request: AppRequest, office: NamedDependency[Office], entry_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await reverse_entry(work, entry_id)
        return changed(request, SHOP, Toast(_("Taken back.")), "points")


class WishPages(Controller):
    """A child wishes, a parent answers."""

    @post("/rewards/{reward_id:int}/wish")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await ask_for_reward(work, reward_id)
        toast = Toast(
            _("Asked for %(title)s. Your points are put aside."),
            {"title": wish.title},
            f"/wishes/{wish.id}/withdrawal",
        )
        return changed(request, await way_back(request, SHOP), toast, "points")

    @post("/wishes/{wish_id:int}/withdrawal")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await withdraw_wish(work, wish_id)
        return changed(
            request,
            await way_back(request, SHOP),
            Toast(_("Taken back. The points are yours again.")),
            "points",
        )

    @post("/wishes/{wish_id:int}/grant")
    async def grant(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await grant_wish(work, wish_id)
            name = (await member_of(work, wish.member_id)).name
        values = {"name": name, "title": wish.title}
        toast = Toast(_("%(name)s gets %(title)s."), values, f"/wishes/{wish_id}/undo")
        return changed(request, await way_back(request, SHOP), toast, "points", "screen_time")

    @post("/wishes/{wish_id:int}/refusal")
    async def decline(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            wish = await decline_wish(work, wish_id)
        toast = Toast(_("Not today: %(title)s. The points went back."), {"title": wish.title})
        return changed(request, await way_back(request, SHOP), toast, "points")

    @post("/wishes/{wish_id:int}/undo")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> Answer:
        async with office.work(request.user) as work:
            await undo_grant(work, wish_id)
        return changed(
            request,
            await way_back(request, SHOP),
            Toast(_("Taken back. It waits again.")),
            "points",
            "screen_time",
        )


async def _save_reward(request: AppRequest, office: Office, reward_id: int | None) -> Answer:
    form = await read_form(request, RewardForm, request.user.language)
    if sent := form.model:
        try:
            async with office.work(request.user) as work:
                plan = RewardPlan(sent.title, sent.points, sent.minutes)
                if reward_id is None:
                    await add_reward(work, plan)
                else:
                    await change_reward(work, reward_id, plan)
            text = say(request.user.language, _("%(title)s is in the shop."), title=sent.title)
            return redirect(request, SHOP, ShownToast(text, None))
        except Invalid as refusal:
            form.refuse(refusal, request.user.language)
    async with office.reading(request.user) as look:
        if reward_id is None:
            return await show_parents(request, look, 422, reward_form=form)
        reward = await reward_of(look, reward_id)
    return page(request, "rewards/reward.html", 422, reward=reward, form=form)
