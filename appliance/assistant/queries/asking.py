"""What the assistant would do with a sentence, without doing any of it."""

import time
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.assistant.engine_room import Models
from appliance.assistant.intents import Household
from appliance.assistant.queries.household import household_known, speaker_in
from appliance.core.people import Actor
from appliance.core.work import Reading

NUMBERS = frozenset({"minutes", "points"})


@dataclass(frozen=True)
class AskResult:
    tool: str
    args: dict[str, str | int]
    by: str
    allowed: bool
    confidence: float
    ms: float

    def row(self, id: object = None) -> dict[str, object]:
        """A line of `appliance ask --json`."""
        return {"id": id, **vars(self)}


async def what_would_be_done(
    db: AsyncSession,
    member: Actor,
    text: str,
    now: datetime,
    models: Models,
    household: Household | None = None,
) -> AskResult:
    """Only reads: a session opened `mode=ro` beside a running service will do.

    `household`: that of the member, for whoever asks many questions.
    """
    known = household or await household_known(Reading(member, now, db))
    began = time.perf_counter()
    understood = await models.understand(
        text, speaker=speaker_in(known, member.name), household=known, now=member.local(now)
    )
    return AskResult(
        tool=understood.tool,
        args={key: _value(key, value) for key, value in understood.args.items()},
        by="instant",
        allowed=understood.allowed,
        confidence=round(understood.confidence, 3),
        ms=round((time.perf_counter() - began) * 1000, 1),
    )


def _value(key: str, value: str) -> str | int:
    return int(value) if key in NUMBERS and value.isdecimal() else value
