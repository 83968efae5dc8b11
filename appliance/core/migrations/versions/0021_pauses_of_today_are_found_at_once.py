"""Pauses of today, ended ones too, are found without going through those of years"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_screen_pause_open", "screen_pause")
    op.create_index("ix_screen_pause_member", "screen_pause", ["member_id", "ended_at"])


def downgrade() -> None:
    op.drop_index("ix_screen_pause_member", "screen_pause")
    op.create_index(
        "ix_screen_pause_open",
        "screen_pause",
        ["family_id", "member_id"],
        sqlite_where=sa.text("ended_at IS NULL"),
    )
