"""The shop and its wishes for other programs of the house."""

from datetime import datetime
from typing import Annotated, Literal

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from pydantic import BaseModel, Field

from appliance.core.forms import Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.rewards import actions
from appliance.rewards.models import Wish
from appliance.rewards.queries import SeenReward, SeenWish, reward_of, rewards_of, wish_of
from appliance.rewards.queries.asked import wishes_of
from appliance.web.api.pages import listed
from appliance.web.guards import not_for_guests, parents_only
from appliance.web.request import AppRequest

State = Literal["waiting", "granted", "declined", "withdrawn"]


class RewardSent(Sent):
    title: str = Field(min_length=1, max_length=80)
    points: int = Field(ge=1, le=5000)
    minutes: int = Field(default=0, ge=0, le=600)


class RewardShown(BaseModel):
    id: int
    title: str
    points: int
    minutes: int
    put_away: bool


class WishShown(BaseModel):
    id: int
    reward_id: int
    member_id: int
    title: str
    points: int
    minutes: int
    state: State
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None


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
            plan = actions.RewardPlan(data.title, data.points, data.minutes)
            reward_id = await actions.add_reward(work, plan)
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
            plan = actions.RewardPlan(data.title, data.points, data.minutes)
            await actions.change_reward(work, reward_id, plan)
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
            return _wish(await actions.ask_for_reward(work, reward_id))


class WishesApi(Controller):
    path = "/wishes"
    tags = ["Rewards"]
    guards = [not_for_guests]

    @get(summary="Wishes, newest first: all for a parent, one's own for a child")
    async def wishes(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        in_state: Annotated[State | None, QueryParameter(name="state")] = None,
    ) -> Response[list[WishShown]]:
        async with office.reading(request.user) as look:
            found = await wishes_of(look, in_state, page)
        return listed(request, found, _wish)

    @get("/{wish_id:int}", summary="One wish")
    async def wish(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.reading(request.user) as look:
            return _wish(await wish_of(look, wish_id))

    @post("/{wish_id:int}/withdrawal", status_code=200, summary="Take a wish back")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.withdraw_wish(work, wish_id))

    @post("/{wish_id:int}/grant", status_code=200, summary="Say yes (parents)")
    async def grant(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.grant_wish(work, wish_id))

    @post("/{wish_id:int}/refusal", status_code=200, summary="Say not today; the points go back (parents)")
    async def decline(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.decline_wish(work, wish_id))

    @post("/{wish_id:int}/undo", status_code=200, summary="Take a yes back; it waits again (parents)")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.undo_grant(work, wish_id))


def _reward(reward: SeenReward) -> RewardShown:
    return RewardShown.model_validate(reward, from_attributes=True)


def _wish(wish: Wish | SeenWish) -> WishShown:
    return WishShown.model_validate(wish, from_attributes=True)
