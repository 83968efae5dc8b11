"""A parent or a guest answers: yes, less, later or no. One answer for both parents."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import col

from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import counted
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household.queries.known import name_known
from appliance.screen_time import policy
from appliance.screen_time.actions.asking import OVER, about, change_open, open_request, state_of
from appliance.screen_time.actions.gifts import grant_minutes, take_back
from appliance.screen_time.events import TimeAnswered, TimeAskedAgain
from appliance.screen_time.models import TimeRequest
from appliance.screen_time.queries import sense_until, time_left
from appliance.screen_time.queries.settings import policy_of
from appliance.screen_time.rules import ANSWERED, OPEN, SOON, Reply, Saying, State, lapse
from appliance.screen_time.rules.presses import read_words

LONGEST_NOTE = 200
SAID_YES = counted(
    "%(name)s answered at %(time)s: yes, %(minutes)s minute.",
    "%(name)s answered at %(time)s: yes, %(minutes)s minutes.",
)
SAID_NO = _("%(name)s answered at %(time)s: no.")


async def answer_request(work: Work, request_id: int, reply: Reply) -> TimeRequest:
    """The same answer of the same person again changes nothing: a button pressed twice."""
    request = await _request(work, request_id)
    note = _note(reply)
    if await _said_already(work, request, reply):
        return request
    await _still_open(work, request)
    values = {"note": note, "answered_by": work.actor.member_id, "answered_at": work.now}
    if reply.saying in (Saying.YES, Saying.LESS):
        await _give(work, request, _minutes(request, reply), values)
    elif reply.saying is Saying.LATER:
        await change_open(work, request, state=State.LATER, **await _later(work, request, reply), **values)
    else:
        await change_open(work, request, state=State.REFUSED, later_at=None, **values)
    event = TimeAnswered(
        **about(request), saying=reply.saying, granted=request.granted, later_at=request.later_at
    )
    await work.emit(event)
    return request


async def answer_by_alert(work: Work, words: str) -> TimeRequest:
    """What a button of an alert says. One of an earlier alert says nothing any more."""
    request_id, turn, reply = read_words(words)
    request = await _request(work, request_id)
    if request.turn != turn:
        raise RuleBroken(_("This button is of an older alert. Open the page to answer."))
    return await answer_request(work, request_id, reply)


async def _request(work: Work, request_id: int) -> TimeRequest:
    request = await work.db.get(TimeRequest, request_id)
    if request is None or request.family_id != work.actor.family_id:
        raise NotFound(_("We could not find that request."))
    if not policy.may_see_time_of(work.actor, request.member_id):
        raise NotFound(_("We could not find that request."))
    if not policy.may_answer_requests(work.actor):
        raise NotAllowed(_("Only a parent or a guest can answer."))
    return request


def _note(reply: Reply) -> str:
    note = reply.note.strip()
    if len(note) > LONGEST_NOTE:
        raise Invalid(_("Not sent yet."), {"note": _("At most 200 letters, please.")})
    return note


async def _said_already(work: Work, request: TimeRequest, reply: Reply) -> bool:
    if request.answered_by != work.actor.member_id:
        return False
    if reply.saying is Saying.NO:
        return request.state == State.REFUSED
    if reply.saying is Saying.LATER or request.state != State.GRANTED:
        return False
    return request.granted == (request.minutes if reply.saying is Saying.YES else reply.minutes)


async def _still_open(work: Work, request: TimeRequest) -> None:
    state = state_of(work, request)
    if state in OPEN:
        return
    if state in OVER:
        raise RuleBroken(OVER[state])
    assert request.answered_at is not None
    raise RuleBroken(
        SAID_YES if state is State.GRANTED else SAID_NO,
        name=await name_known(work, request.answered_by),
        time=work.actor.local(request.answered_at).strftime("%H:%M"),
        minutes=request.granted,
    )


def _minutes(request: TimeRequest, reply: Reply) -> int:
    if reply.saying is Saying.YES:
        return request.minutes
    if reply.minutes is None or not 1 <= reply.minutes < request.minutes:
        sentence = _("Choose fewer minutes than were asked for.")
        raise Invalid(sentence, {"minutes": sentence})
    return reply.minutes


async def _give(work: Work, request: TimeRequest, minutes: int, values: dict[str, object]) -> None:
    """The answer first: whoever comes second gives nothing."""
    await change_open(work, request, state=State.GRANTED, granted=minutes, later_at=None, **values)
    gift = await grant_minutes(work, request.member_id, minutes, why=request.note or request.reason)
    await work.db.flush()
    request.bonus_id = gift.id
    work.db.add(request)


async def _later(work: Work, request: TimeRequest, reply: Reply) -> dict[str, datetime]:
    at = reply.at or work.now + SOON
    last = sense_until(work, await time_left(work, request.member_id))
    if last is None or not work.now < at < last:
        sentence = _("Choose a time later today, before bedtime.")
        raise Invalid(sentence, {"at": sentence})
    return {"later_at": at, "lapses_at": lapse(at, (await policy_of(work)).request_hours, last)}


async def undo_answer(work: Work, request_id: int) -> TimeRequest:
    """It waits again, as long as it has not lapsed meanwhile; minutes that were given go."""
    request = await _request(work, request_id)
    if request.state not in ANSWERED or not request.answered_by:
        raise RuleBroken(_("There is no answer to take back."))
    if not policy.may_undo_answer(work.actor, request.answered_by):
        raise NotAllowed(_("A parent answered this, so only a parent can take it back."))
    if request.bonus_id is not None:
        await take_back(work, request.bonus_id)  # and `follow_the_gift` opens the request again
        await work.db.refresh(request)
    else:
        await open_again(work, request)
    return request


async def open_again(work: Work, request: TimeRequest) -> None:
    """What has lapsed meanwhile, or was asked anew, does not wait once more."""
    other = await open_request(work, request.member_id)
    waits = request.lapses_at > work.now and (other is None or other.id == request.id)
    await work.db.exec(
        update(TimeRequest)
        .where(col(TimeRequest.id) == request.id)
        .values(
            state=State.WAITING if waits else State.LAPSED,
            granted=0,
            bonus_id=None,
            note="",
            answered_by=0,
            answered_at=None,
            later_at=None,
            read_at=None if waits else work.now,
            turn=TimeRequest.turn + 1,
        )
        .execution_options(synchronize_session=False)
    )
    await work.db.refresh(request)
    if waits:
        await work.emit(TimeAskedAgain(**about(request), lapses_at=request.lapses_at))
