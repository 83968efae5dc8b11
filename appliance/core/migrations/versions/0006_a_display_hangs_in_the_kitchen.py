"""A display hangs in the kitchen"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("device", sa.Column("kind", sa.String(), nullable=False, server_default="browser"))
    op.add_column("device", sa.Column("dim_from", sa.Time(), nullable=True))
    op.add_column("device", sa.Column("dim_until", sa.Time(), nullable=True))


def downgrade() -> None:
    for column in ("dim_until", "dim_from", "kind"):
        op.drop_column("device", column)
