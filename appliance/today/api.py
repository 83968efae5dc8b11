"""The day as each of the family needs it, for programs: a clock in the hall, a light that tells of a wish."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Literal

from litestar import Controller, get
from litestar.di import NamedDependency
from pydantic import BaseModel

from appliance.chores.queries import Duty
from appliance.chores.queries.proposals import SeenProposal, WaitingProposals
from appliance.chores.queries.streaks import Streak
from appliance.core.work import Office, Reading
from appliance.rewards.queries import SeenWish
from appliance.screen_time.queries import KnownRequests, SeenRequest
from appliance.today.queries import ChildSum, Coming, own_day, parent_day
from appliance.web.request import AppRequest


class DutyShown(BaseModel):
    """`id` is the occurrence's; `member_id` null is up for grabs."""

    id: int
    title: str
    member_id: int | None
    day: date
    due_at: datetime
    state: str
    late: bool
    points: int


class WishWaiting(BaseModel):
    id: int
    member_id: int
    title: str
    points: int
    minutes: int
    asked_at: datetime


class IdeaWaiting(BaseModel):
    """A chore that a child proposes."""

    id: int
    member_id: int
    title: str
    points: int
    asked_at: datetime


class RequestWaiting(BaseModel):
    """A child asks for more screen time."""

    id: int
    member_id: int
    minutes: int
    reason: str
    asked_at: datetime
    lapses_at: datetime


class ChildToday(BaseModel):
    """`minutes_left` null: nobody has set a limit. `free`: so many of today's need not be done."""

    member_id: int
    name: str
    chores_done: int
    chores: int
    free: int
    minutes_used: int
    minutes_left: int | None


class ComingShown(BaseModel):
    """`at` is wall time; null is the whole day."""

    title: str
    member_id: int | None
    at: time | None
    tomorrow: bool


class GrownUpsToday(BaseModel):
    """For a parent or a guest. `needs`: how many things wait for an answer."""

    kind: Literal["family"] = "family"
    day: date
    needs: int
    waiting: list[DutyShown]
    wishes: list[WishWaiting]
    ideas: list[IdeaWaiting]
    requests: list[RequestWaiting]
    late: list[DutyShown]
    children: list[ChildToday]
    coming: list[ComingShown]


class GoodDay(BaseModel):
    """`part`: some of it was done."""

    day: date
    good: bool
    part: bool


class GoodDays(BaseModel):
    """`good` of the last `of` days with something to do; pauses and free days are not among them."""

    good: int
    of: int
    days: list[GoodDay]


class OwnToday(BaseModel):
    """For a teen or a child. `next` is what to do now; `more`: so many besides those in `to_do`.

    `block`: the part of the day. Small children do what stands in it or in none; `before` is left over from
    earlier ones, `later` waits for its own. `asked`: what somebody else would like them to take over.
    `free` need not be done today.
    """

    kind: Literal["own"] = "own"
    day: date
    block: Literal["morning", "afternoon", "evening"]
    next: DutyShown | None
    to_do: list[DutyShown]
    more: int
    waiting: list[DutyShown]
    before: list[DutyShown]
    done: list[DutyShown]
    later: list[DutyShown]
    free: list[DutyShown]
    tomorrow: list[DutyShown]
    asked: list[DutyShown]
    streak: GoodDays
    points: int
    minutes_used: int
    minutes_left: int | None


class TodayApi(Controller):
    path = "/today"
    tags = ["Today"]

    @get(summary="What needs you, what is late, what comes next")
    async def today(self, request: AppRequest, office: NamedDependency[Office]) -> GrownUpsToday | OwnToday:
        async with office.reading(request.user) as look:
            if not request.user.cares:
                return await _own(look)
            known: WaitingProposals = request.app.state.proposals
            asked: KnownRequests = request.app.state.requests
            return await _family(look, await known.of(look), await asked.waiting(look))


async def _family(
    look: Reading, ideas: Sequence[SeenProposal], requests: Sequence[SeenRequest]
) -> GrownUpsToday:
    day = await parent_day(look, ideas, requests)
    return GrownUpsToday(
        day=look.today,
        needs=day.needs,
        waiting=[_duty(duty) for duty in day.waiting],
        wishes=[_wish(wish) for wish in day.wishes],
        ideas=[IdeaWaiting.model_validate(idea, from_attributes=True) for idea in day.ideas],
        requests=[RequestWaiting.model_validate(one, from_attributes=True) for one in day.requests],
        late=[_duty(duty) for duty in day.late],
        children=[_child(child) for child in day.children],
        coming=[_coming(coming) for coming in day.coming],
    )


async def _own(look: Reading) -> OwnToday:
    day = await own_day(look)
    to_do = [_duty(duty) for duty in day.to_do]
    return OwnToday(
        day=look.today,
        next=to_do[0] if to_do else None,
        block=day.part.name.lower(),  # type: ignore[arg-type]
        to_do=to_do,
        more=day.more,
        waiting=[_duty(duty) for duty in day.waiting],
        before=[_duty(duty) for duty in day.before],
        done=[_duty(duty) for duty in day.done],
        later=[_duty(duty) for duty in day.later],
        free=[_duty(duty) for duty in day.free],
        tomorrow=[_duty(duty) for duty in day.tomorrow],
        asked=[_duty(duty) for duty in day.asked],
        streak=_good_days(day.streak),
        points=day.points.points,
        minutes_used=day.screen.used,
        minutes_left=day.screen.left,
    )


def _duty(duty: Duty) -> DutyShown:
    return DutyShown.model_validate(duty, from_attributes=True)


def _good_days(streak: Streak) -> GoodDays:
    days = [GoodDay.model_validate(mark, from_attributes=True) for mark in streak.days]
    return GoodDays(good=streak.good, of=streak.of, days=days)


def _wish(wish: SeenWish) -> WishWaiting:
    return WishWaiting.model_validate(wish, from_attributes=True)


def _child(child: ChildSum) -> ChildToday:
    return ChildToday(
        member_id=child.member.id or 0,
        name=child.member.name,
        chores_done=child.done,
        chores=child.total,
        free=child.free,
        minutes_used=child.screen.used,
        minutes_left=child.screen.left,
    )


def _coming(coming: Coming) -> ComingShown:
    return ComingShown(
        title=coming.title,
        member_id=coming.who.id if coming.who else None,
        at=coming.at,
        tomorrow=coming.tomorrow,
    )


API = (TodayApi,)
