"""Guests come for a while"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("guest_until", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("member", "guest_until")
