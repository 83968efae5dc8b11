"""A word at the right time: understood already, and said to be not here yet."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.i18n import mark as _
from appliance.core.registry import Risk, Tool


class ReminderAdd(BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=500, description="Of what, in the speaker's own words")
    when: datetime = Field(description="Local date and time to the minute, ISO")
    member: str = Field(min_length=1, max_length=80, description="Who is reminded: a name")


TOOLS = (
    Tool(
        name="reminder_add",
        describes="Reminds somebody of something at a time.",
        call=_("Remind %(member)s: %(text)s"),
        input=ReminderAdd,
        risk=Risk.OWN,
        coming=True,
        examples=(
            "remind me to call grandma tomorrow at five",
            "set a reminder for the dentist on Friday at 9",
            "remind Leo at six to pack his sports bag",
            "in twenty minutes remind me of the oven",
        ),
    ),
)
