from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from appliance.core.i18n import mark as _
from appliance.core.secrets import new_token
from appliance.core.work import Office, Reading
from appliance.rewards.actions import save_for, stop_saving
from appliance.rewards.queries import (
    Goal,
    Offer,
    SeenReward,
    SeenWish,
    balance_of,
    ledger,
    penalties_allowed,
    purses_with_goals,
    rewards_of,
    shop_of,
    wishes_open,
)
from appliance.rewards.rules import hue_for, missing_for
from appliance.web.forms import Form, filled, way_back
from appliance.web.guards import not_for_guests
from appliance.web.render import Toast, changed, page, partial
from appliance.web.request import AppRequest

SHOP = "/rewards"


@dataclass(frozen=True)
class Prize:
    """A reward as one child sees it: its wish where one waits, else how many points are missing."""

    reward: SeenReward
    wish: SeenWish | None
    missing: int
    is_goal: bool

    @property
    def sold_out(self) -> bool:
        return self.reward.stock == 0


class ShopPages(Controller):
    path = SHOP
    guards = [not_for_guests]

    @get()
    async def rewards(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            if request.user.is_parent:
                return await show_parents(request, look)
            return await _show_child(request, look)

    @get("/minutes")
    async def minutes(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        """The cheapest way to more screen time, where there is one: a part of the page that asks for it."""
        async with office.reading(request.user) as look:
            offers = [offer for offer in await rewards_of(look) if offer.minutes and offer.stock != 0]
            balance = await balance_of(look, request.user.member_id)
        return partial(request, "rewards/minutes.html", offer=offers[0] if offers else None, balance=balance)


class GoalPages(Controller):
    """A child chooses what to save for."""

    path = SHOP
    guards = [not_for_guests]

    @post("/{reward_id:int}/goal")
    async def choose(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> Response[str] | Redirect:
        async with office.work(request.user) as work:
            reward = await save_for(work, reward_id)
        toast = Toast(_("You are saving for %(title)s."), {"title": reward.title}, f"{SHOP}/goal/end")
        return changed(request, await way_back(request, SHOP), toast, "points")

    @post("/goal/end")
    async def end(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str] | Redirect:
        async with office.work(request.user) as work:
            await stop_saving(work)
        toast = Toast(_("You are not saving for anything now."))
        return changed(request, await way_back(request, SHOP), toast, "points")


async def show_parents(
    request: AppRequest,
    look: Reading,
    status: int = 200,
    reward_form: Form | None = None,  # type: ignore[type-arg]
    points_form: Form | None = None,  # type: ignore[type-arg]
) -> Response[str]:
    """A form that was refused comes back open, as it was filled in."""
    found = await purses_with_goals(look)
    wishes = await wishes_open(look)
    return page(
        request,
        "rewards/parent.html",
        status,
        purses=found,
        people={purse.balance.member_id: purse.member for purse in found},
        wishes=[wish for wish in wishes if wish.state == "waiting"],
        promised=[wish for wish in wishes if wish.state == "granted"],
        rewards=await rewards_of(look, put_away=True),
        penalties=await penalties_allowed(look),
        reward_form=reward_form or Form(),
        points_form=points_form or filled({"kind": "bonus", "key": new_token()[:16]}),
        hue_for=hue_for,
    )


async def _show_child(request: AppRequest, look: Reading) -> Response[str]:
    """4 queries."""
    balance = await balance_of(look, request.user.member_id)
    shop = await shop_of(look)
    prizes = [_prize(offer, balance.points) for offer in shop.offers]
    return page(
        request,
        "rewards/shop.html",
        balance=balance,
        prizes=prizes,
        promised=shop.promised,
        goal=next((goal_in(prize, balance.points) for prize in prizes if prize.is_goal), None),
        nearest=nearest(prizes),
        penalties=await penalties_allowed(look),
        lines=await ledger(look, request.user.member_id, limit=5),
        hue_for=hue_for,
    )


def _prize(offer: Offer, points: int) -> Prize:
    return Prize(offer.reward, offer.wish, missing_for(points, offer.reward.points), offer.is_goal)


def goal_in(prize: Prize, points: int) -> Goal:
    reward = prize.reward
    return Goal(0, reward.id, reward.title, reward.picture, reward.points, points)


def nearest(prizes: Sequence[Prize]) -> Prize | None:
    """What one is closest to without having it yet."""
    ahead = [prize for prize in prizes if prize.missing and prize.wish is None and not prize.sold_out]
    return min(ahead, key=lambda prize: prize.missing, default=None)
