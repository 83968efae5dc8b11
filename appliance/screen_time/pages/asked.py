"""The part of the Screen page that asks for more time, or answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from appliance.core.i18n import counted, say
from appliance.core.work import Reading
from appliance.screen_time.forms.requests import AskTyped
from appliance.screen_time.queries import (
    Asking,
    ChildScreen,
    KnownRequests,
    SeenRequest,
    asking_of,
    own_requests,
    parents_called,
    room_to_give,
)
from appliance.screen_time.rules import ASKED, BIG
from appliance.web.forms import Form, filled
from appliance.web.request import AppRequest

MINUTES = counted("%(num)s min", "%(num)s min")


@dataclass(frozen=True)
class Before:
    """To be read first of all in a look."""

    mine: list[SeenRequest]
    waiting: list[SeenRequest]
    room: int


async def before(request: AppRequest, look: Reading) -> Before:
    known: KnownRequests = request.app.state.requests
    return Before(await own_requests(look, known), await known.waiting(look), await room_to_give(look))


async def asked_of(
    look: Reading, found: Before, seen: ChildScreen, asked: Form[AskTyped] | None
) -> dict[str, object]:
    """What the templates `asked`, `ask_big`, `ask_drawer` and `needs_answer` show on one child's page."""
    mine = seen.member.id == look.viewer.member_id
    asking = asking_of(look, seen.balance, found.mine) if mine else Asking(False, None)
    return {
        "mine": mine,
        "member": seen.member,
        "balance": seen.balance,
        "people": {seen.member.id: seen.member},
        "asking": asking,
        "waits_for": await parents_called(look) if asking.waits else "",
        "asked": asked or filled({"minutes": 30, "reason": ""}),
        "amounts": amounts(look.viewer.language),
        "big": BIG,
        "requests": [one for one in found.waiting if one.member_id == seen.member.id],
        "room": found.room,
    }


def amounts(language: str) -> Sequence[tuple[str, str]]:
    return [(str(minutes), say(language, MINUTES, num=minutes)) for minutes in ASKED]
