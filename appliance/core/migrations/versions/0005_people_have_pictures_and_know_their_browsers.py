"""People have pictures and ways of reading; sign-ins say why they ended; keys can be renewed"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDED = {
    "member": ("week_start", "reading", "picture", "disabled_at"),
    "sign_in": ("ended_why", "ended_by", "news"),
    "api_token": ("days",),
}


def upgrade() -> None:
    op.create_table(
        "member_picture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("large", sa.LargeBinary(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_id"),
    )
    with op.batch_alter_table("member_picture", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_member_picture_family_id"), ["family_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_member_picture_hash"), ["hash"], unique=False)
    op.add_column("member", sa.Column("week_start", sa.Integer(), nullable=True))
    op.add_column("member", sa.Column("reading", sa.String(), nullable=False, server_default=""))
    op.add_column("member", sa.Column("picture", sa.String(), nullable=False, server_default=""))
    op.add_column("member", sa.Column("disabled_at", sa.DateTime(), nullable=True))
    op.add_column("sign_in", sa.Column("ended_why", sa.String(), nullable=False, server_default=""))
    op.add_column("sign_in", sa.Column("ended_by", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("sign_in", sa.Column("news", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("api_token", sa.Column("days", sa.Integer(), nullable=False, server_default="90"))
    op.execute(
        "UPDATE api_token SET days = "
        "max(1, min(366, CAST(round(julianday(expires_at) - julianday(created_at)) AS INTEGER)))"
    )


def downgrade() -> None:
    for table, columns in ADDED.items():
        for column in columns:
            op.drop_column(table, column)
    op.drop_table("member_picture")
