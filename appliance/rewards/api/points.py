"""Points for other programs of the house."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Literal

from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from pydantic import BaseModel, Field

from appliance.core.forms import RowId, Sent
from appliance.core.paging import Page
from appliance.core.work import Office
from appliance.rewards import actions
from appliance.rewards.api.wishes import WordSent
from appliance.rewards.queries import (
    LedgerLine,
    balance_of,
    balances,
    explained,
    penalties_allowed,
    story_of,
)
from appliance.rewards.queries.asked import Asked, entries_of
from appliance.rewards.rules.story import Story, sentences
from appliance.web.api.pages import listed
from appliance.web.guards import not_for_guests, parents_only
from appliance.web.request import AppRequest

Kind = Literal["earned", "spent", "bonus", "penalty", "reversal"]


class PointsBalance(BaseModel):
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


class PartShown(BaseModel):
    """`what`: earned, given, taken, spent, aside (for wishes that wait) or corrected (something from before
    was taken back)."""

    what: Literal["earned", "given", "taken", "spent", "aside", "corrected"]
    title: str
    points: int
    times: int


class StoryShown(BaseModel):
    """opening + the points of all parts = points; `sentences` say the same."""

    member_id: int
    since: date
    opening: int
    parts: list[PartShown]
    points: int
    sentences: list[str]


class RulesShown(BaseModel):
    """`penalties`: whether parents of this family may take points away."""

    penalties: bool


class RulesSent(Sent):
    penalties: bool


class EntryShown(BaseModel):
    """`cause` is unique; a reversal says in `reverses_id` which entry it takes back. `reversed`: one did."""

    id: int
    member_id: int
    amount: int
    kind: Kind
    title: str
    note: str
    by_member_id: int
    at: datetime
    cause: str
    reverses_id: int | None
    reversed: bool
    wish_id: int | None
    occurrence_id: int | None


class PointsSent(Sent):
    """`amount` below zero takes away; `key` is your own: the same one is never booked twice."""

    member_id: RowId
    amount: int = Field(ge=-500, le=500)
    reason: str = Field(min_length=1, max_length=80)
    key: str = Field(min_length=8, max_length=64)


class PointsApi(Controller):
    path = "/points"
    tags = ["Points"]
    guards = [not_for_guests]

    @get(summary="Balances: a parent sees every child's, a child their own")
    async def balances(self, request: AppRequest, office: NamedDependency[Office]) -> list[PointsBalance]:
        async with office.reading(request.user) as look:
            found = (await balances(look)).values()
        return [PointsBalance.model_validate(balance, from_attributes=True) for balance in found]

    @get("/{member_id:int}", summary="Where a balance comes from")
    async def explained(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> ExplainedShown:
        async with office.reading(request.user) as look:
            return ExplainedShown.model_validate(await explained(look, member_id), from_attributes=True)

    @get("/{member_id:int}/explanation", summary="How a balance came about in the last weeks, in words")
    async def explanation(
        self, request: AppRequest, office: NamedDependency[Office], member_id: FromPath[int]
    ) -> StoryShown:
        async with office.reading(request.user) as look:
            return _story(await story_of(look, member_id), request.user.language)

    @get("/rules", summary="What the family decided about points")
    async def rules(self, request: AppRequest, office: NamedDependency[Office]) -> RulesShown:
        async with office.reading(request.user) as look:
            return RulesShown(penalties=await penalties_allowed(look))

    @put("/rules", guards=[parents_only], summary="Whether parents may take points away (parents)")
    async def change_rules(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[RulesSent]
    ) -> RulesShown:
        async with office.work(request.user, "api") as work:
            await actions.allow_penalties(work, data.penalties)
        return RulesShown(penalties=data.penalties)

    @get("/{member_id:int}/ledger", summary="The ledger, newest first")
    async def entries(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        page: NamedDependency[Page],
        member_id: FromPath[int],
        kind: Annotated[Kind | None, QueryParameter()] = None,
        first: Annotated[date | None, QueryParameter(name="from")] = None,
        last: Annotated[date | None, QueryParameter(name="to")] = None,
    ) -> Response[list[EntryShown]]:
        async with office.reading(request.user) as look:
            await balance_of(look, member_id)  # an empty ledger would tell nothing of who is not there
            found = await entries_of(look, Asked(member_id, kind, first, last), page)
        return listed(request, found, _entry)

    @post(
        "/entries/{entry_id:int}/reversal",
        status_code=200,
        guards=[parents_only],
        summary="Take any entry back by one of its own (parents)",
    )
    async def reverse(
        self,
        request: AppRequest,
        office: NamedDependency[Office],
        entry_id: FromPath[int],
        data: JSONBody[WordSent | None] = None,
    ) -> None:
        async with office.work(request.user, "api") as work:
            await actions.reverse_entry(work, entry_id, data.note if data else "")

    @post(guards=[parents_only], summary="Give or take points by hand (parents)")
    async def give(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[PointsSent]
    ) -> ExplainedShown:
        async with office.work(request.user, "api") as work:
            await actions.give_points(work, data.member_id, data.amount, data.reason, data.key)
            return ExplainedShown.model_validate(await explained(work, data.member_id), from_attributes=True)


def _story(story: Story, language: str) -> StoryShown:
    parts = [PartShown.model_validate(part, from_attributes=True) for part in story.parts]
    return StoryShown(
        member_id=story.member_id,
        since=story.since,
        opening=story.opening,
        parts=parts,
        points=story.points,
        sentences=sentences(story, language),
    )


def _entry(line: LedgerLine) -> EntryShown:
    return EntryShown.model_validate({**asdict(line), "reversed": line.reversed_})
