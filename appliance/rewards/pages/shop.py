from collections.abc import Sequence
from dataclasses import dataclass

from litestar import Controller, Response, get
from litestar.di import NamedDependency

from appliance.core.secrets import new_token
from appliance.core.work import Office, Reading
from appliance.rewards.queries import (
    SeenReward,
    SeenWish,
    balance_of,
    ledger,
    purses,
    rewards_of,
    shop_of,
    wishes_waiting,
)
from appliance.rewards.rules import hue_for
from appliance.web.forms import Form, filled
from appliance.web.guards import not_for_guests
from appliance.web.render import page
from appliance.web.request import AppRequest


@dataclass(frozen=True)
class Prize:
    """A reward as one child sees it: its wish where one waits, else how many points are missing."""

    reward: SeenReward
    wish: SeenWish | None
    missing: int


class ShopPages(Controller):
    path = "/rewards"
    guards = [not_for_guests]

    @get()
    async def rewards(self, request: AppRequest, office: NamedDependency[Office]) -> Response[str]:
        async with office.reading(request.user) as look:
            if request.user.is_parent:
                return await show_parents(request, look)
            return await _show_child(request, look)


async def show_parents(
    request: AppRequest,
    look: Reading,
    status: int = 200,
    reward_form: Form | None = None,  # type: ignore[type-arg]
    points_form: Form | None = None,  # type: ignore[type-arg]
) -> Response[str]:
    """A form that was refused comes back open, as it was filled in."""
    found = await purses(look)
    return page(
        request,
        "rewards/parent.html",
        status,
        purses=found,
        people={member.id: member for member, _balance in found},
        wishes=await wishes_waiting(look),
        rewards=await rewards_of(look, put_away=True),
        reward_form=reward_form or Form(),
        points_form=points_form or filled({"kind": "bonus", "key": new_token()[:16]}),
        hue_for=hue_for,
    )


async def _show_child(request: AppRequest, look: Reading) -> Response[str]:
    balance = await balance_of(look, request.user.member_id)
    prizes = [
        Prize(reward, wish, max(0, reward.points - balance.points)) for reward, wish in await shop_of(look)
    ]
    return page(
        request,
        "rewards/shop.html",
        balance=balance,
        prizes=prizes,
        nearest=nearest(prizes),
        lines=await ledger(look, request.user.member_id, limit=5),
        hue_for=hue_for,
    )


def nearest(prizes: Sequence[Prize]) -> Prize | None:
    """What one is closest to without having it yet."""
    ahead = [prize for prize in prizes if prize.missing and prize.wish is None]
    return min(ahead, key=lambda prize: prize.missing, default=None)
