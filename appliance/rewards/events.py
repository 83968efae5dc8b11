"""What happens to points and rewards, told to whoever listens."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from appliance.core.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsEarned(Event):
    topic: ClassVar[str] = "points"
    entry_id: int
    member_id: int
    amount: int
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsReversed(PointsEarned):
    """`amount` is what was taken back, `cause` that of the entry it reverses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PointsGiven(PointsEarned):
    """By a parent's hand: a bonus, or a penalty where `amount` is below zero."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRulesChanged(Event):
    """`penalties`: whether a parent may take points away."""

    topic: ClassVar[str] = "points"
    penalties: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardChanged(Event):
    topic: ClassVar[str] = "points"
    reward_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardPriced(RewardChanged):
    """For one child; `points` None: the price of all again."""

    member_id: int
    points: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalChosen(RewardChanged):
    """A child saves for this from now on."""

    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDropped(Event):
    topic: ClassVar[str] = "points"
    member_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WishEvent(Event):
    """A wish is one child's request for one reward; its points are put aside while it waits."""

    topic: ClassVar[str] = "points"
    wish_id: int
    reward_id: int
    title: str
    member_id: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardAsked(WishEvent):
    """`left`: how many there are after this one; None: nobody counts them."""

    left: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishWithdrawn(WishEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardGranted(WishEvent):
    """`minutes` of screen time that it brings, for `day`; `cause` is the key for whoever gives them."""

    minutes: int
    day: date
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardDeclined(WishEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardRedeemed(WishEvent):
    """The child has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RewardRefunded(WishEvent):
    """The points came back after a yes; `cause` is the yes', for whoever gave minutes on it."""

    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantUndone(WishEvent):
    cause: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUndone(WishEvent):
    """A no, or the child's own taking back, is taken back: it waits again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedemptionUndone(WishEvent):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundUndone(RewardGranted):
    """As it was before the points came back: `minutes` count on the `day` of the yes again."""
