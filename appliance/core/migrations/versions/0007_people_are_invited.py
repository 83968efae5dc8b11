"""People are invited, and may belong to several families"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _invitations()
    _founding_codes()
    with op.batch_alter_table("member") as member:
        member.add_column(sa.Column("person", sa.String(), nullable=False, server_default=""))
        member.add_column(sa.Column("made_owner_by", sa.Integer(), nullable=True))
        member.create_index("ix_member_person", ["person"], unique=False)
    op.add_column("sign_in", sa.Column("way", sa.String(), nullable=False, server_default=""))


def _invitations() -> None:
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("guest_days", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("used_by", sa.Integer(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_index("ix_invitation_family_id", "invitation", ["family_id"], unique=False)


def _founding_codes() -> None:
    op.create_table(
        "founding_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    op.create_index("ix_founding_code_family_id", "founding_code", ["family_id"], unique=False)


def downgrade() -> None:
    op.drop_column("sign_in", "way")
    with op.batch_alter_table("member") as member:
        member.drop_index("ix_member_person")
        member.drop_column("made_owner_by")
        member.drop_column("person")
    op.drop_table("founding_code")
    op.drop_table("invitation")
