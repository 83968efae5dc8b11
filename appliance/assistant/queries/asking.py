"""What the assistant would do with a sentence, without doing any of it."""

import time
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.assistant.engine_room import Models
from appliance.assistant.intents import Arguments, Household, Understanding
from appliance.assistant.queries.household import household_known, speaker_in
from appliance.core.people import Actor
from appliance.core.work import Reading

Command = dict[str, object]
Asks = dict[str, object]


@dataclass(frozen=True)
class AskResult:
    tool: str
    args: Arguments
    by: str
    allowed: bool
    confidence: float
    ms: float
    asks: Asks | None = None
    more: tuple[Command, ...] = ()

    def row(self, id: object = None) -> dict[str, object]:
        """A line of `appliance ask --json`: without `asks` and `more` where there is neither."""
        said = {key: value for key, value in vars(self).items() if key not in ("asks", "more") or value}
        return {"id": id, **said}


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
    return _result(understood, round((time.perf_counter() - began) * 1000, 1))


def _result(understood: Understanding, ms: float) -> AskResult:
    asks = _asked_back(understood)
    return AskResult(
        tool="none" if asks else understood.tool,
        args={} if asks else understood.args,
        by="instant",
        allowed=understood.allowed,
        confidence=round(understood.confidence, 3),
        ms=ms,
        asks=asks,
        more=tuple(_command(one) for one in understood.more),
    )


def _asked_back(understood: Understanding) -> Asks | None:
    if understood.missing:
        return {"missing": understood.missing, "of": _command(understood)}
    if understood.choices:
        return {"choices": [_command(one) for one in understood.choices]}
    return None


def _command(understood: Understanding) -> Command:
    return {"tool": understood.tool, "args": understood.args, "allowed": understood.allowed}
