"""A child's own asking, as its pages show it: what waits, what was answered, whether it may ask now."""

from dataclasses import dataclass
from datetime import datetime

from appliance.core.work import Reading
from appliance.screen_time.policy import may_ask_for_time
from appliance.screen_time.queries.balance import Balance
from appliance.screen_time.queries.requests import KnownRequests, SeenRequest, sense_until


@dataclass(frozen=True)
class Asking:
    """`until`: how long more minutes can be used today. `answered` was not put away yet."""

    may: bool
    until: datetime | None
    waits: SeenRequest | None = None
    answered: SeenRequest | None = None


async def own_requests(look: Reading, known: KnownRequests) -> list[SeenRequest]:
    return await known.of(look) if may_ask_for_time(look.viewer) else []


def asking_of(look: Reading, balance: Balance, mine: list[SeenRequest]) -> Asking:
    waits = next((one for one in mine if one.is_open), None)
    answered = next((one for one in reversed(mine) if not one.is_open), None)
    until = sense_until(look, balance)
    may = waits is None and until is not None and balance.allowed is not None
    return Asking(may and may_ask_for_time(look.viewer), until, waits, answered)
