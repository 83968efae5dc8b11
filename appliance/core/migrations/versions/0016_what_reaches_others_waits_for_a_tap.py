"""What reaches others waits for a tap, and an answer may ask back"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

LEADS_TO = {
    "family_id": ("family.id", None),
    "member_id": ("member.id", None),
    "conversation_id": ("conversation.id", "CASCADE"),
    "utterance_id": ("utterance.id", "CASCADE"),
}


def upgrade() -> None:
    op.create_table(
        "confirmation",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        *[
            sa.Column(name, sa.Integer(), sa.ForeignKey(to, ondelete=gone), nullable=False)
            for name, (to, gone) in LEADS_TO.items()
        ],
        *[sa.Column(name, sa.String(), nullable=False) for name in ("hold", "tool", "args", "args_hash")],
        *[sa.Column(name, sa.DateTime(), nullable=False) for name in ("made_at", "expires_at")],
        *[sa.Column(name, sa.DateTime()) for name in ("taken_at", "declined_at")],
    )
    for name in ("family_id", "conversation_id"):
        op.create_index(f"ix_confirmation_{name}", "confirmation", [name])
    op.create_index("ix_confirmation_utterance_id", "confirmation", ["utterance_id"], unique=True)
    op.add_column("utterance", sa.Column("about_id", sa.Integer()))
    op.add_column("utterance", sa.Column("asks", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("utterance", sa.Column("chosen", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    for name in ("chosen", "asks", "about_id"):
        op.drop_column("utterance", name)
    op.drop_table("confirmation")
