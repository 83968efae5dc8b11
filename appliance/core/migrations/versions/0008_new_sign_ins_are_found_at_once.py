"""New sign-ins that wait for an answer are found at once"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("waiting_news", "sign_in", ["member_id"], unique=False, sqlite_where=sa.text("news = 1"))


def downgrade() -> None:
    op.drop_index("waiting_news", table_name="sign_in")
