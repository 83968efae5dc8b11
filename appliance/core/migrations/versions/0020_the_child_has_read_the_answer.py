"""A child puts an answer away once it was read, and what waits again has new buttons"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("time_request", sa.Column("read_at", sa.DateTime(), nullable=True))
    op.add_column("time_request", sa.Column("turn", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    for column in ("turn", "read_at"):
        op.drop_column("time_request", column)
