"""How the week or the month went: understood already, and said to be not here yet."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from appliance.core.i18n import mark as _
from appliance.core.registry import Risk, Tool


class ReportShow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    member: str | None = Field(
        default=None, max_length=80, description="About whom: a name; left out, the whole family"
    )
    period: Literal["week", "last_week", "month", "last_month"] | None = Field(
        default=None, description="week, last_week, month or last_month; this week by default"
    )


TOOLS = (
    Tool(
        name="report_show",
        call=_("Show the report"),
        describes="Shows how a week or a month went: chores, points and screen time.",
        input=ReportShow,
        risk=Risk.READ,
        coming=True,
        examples=(
            "show me the weekly report",
            "how did Leo do last week",
            "give me a summary of this month",
            "how was my month",
        ),
    ),
)
