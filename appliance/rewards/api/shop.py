"""The shop for other programs of the house."""

from litestar import Controller, Response, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from pydantic import BaseModel, Field

from appliance.core.forms import Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.rewards import actions
from appliance.rewards.api.wishes import WishShown
from appliance.rewards.queries import SeenReward, goals, reward_of, rewards_of
from appliance.web.api.pages import listed
from appliance.web.guards import not_for_guests, parents_only
from appliance.web.request import AppRequest


class RewardSent(Sent):
    """`stock` null: nobody counts them."""

    title: str = Field(min_length=1, max_length=80)
    points: int = Field(ge=1, le=5000)
    minutes: int = Field(default=0, ge=0, le=600)
    stock: int | None = Field(default=None, ge=0, le=999)


class PriceSent(Sent):
    """null: what it costs all."""

    points: int | None = Field(default=None, ge=1, le=5000)


class RewardShown(BaseModel):
    """`points` is the price for whoever asks. A parent sees that of all, and in `prices` that of single
    children by their id. `stock`: how many are left; null: nobody counts them."""

    id: int
    title: str
    points: int
    minutes: int
    put_away: bool
    stock: int | None
    prices: dict[int, int]


class GoalShown(BaseModel):
    """What someone saves for: `have` of `price`, `missing` more."""

    member_id: int
    reward_id: int
    title: str
    price: int
    have: int
    missing: int


class RewardsApi(Controller):
    path = "/rewards"
    tags = ["Rewards"]
    guards = [not_for_guests]

    @get(summary="What is in the shop, the cheapest first; `archived`: what was put away, too")
    async def rewards(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        archived: FromQuery[bool] = False,
    ) -> Response[list[RewardShown]]:
        async with office.reading(request.user) as look:
            found = await rewards_of(look, put_away=archived)
        return listed(request, page.among(found, lambda one: (one.points, one.title, one.id)), _reward)

    @post(guards=[parents_only], summary="Add a reward (parents)")
    async def add(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[RewardSent]
    ) -> RewardShown:
        async with office.work(request.user, "api") as work:
            reward_id = await actions.add_reward(work, _plan(data))
            return _reward(await reward_of(work, reward_id))

    @get("/{reward_id:int}", summary="One reward")
    async def reward(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> RewardShown:
        async with office.reading(request.user) as look:
            return _reward(await reward_of(look, reward_id))

    @put("/{reward_id:int}", guards=[parents_only], summary="Change a reward (parents)")
    async def change(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        reward_id: FromPath[int],
        data: JSONBody[RewardSent],
    ) -> RewardShown:
        async with office.work(request.user, "api") as work:
            await actions.change_reward(work, reward_id, _plan(data))
            return _reward(await reward_of(work, reward_id))

    @put("/{reward_id:int}/prices/{member_id:int}", guards=[parents_only], summary="Price it for one child")
    async def price(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        reward_id: FromPath[int],
        member_id: FromPath[int],
        data: JSONBody[PriceSent],
    ) -> RewardShown:
        async with office.work(request.user, "api") as work:
            await actions.set_price(work, reward_id, member_id, data.points)
            return _reward(await reward_of(work, reward_id))

    @post("/{reward_id:int}/put-away", status_code=200, summary="Take a reward out of the shop (parents)")
    async def put_away(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> RewardShown:
        async with office.work(request.user, "api") as work:
            await actions.put_away_reward(work, reward_id)
            return _reward(await reward_of(work, reward_id))

    @post("/{reward_id:int}/comeback", status_code=200, summary="Bring a reward back (parents)")
    async def come_back(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> RewardShown:
        async with office.work(request.user, "api") as work:
            await actions.bring_back_reward(work, reward_id)
            return _reward(await reward_of(work, reward_id))

    @post("/{reward_id:int}/wish", summary="Ask for a reward; its points are put aside (children)")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            wish = await actions.ask_for_reward(work, reward_id)
            return WishShown.model_validate(wish, from_attributes=True)

    @get("/goals", summary="What is saved for: everyone's for a parent, one's own for a child")
    async def goals(self, request: AppRequest, office: NamedDependency[Office]) -> list[GoalShown]:
        async with office.reading(request.user) as look:
            return [GoalShown.model_validate(goal, from_attributes=True) for goal in await goals(look)]

    @post("/{reward_id:int}/goal", status_code=204, summary="Save for this (children)")
    async def save_for(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> None:
        async with office.work(request.user, "api") as work:
            await actions.save_for(work, reward_id)

    @delete("/goal", summary="Save for nothing in particular (children)")
    async def stop_saving(self, request: AppRequest, office: NamedDependency[Office]) -> None:
        async with office.work(request.user, "api") as work:
            await actions.stop_saving(work)


def _plan(sent: RewardSent) -> actions.RewardPlan:
    return actions.RewardPlan(sent.title, sent.points, sent.minutes, sent.stock)


def _reward(reward: SeenReward) -> RewardShown:
    return RewardShown.model_validate(reward, from_attributes=True)
