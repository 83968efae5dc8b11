"""Wishes for other programs of the house."""

from datetime import datetime
from typing import Annotated, Literal

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel, Field

from appliance.core.forms import Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.rewards import actions
from appliance.rewards.models import Wish
from appliance.rewards.queries import SeenWish, wish_of
from appliance.rewards.queries.asked import wishes_of
from appliance.web.api.pages import listed
from appliance.web.guards import not_for_guests
from appliance.web.request import AppRequest

State = Literal["waiting", "granted", "redeemed", "declined", "withdrawn", "refunded"]


class WordSent(Sent):
    """A word for the child."""

    note: str = Field(default="", max_length=200)


class WishShown(BaseModel):
    """`granted` is promised, `redeemed` is had. `note`: a parent's word with a no, or with a refund."""

    id: int
    reward_id: int
    member_id: int
    title: str
    points: int
    minutes: int
    state: State
    note: str
    asked_at: datetime
    decided_by: int | None
    decided_at: datetime | None
    redeemed_by: int | None
    redeemed_at: datetime | None
    refunded_by: int | None
    refunded_at: datetime | None


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
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        wish_id: FromPath[int],
        data: JSONBody[WordSent | None] = None,
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.decline_wish(work, wish_id, data.note if data else ""))

    @post("/{wish_id:int}/redemption", status_code=200, summary="Say that it was handed over")
    async def redeem(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.redeem_wish(work, wish_id))

    @post("/{wish_id:int}/refund", status_code=200, summary="Give the points back after a yes (parents)")
    async def refund(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        wish_id: FromPath[int],
        data: JSONBody[WordSent | None] = None,
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.refund_wish(work, wish_id, data.note if data else ""))

    @post("/{wish_id:int}/undo", status_code=200, summary="Take back what was done to it last")
    async def undo(
        self, request: AppRequest, office: NamedDependency[Office], wish_id: FromPath[int]
    ) -> WishShown:
        async with office.work(request.user, "api") as work:
            return _wish(await actions.undo_wish(work, wish_id))


def _wish(wish: Wish | SeenWish) -> WishShown:
    return WishShown.model_validate(wish, from_attributes=True)
