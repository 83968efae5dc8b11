"""Asking for more time, as a child says it."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.i18n import counted
from appliance.core.people import YOUNG
from appliance.core.registry import Answer, Risk, Tool
from appliance.core.work import Work
from appliance.screen_time.actions import ask_for_time


class MinutesWanted(BaseModel):
    model_config = ConfigDict(extra="forbid")

    minutes: int = Field(ge=1, le=240, description="How many minutes more, today")
    reason: str | None = Field(default=None, max_length=200, description="Why, in the speaker's own words")


async def ask_for_minutes(work: Work, asked: BaseModel) -> Answer:
    assert isinstance(asked, MinutesWanted)
    request = await ask_for_time(work, asked.minutes, asked.reason or "")
    sentence = counted(
        "Asked your parents for %(minutes)s minute. It lapses at %(time)s if nobody answers.",
        "Asked your parents for %(minutes)s minutes. It lapses at %(time)s if nobody answers.",
    )
    return Answer(
        sentence,
        {"minutes": request.minutes, "time": work.actor.local(request.lapses_at).strftime("%H:%M")},
        undo_href=f"/screen/requests/{request.id}/withdrawal",
        link="/screen",
    )


TOOLS = (
    Tool(
        name="screen_time_request",
        describes="Asks the parents for more minutes today.",
        call=counted("Ask for %(minutes)s minute", "Ask for %(minutes)s minutes"),
        input=MinutesWanted,
        risk=Risk.OWN,
        roles=frozenset(YOUNG),
        acts=ask_for_minutes,
        examples=(
            "can I have 30 minutes more",
            "please may I play ten minutes longer",
            "I need 20 minutes for the end of the film",
            "ask mum for half an hour more",
        ),
    ),
)
