"""A request as a parent's phone is told of it, whoever asks: the house itself sends the alert."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from appliance.core.buttons import Button
from appliance.core.i18n import mark as _
from appliance.core.i18n import say
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.screen_time.models import TimeRequest
from appliance.screen_time.rules import Saying, State, fewer
from appliance.screen_time.rules.presses import words_of

DOOR = "/api/v1/screen-time/alert-answers"

__all__ = ["DOOR", "RequestAlert", "State", "buttons_for", "request_alerted"]


@dataclass(frozen=True)
class RequestAlert:
    """`name` asks; `by` answered, or nobody has."""

    id: int
    minutes: int
    reason: str
    state: State
    lapses_at: datetime
    later_at: datetime | None
    granted: int
    turn: int
    name: str
    by: str


async def request_alerted(look: Reading, request_id: int) -> RequestAlert:
    child, parent = aliased(Member), aliased(Member)
    found = await look.db.exec(
        select(TimeRequest, child.name, parent.name)
        .join(child, col(child.id) == TimeRequest.member_id)
        .outerjoin(parent, col(parent.id) == TimeRequest.answered_by)
        .where(TimeRequest.id == request_id, TimeRequest.family_id == look.viewer.family_id)
    )
    row, name, by = found.one()
    return RequestAlert(
        id=request_id,
        minutes=row.minutes,
        reason=row.reason,
        state=State(row.state),
        lapses_at=row.lapses_at,
        later_at=row.later_at,
        granted=row.granted,
        turn=row.turn,
        name=name,
        by=by or "",
    )


def buttons_for(alert: RequestAlert, language: str) -> list[Button]:
    """At most three, as ntfy shows them."""
    amounts = [(Saying.YES, alert.minutes), (Saying.LESS, fewer(alert.minutes))]
    given = [
        Button(say(language, _("Give %(minutes)s"), minutes=minutes), DOOR, _words(alert, saying, minutes))
        for saying, minutes in amounts
        if minutes
    ]
    return [*given, Button(say(language, _("No")), DOOR, _words(alert, Saying.NO, 0))]


def _words(alert: RequestAlert, saying: Saying, minutes: int) -> str:
    return words_of(alert.id, alert.turn, saying, minutes)
