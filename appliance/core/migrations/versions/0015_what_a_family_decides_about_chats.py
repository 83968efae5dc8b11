"""A family decides how long chats are kept and what parents see of them"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

# Who lived here before was promised that nobody else reads along and that nothing goes by itself.
AS_PROMISED = """
    INSERT INTO chat_rules (family_id, keep_days, parents_see_child, parents_see_teen, help_lines, changed_by)
    SELECT id, 0, 'nothing', 'nothing', '', 0 FROM family
"""
# The index follows the texts whoever changes them, so that no word can stay behind in it.
INDEX = (
    "CREATE VIRTUAL TABLE chat_words USING fts5("
    "text, content = 'utterance', content_rowid = 'id', tokenize = 'trigram')",
    "INSERT INTO chat_words (chat_words) VALUES ('rebuild')",
    "CREATE TRIGGER chat_words_come AFTER INSERT ON utterance BEGIN "
    "INSERT INTO chat_words (rowid, text) VALUES (new.id, new.text); END",
    "CREATE TRIGGER chat_words_go AFTER DELETE ON utterance BEGIN "
    "INSERT INTO chat_words (chat_words, rowid, text) VALUES ('delete', old.id, old.text); END",
    "CREATE TRIGGER chat_words_change AFTER UPDATE OF text ON utterance WHEN old.text IS NOT new.text BEGIN "
    "INSERT INTO chat_words (chat_words, rowid, text) VALUES ('delete', old.id, old.text); "
    "INSERT INTO chat_words (rowid, text) VALUES (new.id, new.text); END",
)


def upgrade() -> None:
    _rules()
    _readings()
    for table, column in _columns():
        op.add_column(table, column)
    for statement in (AS_PROMISED, *INDEX):
        op.execute(statement)


def _rules() -> None:
    op.create_table(
        "chat_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("parents_see_child", sa.String(), nullable=False),
        sa.Column("parents_see_teen", sa.String(), nullable=False),
        sa.Column("child_since", sa.DateTime(), nullable=True),
        sa.Column("teen_since", sa.DateTime(), nullable=True),
        sa.Column("help_lines", sa.String(), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("family_id"),
    )


def _readings() -> None:
    op.create_table(
        "chat_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("conversation_id", sa.Integer(), nullable=False),
        sa.Column("reader_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["reader_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chat_reading_conversation_id", "chat_reading", ["conversation_id"], unique=False)


def _columns() -> tuple[tuple[str, sa.Column[object]], ...]:
    return (
        ("conversation", sa.Column("title", sa.String(), nullable=False, server_default="")),
        ("conversation", sa.Column("unread", sa.Boolean(), nullable=False, server_default=sa.false())),
        ("utterance", sa.Column("parents_see", sa.String(), nullable=False, server_default="nothing")),
        ("utterance", sa.Column("reworded_at", sa.DateTime(), nullable=True)),
    )


def downgrade() -> None:
    for trigger in ("chat_words_change", "chat_words_go", "chat_words_come"):
        op.execute(f"DROP TRIGGER {trigger}")
    op.execute("DROP TABLE chat_words")
    for table, column in _columns():
        op.drop_column(table, column.name)
    op.drop_table("chat_reading")
    op.drop_table("chat_rules")
