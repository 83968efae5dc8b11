"""The shop has stock and prices, wishes are handed over, and children save for something"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

STATES = "state IN ('waiting', 'granted', 'declined', 'withdrawn')"
MORE_STATES = "state IN ('waiting', 'granted', 'redeemed', 'declined', 'withdrawn', 'refunded')"

# The number after "occurrence:", up to the next colon.
EARNED = (
    "UPDATE point_entry SET occurrence_id = CAST(substr(cause, 12) AS INTEGER) "
    "WHERE cause LIKE 'occurrence:%'"
)


def upgrade() -> None:
    """`point_entry` is not copied: its triggers stay as they are."""
    op.add_column("point_entry", sa.Column("note", sa.String(), nullable=False, server_default=""))
    op.add_column("point_entry", sa.Column("occurrence_id", sa.Integer(), nullable=True))
    op.execute(EARNED)
    op.create_index("ix_point_entry_at", "point_entry", ["member_id", "at"], unique=False)
    with op.batch_alter_table("reward") as reward:
        reward.add_column(sa.Column("stock", sa.Integer(), nullable=True))
        reward.create_check_constraint("reward_stock", "stock >= 0")
    _wishes()
    _prices()
    _goals_and_rules()


def _wishes() -> None:
    """What was granted before there was a handing over has long been had."""
    with op.batch_alter_table("wish") as wish:
        wish.drop_constraint("wish_state", type_="check")
        wish.add_column(sa.Column("note", sa.String(), nullable=False, server_default=""))
        for who, at in (("redeemed_by", "redeemed_at"), ("refunded_by", "refunded_at")):
            wish.add_column(sa.Column(who, sa.Integer(), nullable=True))
            wish.add_column(sa.Column(at, sa.DateTime(), nullable=True))
        wish.add_column(sa.Column("bookings", sa.Integer(), nullable=False, server_default="1"))
        wish.add_column(sa.Column("from_stock", sa.Boolean(), nullable=False, server_default="0"))
        wish.add_column(sa.Column("was_goal", sa.Boolean(), nullable=False, server_default="0"))
        wish.create_check_constraint("wish_state", MORE_STATES)
    op.execute(
        "UPDATE wish SET state = 'redeemed', redeemed_by = decided_by, redeemed_at = decided_at "
        "WHERE state = 'granted'"
    )


def _prices() -> None:
    op.create_table(
        "reward_price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint("points BETWEEN 1 AND 5000", name="reward_price_points"),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["reward_id"], ["reward.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("reward_id", "member_id", name="one_price_each"),
    )
    op.create_index("ix_reward_price_family_id", "reward_price", ["family_id"], unique=False)


def _goals_and_rules() -> None:
    op.create_table(
        "saving_goal",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("reward_id", sa.Integer(), nullable=False),
        sa.Column("chosen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["reward_id"], ["reward.id"]),
        sa.PrimaryKeyConstraint("member_id"),
    )
    op.create_index("ix_saving_goal_family_id", "saving_goal", ["family_id"], unique=False)
    op.create_table(
        "point_rules",
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("penalties", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("family_id"),
    )


def downgrade() -> None:
    op.drop_table("point_rules")
    op.drop_table("saving_goal")
    op.drop_table("reward_price")
    op.execute("UPDATE wish SET state = 'granted' WHERE state = 'redeemed'")
    op.execute("UPDATE wish SET state = 'declined' WHERE state = 'refunded'")
    with op.batch_alter_table("wish") as wish:
        wish.drop_constraint("wish_state", type_="check")
        for column in ("was_goal", "from_stock", "bookings", "refunded_at", "refunded_by"):
            wish.drop_column(column)
        for column in ("redeemed_at", "redeemed_by", "note"):
            wish.drop_column(column)
        wish.create_check_constraint("wish_state", STATES)
    with op.batch_alter_table("reward") as reward:
        reward.drop_constraint("reward_stock", type_="check")
        reward.drop_column("stock")
    op.drop_index("ix_point_entry_at", "point_entry")
    op.drop_column("point_entry", "occurrence_id")
    op.drop_column("point_entry", "note")
