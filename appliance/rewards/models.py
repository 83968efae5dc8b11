"""The points ledger, the rewards, and who wishes for which."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel


class PointEntry(SQLModel, table=True):
    """Rows are only ever added: a balance is their sum, a correction is a reversal of one of them."""

    __tablename__ = "point_entry"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('earned', 'spent', 'bonus', 'penalty', 'reversal')", name="point_entry_kind"
        ),
        CheckConstraint("(kind = 'reversal') = (reverses_id IS NOT NULL)", name="point_entry_reversal"),
        Index("ix_point_entry_member", "member_id", "id"),
        Index("ix_point_entry_sum", "member_id", "amount"),
        Index("ix_point_entry_at", "member_id", "at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    amount: int
    kind: str
    cause: str = Field(unique=True, description="The same cause is never booked twice")
    reverses_id: int | None = Field(default=None, foreign_key="point_entry.id", unique=True)
    wish_id: int | None = Field(default=None, foreign_key="wish.id", description="What it was spent on")
    occurrence_id: int | None = Field(default=None, description="The chore that day that earned it")
    title: str
    note: str = Field(default="", description="Why it was taken back, in a parent's words")
    by_member_id: int = Field(description="0 is the house itself")
    at: datetime


class PointSum(SQLModel, table=True):
    """A member's entries added up, for pages, by triggers in the same transaction. Verbs add up anew."""

    __tablename__ = "point_sum"

    member_id: int = Field(primary_key=True, foreign_key="member.id", ondelete="CASCADE")
    family_id: int = Field(foreign_key="family.id", index=True)
    points: int


class Reward(SQLModel, table=True):
    __tablename__ = "reward"
    __table_args__ = (
        CheckConstraint("points BETWEEN 1 AND 5000", name="reward_points"),
        CheckConstraint("minutes BETWEEN 0 AND 600", name="reward_minutes"),
        CheckConstraint("stock >= 0", name="reward_stock"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    title: str
    picture: str = "p-sun"
    points: int
    minutes: int = Field(default=0, description="Screen time that it brings")
    stock: int | None = Field(default=None, description="How many are left; None: as many as are wished for")
    created_by: int
    created_at: datetime
    put_away_at: datetime | None = None


class RewardPrice(SQLModel, table=True):
    """What a reward costs one child, where that is not what it costs all."""

    __tablename__ = "reward_price"
    __table_args__ = (
        CheckConstraint("points BETWEEN 1 AND 5000", name="reward_price_points"),
        UniqueConstraint("reward_id", "member_id", name="one_price_each"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    reward_id: int = Field(foreign_key="reward.id")
    member_id: int = Field(foreign_key="member.id")
    points: int


class SavingGoal(SQLModel, table=True):
    """What a child saves for: one thing at a time. It promises and holds back nothing."""

    __tablename__ = "saving_goal"

    member_id: int = Field(primary_key=True, foreign_key="member.id")
    family_id: int = Field(foreign_key="family.id", index=True)
    reward_id: int = Field(foreign_key="reward.id")
    chosen_at: datetime


class PointRules(SQLModel, table=True):
    """What a family decided about points. A family without a row has decided nothing yet."""

    __tablename__ = "point_rules"

    family_id: int = Field(primary_key=True, foreign_key="family.id")
    penalties: bool = Field(default=True, description="Whether a parent may take points away")
    changed_by: int
    changed_at: datetime


class Wish(SQLModel, table=True):
    """One child's request for one reward. Title, points and minutes are those of the moment it was asked."""

    __tablename__ = "wish"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'granted', 'redeemed', 'declined', 'withdrawn', 'refunded')",
            name="wish_state",
        ),
        Index(
            "ix_wish_waiting", "reward_id", "member_id", unique=True, sqlite_where=text("state = 'waiting'")
        ),
        Index("ix_wish_family_state", "family_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    reward_id: int = Field(foreign_key="reward.id")
    member_id: int = Field(foreign_key="member.id")
    title: str
    points: int
    minutes: int
    state: str = "waiting"
    note: str = Field(default="", description="A parent's word with a no, or with points that came back")
    asked_at: datetime
    decided_by: int | None = None
    decided_at: datetime | None = None
    redeemed_by: int | None = Field(default=None, description="Who said that the child has it")
    redeemed_at: datetime | None = None
    refunded_by: int | None = None
    refunded_at: datetime | None = None
    round: int = Field(default=0, description="Counts grants: each has a cause of its own")
    bookings: int = Field(default=1, description="How often its points were put aside: each has its cause")
    from_stock: bool = Field(default=False, description="One was taken off the stock for it")
    was_goal: bool = Field(default=False, description="The yes ended the saving for it; an undo goes on")
