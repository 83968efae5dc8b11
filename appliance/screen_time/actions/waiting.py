"""What the clock does to requests: "later" comes, and what nobody answered lapses."""

from sqlmodel import col, select

from appliance.core.work import Work
from appliance.screen_time.actions.asking import about
from appliance.screen_time.events import RequestLapsed, TimeAskedAgain
from appliance.screen_time.models import TimeRequest
from appliance.screen_time.rules import OPEN, State


async def bring_back_later(work: Work) -> None:
    """Also after a night without power: what should have come back and lapsed meanwhile only lapses."""
    found = await work.db.exec(
        select(TimeRequest)
        .where(TimeRequest.family_id == work.actor.family_id, TimeRequest.state == State.LATER)
        .where(col(TimeRequest.later_at) <= work.now, TimeRequest.lapses_at > work.now)
    )
    for request in found.all():
        request.state, request.later_at = State.WAITING, None
        request.answered_by, request.answered_at, request.note = 0, None, ""
        request.turn += 1
        work.db.add(request)
        await work.emit(TimeAskedAgain(**about(request), lapses_at=request.lapses_at))


async def let_requests_lapse(work: Work) -> None:
    for request in await open_requests(work):
        if request.lapses_at <= work.now:
            request.state, request.later_at = State.LAPSED, None
            work.db.add(request)
            await work.emit(RequestLapsed(**about(request)))


async def open_requests(work: Work) -> list[TimeRequest]:
    found = await work.db.exec(
        select(TimeRequest).where(
            TimeRequest.family_id == work.actor.family_id, col(TimeRequest.state).in_(OPEN)
        )
    )
    return list(found.all())
