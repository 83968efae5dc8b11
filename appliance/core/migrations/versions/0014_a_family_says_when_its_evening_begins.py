"""A family says when its evening begins"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

USUAL = {"afternoon_from": "12:00:00.000000", "evening_from": "18:00:00.000000"}


def upgrade() -> None:
    for column, usual in USUAL.items():
        op.add_column("family", sa.Column(column, sa.Time(), nullable=False, server_default=usual))


def downgrade() -> None:
    for column in USUAL:
        op.drop_column("family", column)
