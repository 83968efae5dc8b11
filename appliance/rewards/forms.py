"""What is typed about rewards and points."""

from pydantic import BaseModel, Field


class RewardForm(BaseModel):
    title: str = Field(min_length=1, max_length=80)
    points: int = Field(ge=1, le=5000)
    minutes: int = Field(default=0, ge=0, le=600)


class PointsForm(BaseModel):
    """`kind` is bonus or penalty; `key` makes a form sent twice count once."""

    member: int
    kind: str = Field(default="bonus", pattern="^(bonus|penalty)$")
    amount: int = Field(ge=1, le=500)
    reason: str = Field(min_length=1, max_length=80)
    key: str = Field(min_length=8, max_length=64)
