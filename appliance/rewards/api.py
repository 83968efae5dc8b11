"""Points and rewards for other programs of the house."""

from datetime import datetime
from typing import Literal

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody
from pydantic import BaseModel, ConfigDict, Field

from appliance.core.work import Office
from appliance.rewards import actions
from appliance.rewards.queries import (
    balance_of,
    balances,
    explained,
    ledger,
    reward_of,
    rewards_of,
    wish_of,
    wishes_waiting,
)
from appliance.web.guards import not_for_guests, parents_only
from appliance.web.request import AppRequest


class BalanceShown(BaseModel):
    """`points` can be spent now, `aside` is kept for wishes that wait, `owed` is how far it is below zero."""

    member_id: int
    points: int
    aside: int
    owed: int


class ExplainedShown(BaseModel):
    """earned + given - taken - spent - aside = points"""

    earned: int
    given: int
    taken: int
    spent: int
    aside: int
    points: int


class EntryShown(BaseModel):
    id: int
    member_id: int
    amount: int
    kind: Literal["earned", "spent", "bonus", "penalty", "reversal"]
    title: str
    by_member_id: int
    at: datetime


class RewardSent(BaseModel):
    model_config = ConfigDict(extra="forbid")

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
    state: Literal["waiting", "granted", "declined", "withdrawn"]
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None


class PointsSent(BaseModel):
    """`amount` below zero takes away; `key` is your own: the same one is never booked twice."""

    model_config = ConfigDict(extra="forbid")

    member_id: int
    amount: int = Field(ge=-500, le=500)
    reason: str = Field(min_length=1, max_length=80)
    key: str = Field(min_length=8, max_length=64)


class PointsApi(Controller):
    path = "/points"
    tags = ["Points"]
    guards = [not_for_guests]

    @get(summary="Balances: a parent sees every child's, a child their own")
    async def balances(self, request: AppRequest, office: NamedDependency[Office]) -> list[BalanceShown]:
        async with office.reading(request.user) as look:
            found = (await balances(look)).values()
        return [BalanceShown.model_validate(balance, from_attributes=True) for balance in found]

    @get("/{member_id:int}", summary="Where a balance comes from")
    async def explained(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> ExplainedShown:
        async with office.reading(request.user) as look:
            return ExplainedShown.model_validate(await explained(look, member_id), from_attributes=True)

    @get("/{member_id:int}/ledger", summary="The ledger, newest first")
    async def entries(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        member_id: FromPath[int],
        before: FromQuery[int | None] = None,
    ) -> list[EntryShown]:
        async with office.reading(request.user) as look:
            await balance_of(look, member_id)  # an empty ledger would tell nothing of who is not there
            found = await ledger(look, member_id, 100, before)
        return [EntryShown.model_validate(line, from_attributes=True) for line in found]

    @post(guards=[parents_only], summary="Give or take points by hand (parents)")
    async def give(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[PointsSent]
    ) -> ExplainedShown:
        async with office.work(request.user, "api") as work:
            await actions.give_points(work, data.member_id, data.amount, data.reason, data.key)
            return ExplainedShown.model_validate(await explained(work, data.member_id), from_attributes=True)


class RewardsApi(Controller):
    path = "/rewards"
    tags = ["Rewards"]
    guards = [not_for_guests]

    @get(summary="What is in the shop")
    async def rewards(
        self, request: AppRequest, office: NamedDependency[Office], put_away: FromQuery[bool] = False
    ) -> list[RewardShown]:
        async with office.reading(request.user) as look:
            found = await rewards_of(look, put_away=put_away)
        return [RewardShown.model_validate(reward, from_attributes=True) for reward in found]

    @post(guards=[parents_only], summary="Add a reward (parents)")
    async def add(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[RewardSent]
    ) -> RewardShown:
        async with office.work(request.user, "api") as work:
            plan = actions.RewardPlan(data.title, data.points, data.minutes)
            reward_id = await actions.add_reward(work, plan)
            return RewardShown.model_validate(await reward_of(work, reward_id), from_attributes=True)

    @get("/{reward_id:int}", summary="One reward")
    async def reward(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> RewardShown:
        async with office.reading(request.user) as look:
            return RewardShown.model_validate(await reward_of(look, reward_id), from_attributes=True)

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
            return RewardShown.model_validate(await reward_of(work, reward_id), from_attributes=True)

    @post("/{reward_id:int}/wish", summary="Ask for a reward; its points are put aside (children)")
    async def ask(
        self, request: AppRequest, office: NamedDependency[Office], reward_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            wish = await actions.ask_for_reward(work, reward_id)
            return WishShown.model_validate(wish, from_attributes=True)


class WishesApi(Controller):
    path = "/wishes"
    tags = ["Rewards"]
    guards = [not_for_guests]

    @get(summary="Wishes that wait: all for a parent, one's own for a child")
    async def waiting(self, request: AppRequest, office: NamedDependency[Office]) -> list[WishShown]:
        async with office.reading(request.user) as look:
            found = await wishes_waiting(look)
        return [WishShown.model_validate(wish, from_attributes=True) for wish in found]

    @get("/{wish_id:int}", summary="One wish")
    async def wish(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.reading(request.user) as look:
            return WishShown.model_validate(await wish_of(look, wish_id), from_attributes=True)

    @post("/{wish_id:int}/withdrawal", status_code=200, summary="Take a wish back")
    async def withdraw(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return WishShown.model_validate(await actions.withdraw_wish(work, wish_id), from_attributes=True)

    @post("/{wish_id:int}/grant", status_code=200, summary="Say yes (parents)")
    async def grant(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return WishShown.model_validate(await actions.grant_wish(work, wish_id), from_attributes=True)

    @post("/{wish_id:int}/refusal", status_code=200, summary="Say not today; the points go back (parents)")
    async def decline(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return WishShown.model_validate(await actions.decline_wish(work, wish_id), from_attributes=True)

    @post("/{wish_id:int}/undo", status_code=200, summary="Take a yes back; it waits again (parents)")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return WishShown.model_validate(await actions.undo_grant(work, wish_id), from_attributes=True)


API = (PointsApi, RewardsApi, WishesApi)
