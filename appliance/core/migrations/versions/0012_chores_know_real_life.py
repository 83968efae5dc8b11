"""Chores know turns, windows, steps and pauses, and what happened to each is written down"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

STATES = "('open', 'claimed', 'waiting', 'approved', 'sent_back', 'missed', 'skipped', 'excused')"
SENT_BACK = "UPDATE occurrence SET state = 'sent_back' WHERE state = 'open' AND returned_at IS NOT NULL"
SINCE = """
UPDATE occurrence SET
  since = CASE state WHEN 'approved' THEN approved_at WHEN 'waiting' THEN done_at
    WHEN 'sent_back' THEN returned_at END,
  state_by = coalesce(CASE state WHEN 'approved' THEN approved_by WHEN 'waiting' THEN done_by
    WHEN 'sent_back' THEN returned_by END, 0)
"""
PAID = "UPDATE occurrence SET paid = points, paid_minutes = bonus_minutes WHERE state = 'approved'"
DUE_TIME = """
UPDATE occurrence SET due_time = (SELECT due_time FROM chore WHERE chore.id = occurrence.chore_id)
"""
TIMES = "UPDATE chore SET times = json_array(substr(due_time, 1, 5)) WHERE due_time IS NOT NULL"
# What an undo before this schema would have brought back: of a pool nobody's, where it was not sent back.
COMPLETED = """
INSERT INTO occurrence_step (family_id, occurrence_id, step, by_member_id, at, note, before)
SELECT o.family_id, o.id, 'complete', coalesce(o.done_by, 0), o.done_at, '',
  json_object('state', CASE WHEN o.returned_at IS NULL THEN 'open' ELSE 'sent_back' END,
    'since', o.returned_at, 'state_by', coalesce(o.returned_by, 0), 'done_by', NULL, 'done_at', NULL,
    'assignee_id', CASE WHEN c.way = 'pool' AND o.returned_at IS NULL THEN NULL ELSE o.assignee_id END)
FROM occurrence o JOIN chore c ON c.id = o.chore_id
WHERE o.done_at IS NOT NULL AND o.state IN ('waiting', 'approved', 'sent_back')
"""
SENT = """
INSERT INTO occurrence_step (family_id, occurrence_id, step, by_member_id, at, note, before)
SELECT family_id, id, 'send back', coalesce(returned_by, 0), returned_at, note,
  json_object('state', 'waiting', 'since', done_at, 'state_by', coalesce(done_by, 0),
    'returned_by', NULL, 'returned_at', NULL, 'note', '')
FROM occurrence WHERE state = 'sent_back'
"""
APPROVED = """
INSERT INTO occurrence_step (family_id, occurrence_id, step, by_member_id, at, note, before)
SELECT o.family_id, o.id, 'approve', coalesce(o.approved_by, 0), o.approved_at, '',
  json_object('state', CASE WHEN o.done_at IS NOT NULL THEN 'waiting' WHEN o.returned_at IS NULL THEN 'open'
      ELSE 'sent_back' END,
    'since', coalesce(o.done_at, o.returned_at), 'state_by', coalesce(o.done_by, o.returned_by, 0),
    'approved_by', NULL, 'approved_at', NULL, 'paid', 0, 'paid_minutes', 0,
    'assignee_id', CASE WHEN c.way = 'pool' AND o.done_at IS NULL AND o.returned_at IS NULL THEN NULL
      ELSE o.assignee_id END)
FROM occurrence o JOIN chore c ON c.id = o.chore_id WHERE o.state = 'approved'
"""


def upgrade() -> None:
    _new_tables()
    _chores()
    _occurrences()
    for statement in (SENT_BACK, SINCE, PAID, DUE_TIME, TIMES, COMPLETED, SENT, APPROVED):
        op.execute(statement)
    with op.batch_alter_table("chore") as chore:
        chore.drop_column("due_time")


def _chores() -> None:
    with op.batch_alter_table("chore") as chore:
        for column in (
            sa.Column("details", sa.String(), nullable=False, server_default=""),
            sa.Column("turn_by", sa.String(), nullable=False, server_default="order"),
            sa.Column("skip_passes", sa.Boolean(), nullable=False, server_default="1"),
            sa.Column("times", sa.JSON(), nullable=False, server_default="[]"),
            sa.Column("place", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("window_days", sa.Integer(), nullable=False, server_default="0"),
            sa.Column("overdue", sa.String(), nullable=False, server_default="keep"),
            sa.Column("effort", sa.Integer(), nullable=False, server_default="2"),
            sa.Column("steps", sa.JSON(), nullable=False, server_default="[]"),
        ):
            chore.add_column(column)
        chore.drop_constraint("chore_way", type_="check")
        chore.create_check_constraint("chore_way", "way IN ('one', 'each', 'pool', 'turns')")
        chore.create_check_constraint("chore_turn_by", "turn_by IN ('order', 'week', 'least')")
        chore.create_check_constraint("chore_overdue", "overdue IN ('keep', 'drop', 'half', 'ask')")
        chore.create_check_constraint("chore_effort", "effort BETWEEN 1 AND 3")
        chore.create_check_constraint("chore_window", "window_days BETWEEN 0 AND 30")


def _occurrences() -> None:
    """A copy of the table, because SQLite cannot change a UNIQUE; it had no name."""
    names = {"uq": "%(table_name)s_%(column_0_N_name)s"}
    with op.batch_alter_table("occurrence", naming_convention=names) as occurrence:
        occurrence.alter_column("claimed_by", new_column_name="done_by")
        occurrence.alter_column("claimed_at", new_column_name="done_at")
        occurrence.drop_constraint("occurrence_state", type_="check")
        occurrence.drop_constraint("occurrence_chore_id_slot_due_local", type_="unique")
    with op.batch_alter_table("occurrence") as occurrence:
        for column in _columns():
            occurrence.add_column(column)
        occurrence.create_check_constraint("occurrence_state", f"state IN {STATES}")
        occurrence.create_unique_constraint("occurrence_once", ["chore_id", "slot", "due_local", "nth"])
        occurrence.create_foreign_key("occurrence_pause_id", "chore_pause", ["pause_id"], ["id"])
        occurrence.create_foreign_key("occurrence_offered_to", "member", ["offered_to"], ["id"])


def _columns() -> list[sa.Column[object]]:
    return [
        sa.Column("nth", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("due_time", sa.Time(), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=True),
        sa.Column("state_by", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("claimed_by", sa.Integer(), nullable=True),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("paid", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("paid_minutes", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("ticks", sa.JSON(), nullable=False, server_default="[]"),
        sa.Column("photo", sa.String(), nullable=True),
        sa.Column("pause_id", sa.Integer(), nullable=True),
        sa.Column("offered_to", sa.Integer(), nullable=True),
        sa.Column("offered_at", sa.DateTime(), nullable=True),
    ]


def _new_tables() -> None:
    op.create_table(
        "occurrence_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("occurrence_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("by_member_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["occurrence_id"], ["occurrence.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_occurrence_step_occurrence", "occurrence_step", ["occurrence_id", "id"])
    _pauses()
    _proposals()
    _feeds()


def _pauses() -> None:
    op.create_table(
        "chore_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_by", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('holiday', 'sick', 'away')", name="chore_pause_kind"),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chore_pause_family_id", "chore_pause", ["family_id"])


def _proposals() -> None:
    states = "('waiting', 'accepted', 'declined', 'withdrawn')"
    op.create_table(
        "chore_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("repeat", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("chore_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(f"state IN {states}", name="chore_proposal_state"),
        sa.CheckConstraint("points BETWEEN 0 AND 500", name="chore_proposal_points"),
        sa.ForeignKeyConstraint(["chore_id"], ["chore.id"]),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_chore_proposal_family_state", "chore_proposal", ["family_id", "state"])


def _feeds() -> None:
    op.create_table(
        "chore_feed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["family_id"], ["family.id"]),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("ix_chore_feed_family_id", "chore_feed", ["family_id"])


def downgrade() -> None:
    """To the states of before: what they cannot say is open again, or missed."""
    with op.batch_alter_table("chore") as chore:
        chore.add_column(sa.Column("due_time", sa.Time(), nullable=True))
    op.execute("UPDATE chore SET due_time = json_extract(times, '$[0]') || ':00.000000' WHERE times != '[]'")
    op.execute("UPDATE chore SET way = 'one' WHERE way = 'turns'")
    op.execute("UPDATE occurrence SET state = 'open' WHERE state IN ('claimed', 'sent_back')")
    op.execute("UPDATE occurrence SET state = 'missed' WHERE state IN ('skipped', 'excused')")
    op.execute("DELETE FROM occurrence WHERE nth > 0")
    _old_chores()
    _old_occurrences()
    for table in ("occurrence_step", "chore_proposal", "chore_feed", "chore_pause"):
        op.drop_table(table)


def _old_chores() -> None:
    added = (
        "details",
        "turn_by",
        "skip_passes",
        "times",
        "place",
        "window_days",
        "overdue",
        "effort",
        "steps",
    )
    with op.batch_alter_table("chore") as chore:
        for name in ("chore_way", "chore_turn_by", "chore_overdue", "chore_effort", "chore_window"):
            chore.drop_constraint(name, type_="check")
        chore.create_check_constraint("chore_way", "way IN ('one', 'each', 'pool')")
        for column in added:
            chore.drop_column(column)


def _old_occurrences() -> None:
    with op.batch_alter_table("occurrence") as occurrence:
        occurrence.drop_constraint("occurrence_state", type_="check")
        occurrence.drop_constraint("occurrence_once", type_="unique")
        for column in ("pause_id", "offered_to"):
            occurrence.drop_constraint(f"occurrence_{column}", type_="foreignkey")
        for added in _columns():
            occurrence.drop_column(str(added.name))
    with op.batch_alter_table("occurrence") as occurrence:
        occurrence.alter_column("done_by", new_column_name="claimed_by")
        occurrence.alter_column("done_at", new_column_name="claimed_at")
        occurrence.create_check_constraint(
            "occurrence_state", "state IN ('open', 'waiting', 'approved', 'missed')"
        )
        occurrence.create_unique_constraint(
            "occurrence_chore_id_slot_due_local", ["chore_id", "slot", "due_local"]
        )
