"""One budget over all devices: rules by weekday, devices that report, requests, and days that are over"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

WEEK = "json_array(r.weekday_minutes, r.weekday_minutes, r.weekday_minutes, r.weekday_minutes, "
WEEK += "r.weekday_minutes, r.weekend_minutes, r.weekend_minutes)"
NIGHT = "json(CASE WHEN r.bed_from IS NULL THEN 'null' "
NIGHT += "ELSE json_array(substr(r.bed_from, 1, 5), substr(r.bed_until, 1, 5)) END)"
SET = "json_object('by', r.set_by, 'at', replace(substr(r.set_at, 1, 19), ' ', 'T') || '+00:00', 'why', '')"

GONE = (
    "told_event",
    "bucket",
    "app_choice",
    "screen_exception",
    "screen_policy",
    "screen_day",
    "screen_look",
    "screen_pause",
    "usage_day",
    "device_account",
    "device_code",
    "device_quiet",
    "open_app",
    "time_request",
    "measured_device",
)


def upgrade() -> None:
    _make_app_choice()
    _make_screen_exception()
    _make_screen_policy()
    _make_measured_device()
    _make_screen_day()
    _make_screen_look()
    _make_screen_pause()
    _make_usage_day()
    _make_bucket()
    _make_device_account()
    _make_device_code()
    _make_device_quiet()
    _make_open_app()
    _make_time_request()
    _make_told_event()
    op.add_column("bonus_minutes", sa.Column("expires_at", sa.DateTime(), nullable=True))
    op.add_column(
        "usage_interval", sa.Column("standing", sa.String(), nullable=False, server_default="counted")
    )
    op.execute("ALTER TABLE usage_interval ADD COLUMN device_id INTEGER REFERENCES measured_device (id)")
    op.create_index("ix_usage_device_start", "usage_interval", ["device_id", "start_at"])
    _rules_by_weekday()


def _rules_by_weekday() -> None:
    op.rename_table("screen_rule", "screen_rule_before")
    for index in ("ix_screen_rule_family_id", "ix_screen_rule_member"):
        op.drop_index(index, "screen_rule_before")
    op.create_table(
        "screen_rule",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("family_id", sa.Integer(), sa.ForeignKey("family.id"), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        *[sa.Column(name, sa.JSON(), nullable=False) for name in ("minutes", "hours", "beds", "caps")],
        sa.Column("bonus_cap", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("since", sa.JSON(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
    )
    op.create_index("ix_screen_rule_family_id", "screen_rule", ["family_id"])
    op.create_index("ix_screen_rule_member", "screen_rule", ["member_id", "id"])
    nights = ", ".join([NIGHT] * 7)
    op.execute(
        "INSERT INTO screen_rule (id, family_id, member_id, minutes, hours, beds, caps, bonus_cap, why, "  # noqa: S608
        f"since, set_by, set_at) SELECT r.id, r.family_id, r.member_id, {WEEK}, "
        f"json('[[], [], [], [], [], [], []]'), json_array({nights}), json('[]'), r.bonus_cap, '', "
        f"json_object('minutes', {SET}, 'beds', {SET}, 'bonus_cap', {SET}), r.set_by, r.set_at "
        "FROM screen_rule_before r"
    )
    op.drop_table("screen_rule_before")


def _make_app_choice() -> None:
    op.create_table(
        "app_choice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("app", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("family_id", "member_id", "app"),
    )
    with op.batch_alter_table("app_choice", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_app_choice_family_id"), ["family_id"], unique=False)


def _make_screen_exception() -> None:
    op.create_table(
        "screen_exception",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("unlimited", sa.Boolean(), nullable=False),
        sa.Column("open_hours", sa.Boolean(), nullable=False),
        sa.Column("no_bed", sa.Boolean(), nullable=False),
        sa.Column("bed_from", sa.Time(), nullable=True),
        sa.Column("bed_until", sa.Time(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("kind IN ('holiday', 'sick', 'party', 'day')"),
        sa.CheckConstraint("(bed_from IS NULL) = (bed_until IS NULL)"),
        sa.CheckConstraint("last >= first"),
        sa.CheckConstraint("minutes IS NULL OR minutes BETWEEN 0 AND 1440"),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("screen_exception", schema=None) as batch_op:
        batch_op.create_index("ix_screen_exception_family", ["family_id", "last"], unique=False)


def _make_screen_policy() -> None:
    op.create_table(
        "screen_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("keep_titles", sa.Boolean(), nullable=False),
        sa.Column("keep_days", sa.Integer(), nullable=False),
        sa.Column("keep_told_days", sa.Integer(), nullable=False),
        sa.Column("silence", sa.String(), nullable=False),
        sa.Column("silence_after", sa.Integer(), nullable=False),
        sa.Column("alert_silence", sa.Boolean(), nullable=False),
        sa.Column("request_hours", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("family_id"),
    )


def _make_measured_device() -> None:
    op.create_table(
        "measured_device",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("token_hash", sa.String(), nullable=True),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("answer_key", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("seen", sa.String(), nullable=False),
        sa.Column("boot", sa.String(), nullable=False),
        sa.Column("anchor", sa.String(), nullable=False),
        sa.Column("enrolled_by", sa.Integer(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(), nullable=False),
        sa.Column("heard_at", sa.DateTime(), nullable=True),
        sa.Column("measured_until", sa.DateTime(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("state_at", sa.DateTime(), nullable=True),
        sa.Column("silence", sa.String(), nullable=False),
        sa.Column("clock_off", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("dirty_from", sa.DateTime(), nullable=True),
        sa.Column("dirty_until", sa.DateTime(), nullable=True),
        sa.Column("revoked_by", sa.Integer(), nullable=False),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("measured_device", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_measured_device_family_id"), ["family_id"], unique=False)


def _make_screen_day() -> None:
    op.create_table(
        "screen_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("free", sa.Integer(), nullable=False),
        sa.Column("allowed", sa.Integer(), nullable=True),
        sa.Column("bonus", sa.Integer(), nullable=False),
        sa.Column("rolled_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_id", "day"),
    )
    with op.batch_alter_table("screen_day", schema=None) as batch_op:
        batch_op.create_index("ix_screen_day_family", ["family_id", "day"], unique=False)


def _make_screen_look() -> None:
    op.create_table(
        "screen_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("viewer_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_id", "viewer_id", "day"),
    )
    with op.batch_alter_table("screen_look", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_screen_look_family_id"), ["family_id"], unique=False)


def _make_screen_pause() -> None:
    op.create_table(
        "screen_pause",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.Column("until", sa.DateTime(), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("screen_pause", schema=None) as batch_op:
        batch_op.create_index(
            "ix_screen_pause_open",
            ["family_id", "member_id"],
            unique=False,
            sqlite_where=sa.text("ended_at IS NULL"),
        )


def _make_usage_day() -> None:
    op.create_table(
        "usage_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("app", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("member_id", "day", "device_id", "device", "app"),
    )
    with op.batch_alter_table("usage_day", schema=None) as batch_op:
        batch_op.create_index("ix_usage_day_family", ["family_id", "day"], unique=False)


def _make_bucket() -> None:
    op.create_table(
        "bucket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("hostname", sa.String(), nullable=False),
        sa.Column("made_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["measured_device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("device_id", "name"),
    )
    with op.batch_alter_table("bucket", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bucket_family_id"), ["family_id"], unique=False)


def _make_device_account() -> None:
    op.create_table(
        "device_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("account", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["measured_device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("device_id", "account"),
    )
    with op.batch_alter_table("device_account", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_account_family_id"), ["family_id"], unique=False)


def _make_device_code() -> None:
    op.create_table(
        "device_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("way", sa.String(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=True),
        sa.Column("device_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["measured_device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["measured_device.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("code_hash"),
    )
    with op.batch_alter_table("device_code", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_device_code_family_id"), ["family_id"], unique=False)


def _make_device_quiet() -> None:
    op.create_table(
        "device_quiet",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("noticed_at", sa.DateTime(), nullable=False),
        sa.Column("heard_at", sa.DateTime(), nullable=True),
        sa.Column("counted", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["measured_device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("device_quiet", schema=None) as batch_op:
        batch_op.create_index("ix_device_quiet_device", ["device_id", "since"], unique=False)
        batch_op.create_index(batch_op.f("ix_device_quiet_family_id"), ["family_id"], unique=False)


def _make_open_app() -> None:
    op.create_table(
        "open_app",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("device_id", sa.Integer(), nullable=False),
        sa.Column("app", sa.String(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["device_id"],
            ["measured_device.id"],
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("device_id"),
    )
    with op.batch_alter_table("open_app", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_open_app_family_id"), ["family_id"], unique=False)


def _make_time_request() -> None:
    op.create_table(
        "time_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("lapses_at", sa.DateTime(), nullable=False),
        sa.Column("later_at", sa.DateTime(), nullable=True),
        sa.Column("granted", sa.Integer(), nullable=False),
        sa.Column("bonus_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("answered_by", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'later', 'granted', 'refused', 'withdrawn', 'lapsed')"),
        sa.CheckConstraint("minutes BETWEEN 1 AND 240"),
        sa.ForeignKeyConstraint(
            ["bonus_id"],
            ["bonus_minutes.id"],
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["member.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("time_request", schema=None) as batch_op:
        batch_op.create_index("ix_time_request_family", ["family_id", "state", "asked_at"], unique=False)
        batch_op.create_index("ix_time_request_member", ["member_id", "asked_at"], unique=False)


def _make_told_event() -> None:
    op.create_table(
        "told_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("family_id", sa.Integer(), nullable=False),
        sa.Column("bucket_id", sa.Integer(), nullable=False),
        sa.Column("start_ms", sa.Integer(), nullable=False),
        sa.Column("end_ms", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("end_ms >= start_ms"),
        sa.ForeignKeyConstraint(
            ["bucket_id"],
            ["bucket.id"],
        ),
        sa.ForeignKeyConstraint(
            ["family_id"],
            ["family.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("told_event", schema=None) as batch_op:
        batch_op.create_index("ix_told_event_bucket", ["bucket_id", "start_ms"], unique=False)


def downgrade() -> None:
    op.rename_table("screen_rule", "screen_rule_after")
    for index in ("ix_screen_rule_family_id", "ix_screen_rule_member"):
        op.drop_index(index, "screen_rule_after")
    op.create_table(
        "screen_rule",
        sa.Column("id", sa.Integer(), primary_key=True, nullable=False),
        sa.Column("family_id", sa.Integer(), sa.ForeignKey("family.id"), nullable=False),
        sa.Column("member_id", sa.Integer(), sa.ForeignKey("member.id"), nullable=False),
        sa.Column("weekday_minutes", sa.Integer(), nullable=False),
        sa.Column("weekend_minutes", sa.Integer(), nullable=False),
        sa.Column("bed_from", sa.Time(), nullable=True),
        sa.Column("bed_until", sa.Time(), nullable=True),
        sa.Column("bonus_cap", sa.Integer(), nullable=False),
        sa.Column("set_by", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(bed_from IS NULL) = (bed_until IS NULL)"),
        sa.CheckConstraint("weekday_minutes BETWEEN 0 AND 1440 AND weekend_minutes BETWEEN 0 AND 1440"),
    )
    op.create_index("ix_screen_rule_family_id", "screen_rule", ["family_id"])
    op.create_index("ix_screen_rule_member", "screen_rule", ["member_id", "id"])
    night = [f"json_extract(r.beds, '$[0][{end}]') || ':00.000000'" for end in (0, 1)]
    op.execute(
        "INSERT INTO screen_rule SELECT r.id, r.family_id, r.member_id, json_extract(r.minutes, '$[0]'), "  # noqa: S608
        f"json_extract(r.minutes, '$[5]'), {night[0]}, {night[1]}, r.bonus_cap, r.set_by, r.set_at "
        "FROM screen_rule_after r"
    )
    op.drop_table("screen_rule_after")
    op.drop_index("ix_usage_device_start", "usage_interval")
    op.execute("ALTER TABLE usage_interval DROP COLUMN device_id")
    op.drop_column("usage_interval", "standing")
    op.drop_column("bonus_minutes", "expires_at")
    for table in GONE:
        op.drop_table(table)
