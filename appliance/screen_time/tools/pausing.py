"""Stopping screens for a while: understood already, and said to be not here yet."""

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.registry import Risk, Tool


class WhoseScreen(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str = Field(min_length=1, max_length=80, description="Whose screens: a name")


TOOLS = (
    Tool(
        name="screen_time_pause",
        describes="Stops a child's screens for now.",
        call=_("Pause the screens of %(member)s"),
        input=WhoseScreen,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT}),
        coming=True,
        examples=(
            "pause Leo's screen time",
            "turn off Maya's tablet for now",
            "no more screens for Leo right now",
            "stop the games of Maya",
        ),
    ),
    Tool(
        name="screen_time_resume",
        describes="Lets a child's screens go on after a pause.",
        call=_("Let the screens of %(member)s go on"),
        input=WhoseScreen,
        risk=Risk.OTHERS,
        roles=frozenset({Role.PARENT}),
        coming=True,
        examples=(
            "Leo may use his screens again",
            "end the pause for Maya",
            "turn Maya's tablet back on",
            "unpause Leo",
        ),
    ),
)
