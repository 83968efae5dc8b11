"""Memories have sources, are asked about, joined and paused; their vectors are found by their signs first"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WHOSE = "CASE memory.visible_to WHEN 'private' THEN memory.owner_id ELSE memory.family_id END"
SHELF = f"memory.visible_to || ':' || {WHOSE}"


def upgrade() -> None:
    for column in ("last_used_at", "confirmed_at"):
        op.add_column("memory", sa.Column(column, sa.DateTime(), nullable=True))
    op.add_column("utterance", sa.Column("fits", sa.JSON(), nullable=False, server_default="[]"))
    _tellings()
    _pairs()
    _pauses()
    _meanings()
    op.execute(
        "INSERT INTO memory_meaning (memory_id, family_id, vector) "
        "SELECT memory.id, memory.family_id, memory_vectors.embedding FROM memory_vectors "
        "JOIN memory ON memory.id = memory_vectors.memory_id"
    )
    _vectors(
        "signs",
        "signs BIT[384]",
        "vec_quantize_binary(vector)",
        f"{SHELF} || ':' || memory.embedded_with",
    )


def _tellings() -> None:
    """What was told before is known by who and when; through which door it came, nobody noted."""
    op.create_table(
        "memory_telling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("memory_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["memory_id"], ["memory.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_memory_telling_memory_id", "memory_telling", ["memory_id"])
    op.execute(
        "INSERT INTO memory_telling (family_id, memory_id, member_id, door, at) "
        "SELECT family_id, id, created_by, CASE source WHEN 'said' THEN 'ask' ELSE '' END, created_at "
        "FROM memory"
    )


def _pairs() -> None:
    op.create_table(
        "memory_pair",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("newer_id", sa.Integer(), nullable=False),
        sa.Column("older_id", sa.Integer(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("parted_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("likeness in ('near', 'contrary')"),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["newer_id"], ["memory.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["older_id"], ["memory.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("newer_id", "older_id", name="one_pair_each"),
    )
    op.create_index("ix_memory_pair_family_id", "memory_pair", ["family_id"])
    op.create_index("ix_memory_pair_older_id", "memory_pair", ["older_id"])


def _pauses() -> None:
    op.create_table(
        "memory_pause",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("member_id"),
    )
    op.create_index("ix_memory_pause_family_id", "memory_pause", ["family_id"])


def _meanings() -> None:
    op.create_table(
        "memory_meaning",
        sa.Column("memory_id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["memory_id"], ["memory.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("memory_id"),
    )


def _vectors(column: str, kept: str, made: str, shelf: str) -> None:
    """Their old pages must not keep the bytes of what is forgotten later."""
    op.execute("PRAGMA secure_delete=ON")
    op.execute("DROP TABLE memory_vectors")
    op.execute(
        "CREATE VIRTUAL TABLE memory_vectors USING vec0("
        f"memory_id INTEGER PRIMARY KEY, audience TEXT PARTITION KEY, owner_id INTEGER, {kept})"
    )
    op.execute(
        f"INSERT INTO memory_vectors (memory_id, audience, owner_id, {column}) "  # noqa: S608
        f"SELECT memory.id, {shelf}, memory.owner_id, {made} FROM memory_meaning "
        "JOIN memory ON memory.id = memory_meaning.memory_id"
    )


def downgrade() -> None:
    _vectors("embedding", "embedding FLOAT[384] distance_metric=cosine", "vector", SHELF)
    for table in ("memory_meaning", "memory_pause", "memory_pair", "memory_telling"):
        op.drop_table(table)
    op.drop_column("utterance", "fits")
    for column in ("last_used_at", "confirmed_at"):
        op.drop_column("memory", column)
