"""Balances are kept beside the ledger"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ADD = (
    "INSERT INTO point_sum (member_id, family_id, points) VALUES (new.member_id, new.family_id, new.amount) "
    "ON CONFLICT (member_id) DO UPDATE SET points = points + excluded.points;"
)
TAKE = "UPDATE point_sum SET points = points - old.amount WHERE member_id = old.member_id;"


def upgrade() -> None:
    """Triggers are to be made again by a migration that copies point_entry: they do not go along."""
    op.create_table(
        "point_sum",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("member_id"),
    )
    op.create_index(op.f("ix_point_sum_family_id"), "point_sum", ["family_id"], unique=False)
    op.execute(
        "INSERT INTO point_sum (member_id, family_id, points) "
        "SELECT member_id, family_id, sum(amount) FROM point_entry GROUP BY member_id"
    )
    op.execute(f"CREATE TRIGGER point_entry_added AFTER INSERT ON point_entry BEGIN {ADD} END")
    op.execute(f"CREATE TRIGGER point_entry_gone AFTER DELETE ON point_entry BEGIN {TAKE} END")
    op.execute(
        "CREATE TRIGGER point_entry_changed AFTER UPDATE OF member_id, amount ON point_entry "
        f"BEGIN {TAKE} {ADD} END"
    )


def downgrade() -> None:
    for trigger in ("added", "gone", "changed"):
        op.execute(f"DROP TRIGGER point_entry_{trigger}")
    op.drop_table("point_sum")
