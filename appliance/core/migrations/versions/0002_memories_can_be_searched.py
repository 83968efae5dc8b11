"""Memories can be searched: by words, by parts of words and by meaning"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        'CREATE VIRTUAL TABLE memory_words USING fts5(text, tokenize = "unicode61 remove_diacritics 2")'
    )
    op.execute("CREATE VIRTUAL TABLE memory_words_parts USING fts5(text, tokenize = 'trigram')")
    # The audience comes first: one look at a partition never touches what the viewer may not see.
    op.execute(
        "CREATE VIRTUAL TABLE memory_vectors USING vec0("
        "memory_id INTEGER PRIMARY KEY, audience TEXT PARTITION KEY, owner_id INTEGER, "
        "embedding FLOAT[384] distance_metric=cosine)"
    )


def downgrade() -> None:
    for table in ("memory_vectors", "memory_words_parts", "memory_words"):
        op.execute(f"DROP TABLE {table}")
