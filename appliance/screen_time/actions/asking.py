"""A child asks for more time, and puts the answer away."""

from typing import TypedDict

from sqlalchemy import update
from sqlmodel import col, select

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.screen_time import policy
from appliance.screen_time.actions.gifts import MOST_AT_ONCE
from appliance.screen_time.events import AnswerRead, RequestWithdrawn, TimeAsked
from appliance.screen_time.models import TimeRequest
from appliance.screen_time.queries import sense_until, time_left
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.rules import OPEN, State, lapse

LONGEST_REASON = 200
OVER = {
    State.WITHDRAWN: _("This request was taken back."),
    State.LAPSED: _("Nobody answered in time, and the request has lapsed."),
}
ANSWERED_ALREADY = _("This request was answered already.")


class About(TypedDict):
    """The fields that every event of a request carries."""

    family_id: int
    request_id: int
    member_id: int
    minutes: int


async def ask_for_time(work: Work, minutes: int, reason: str = "") -> TimeRequest:
    """One at a time. The same words again are the request that waits already: a button pressed twice."""
    if not policy.may_ask_for_time(work.actor):
        raise NotAllowed(_("Only children and teenagers ask for more time. You can give it."))
    reason = _checked(minutes, reason)
    waiting = await open_request(work, work.actor.member_id)
    if waiting is not None:
        if (waiting.minutes, waiting.reason) == (minutes, reason):
            return waiting
        raise RuleBroken(
            counted(
                "You asked for %(minutes)s minute at %(time)s already. Take that back first.",
                "You asked for %(minutes)s minutes at %(time)s already. Take that back first.",
            ),
            minutes=waiting.minutes,
            time=work.actor.local(waiting.asked_at).strftime("%H:%M"),
        )
    request = await _new_request(work, minutes, reason)
    await _put_answers_away(work)
    work.db.add(request)
    await work.db.flush()
    await work.emit(TimeAsked(**about(request), lapses_at=request.lapses_at))
    return request


def _checked(minutes: int, reason: str) -> str:
    if not 1 <= minutes <= MOST_AT_ONCE:
        raise Invalid(_("Choose 1 to 240 minutes."), {"minutes": _("Choose 1 to 240 minutes.")})
    reason = reason.strip()
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("Not sent yet."), {"reason": _("At most 200 letters, please.")})
    return reason


async def _new_request(work: Work, minutes: int, reason: str) -> TimeRequest:
    balance = await time_left(work, work.actor.member_id)
    if balance.allowed is None:
        raise RuleBroken(_("You have no limit, so there is nothing to ask for."))
    last = sense_until(work, balance)
    if last is None:
        raise RuleBroken(_("Screens are closed for today. You can ask again tomorrow."))
    return TimeRequest(
        family_id=work.actor.family_id,
        member_id=work.actor.member_id,
        minutes=minutes,
        reason=reason,
        asked_at=work.now,
        lapses_at=lapse(work.now, (await policy_of(work)).request_hours, last),
    )


async def _put_answers_away(work: Work) -> None:
    """Whoever asks anew knows of the answers before."""
    mine = col(TimeRequest.member_id) == work.actor.member_id, col(TimeRequest.read_at).is_(None)
    await work.db.exec(
        update(TimeRequest)
        .where(*mine, col(TimeRequest.state).not_in(OPEN))
        .values(read_at=work.now)
        .execution_options(synchronize_session=False)
    )


async def open_request(work: Work, member_id: int) -> TimeRequest | None:
    found = await work.db.exec(
        select(TimeRequest)
        .where(TimeRequest.member_id == member_id, col(TimeRequest.state).in_(OPEN))
        .where(TimeRequest.lapses_at > work.now)
    )
    return found.first()


async def withdraw_request(work: Work, request_id: int) -> TimeRequest:
    request = await own_request(work, request_id)
    await withdraw(work, request)
    return request


async def withdraw(work: Work, request: TimeRequest) -> None:
    await change_open(work, request, state=State.WITHDRAWN, answered_at=work.now)
    await work.emit(RequestWithdrawn(**about(request)))


async def put_answer_away(work: Work, request_id: int) -> TimeRequest:
    request = await own_request(work, request_id)
    if state_of(work, request) in OPEN:
        raise RuleBroken(_("Nobody has answered yet."))
    if request.read_at is None:
        request.read_at = work.now
        work.db.add(request)
        await work.emit(AnswerRead(**about(request)))
    return request


async def own_request(work: Work, request_id: int) -> TimeRequest:
    request = await work.db.get(TimeRequest, request_id)
    if request is None or request.family_id != work.actor.family_id or not _may_see(work, request):
        raise NotFound(_("We could not find that request."))
    if request.member_id != work.actor.member_id:
        raise NotAllowed(_("Only whoever asked can do this."))
    return request


def _may_see(work: Work, request: TimeRequest) -> bool:
    return policy.may_see_time_of(work.actor, request.member_id)


async def change_open(work: Work, request: TimeRequest, **values: object) -> None:
    """Of two at once one wins; the other reads what became of it."""
    changed = await work.db.exec(
        update(TimeRequest)
        .where(col(TimeRequest.id) == request.id, col(TimeRequest.state).in_(OPEN))
        .where(col(TimeRequest.lapses_at) > work.now)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount == 0:
        raise RuleBroken(OVER.get(state_of(work, request), ANSWERED_ALREADY))
    await work.db.refresh(request)


def state_of(work: Work, request: TimeRequest) -> State:
    """Until the job comes by, what has lapsed still stands there as open."""
    over = request.state in OPEN and request.lapses_at <= work.now
    return State.LAPSED if over else State(request.state)


def about(request: TimeRequest) -> About:
    return About(
        family_id=request.family_id,
        request_id=request.id or 0,
        member_id=request.member_id,
        minutes=request.minutes,
    )
