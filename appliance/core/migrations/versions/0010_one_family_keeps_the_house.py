"""One family keeps the house"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("family", sa.Column("keeps_house", sa.Boolean(), nullable=False, server_default="0"))
    op.execute("UPDATE family SET keeps_house = 1 WHERE id = (SELECT min(id) FROM family)")


def downgrade() -> None:
    op.drop_column("family", "keeps_house")
