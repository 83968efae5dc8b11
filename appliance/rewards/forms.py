"""What is typed about rewards and points."""

from pydantic import Field

from appliance.core.forms import RowId, Sent


class RewardForm(Sent):
    title: str = Field(min_length=1, max_length=80)
    points: int = Field(ge=1, le=5000)
    minutes: int = Field(default=0, ge=0, le=600)


class PointsForm(Sent):
    """`kind` is bonus or penalty; `key` makes a form sent twice count once."""

    member: RowId
    kind: str = Field(default="bonus", pattern="^(bonus|penalty)$")
    amount: int = Field(ge=1, le=500)
    reason: str = Field(min_length=1, max_length=80)
    key: str = Field(min_length=8, max_length=64)
