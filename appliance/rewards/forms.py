"""What is typed about rewards and points."""

from pydantic import Field

from appliance.core.forms import RowId, Sent


class RewardForm(Sent):
    """`stock` empty: nobody counts them; `seen` is what the stock was when the form was opened."""

    title: str = Field(min_length=1, max_length=80)
    points: int = Field(ge=1, le=5000)
    minutes: int = Field(default=0, ge=0, le=600)
    stock: int | None = Field(default=None, ge=0, le=999)
    seen: int | None = Field(default=None, ge=0, le=999)


class PriceForm(Sent):
    """`price` empty: what it costs all."""

    member: RowId
    price: int | None = Field(default=None, ge=1, le=5000)


class PointsForm(Sent):
    """`kind` is bonus or penalty; `key` makes a form sent twice count once."""

    member: RowId
    kind: str = Field(default="bonus", pattern="^(bonus|penalty)$")
    amount: int = Field(ge=1, le=500)
    reason: str = Field(min_length=1, max_length=80)
    key: str = Field(min_length=8, max_length=64)


class RulesForm(Sent):
    penalties: bool


class WordForm(Sent):
    """A kind word with a no, or with points that go back. It can stay empty."""

    note: str = Field(default="", max_length=200)
    back: str = ""
