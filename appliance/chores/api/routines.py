"""Routines for other programs of the house: each child's cards, block by block."""

from datetime import date
from typing import Literal

from litestar import Controller, get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from pydantic import BaseModel, Field

from appliance.chores.actions import add_routine, order_routine
from appliance.chores.actions.routines import RoutinePlan
from appliance.chores.queries import SeenChore
from appliance.chores.queries.routines import Routine, routines
from appliance.chores.rules.repeats import PARTS
from appliance.chores.rules.routines import MOST_CARDS, Card
from appliance.chores.rules.streaks import Streak
from appliance.chores.rules.words import parse_repeat, repeat_text
from appliance.core.forms import RowId, Sent
from appliance.core.work import Office, Work
from appliance.web.guards import parents_only
from appliance.web.request import AppRequest

Part = Literal["morning", "afternoon", "evening"]


class CardSent(Sent):
    part_of_day: Part
    title: str = Field(min_length=1, max_length=80)


class RoutineSent(Sent):
    """Each of `people` does their own. A card that somebody has in that block already is not given twice."""

    people: list[RowId] = Field(min_length=1, max_length=20)
    cards: list[CardSent] = Field(min_length=1, max_length=MOST_CARDS)
    repeat: str = Field(default="daily", max_length=120)
    points: int = Field(default=0, ge=0, le=500)
    auto_approve: bool = False


class OrderSent(Sent):
    """`chores`: all or some of the chores of the block, the first one first."""

    part_of_day: Part
    chores: list[RowId] = Field(min_length=1, max_length=99)


class DayShown(BaseModel):
    """`part`: some of it was done."""

    day: date
    good: bool
    part: bool


class StreakShown(BaseModel):
    """`good` of the last `of` days with something to do; pauses and free days are not among them."""

    good: int
    of: int
    days: list[DayShown]


class CardShown(BaseModel):
    chore_id: int
    part_of_day: Part
    title: str
    repeat: str
    points: int


class RoutineShown(BaseModel):
    """`cards` in the order of the day."""

    member_id: int
    cards: list[CardShown]
    streak: StreakShown


class RoutinesApi(Controller):
    path = "/routines"
    tags = ["Chores"]
    guards = [parents_only]

    @get(summary="Each child's day in three blocks, and how their last days went (parents)")
    async def routines(self, request: AppRequest, office: NamedDependency[Office]) -> list[RoutineShown]:
        async with office.reading(request.user) as look:
            return [_shown(routine) for routine in await routines(look)]

    @post(summary="Set up a routine in one go (parents)")
    async def add(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[RoutineSent]
    ) -> list[RoutineShown]:
        async with office.work(request.user, "api") as work:
            await add_routine(work, _plan(work, data))
            return [_shown(routine) for routine in await routines(work)]

    @put("/order", summary="Put the cards of a block in order (parents)")
    async def order(
        self, request: AppRequest, office: NamedDependency[Office], data: JSONBody[OrderSent]
    ) -> list[RoutineShown]:
        async with office.work(request.user, "api") as work:
            await order_routine(work, data.part_of_day, data.chores)
            return [_shown(routine) for routine in await routines(work)]


def show_streak(streak: Streak) -> StreakShown:
    days = [DayShown.model_validate(mark, from_attributes=True) for mark in streak.days]
    return StreakShown(good=streak.good, of=streak.of, days=days)


def _plan(work: Work, sent: RoutineSent) -> RoutinePlan:
    cards = tuple(Card(card.part_of_day, card.title) for card in sent.cards)
    repeat = parse_repeat(sent.repeat, work.today, work.actor.zone)
    people = tuple(dict.fromkeys(sent.people))
    return RoutinePlan(people, repeat, cards, sent.points, sent.auto_approve)


def _shown(routine: Routine) -> RoutineShown:
    cards = [_card(chore) for part in PARTS for chore in routine.blocks[part]]
    return RoutineShown(member_id=routine.child.id or 0, cards=cards, streak=show_streak(routine.streak))


def _card(chore: SeenChore) -> CardShown:
    return CardShown(
        chore_id=chore.id,
        part_of_day=chore.part_of_day,  # type: ignore[arg-type]
        title=chore.title,
        repeat=repeat_text(chore.repeat),
        points=chore.points,
    )
