"""What parents decided: rules by weekday, days that are different, pauses, and what the family wants."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from sqlalchemy import JSON, CheckConstraint, Column, Index
from sqlmodel import Field, SQLModel

from appliance.screen_time.rules import PARTS, Cap, Rules, Since, Stretch


class ScreenRule(SQLModel, table=True):
    """Never changed: a new row takes its place, so that every past day keeps the limit it had.

    Lists by weekday have seven places, Monday first.
    """

    __tablename__ = "screen_rule"
    __table_args__ = (Index("ix_screen_rule_member", "member_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", index=True)
    member_id: int = Field(foreign_key="member.id")
    minutes: list[int] = Field(sa_column=Column(JSON, nullable=False), description="A day, by weekday")
    hours: list[list[list[str]]] = Field(
        default_factory=lambda: [[] for _day in range(7)],
        sa_column=Column(JSON, nullable=False),
        description='By weekday the open stretches, such as [["15:00", "19:30"]]; empty: the whole day',
    )
    beds: list[list[str] | None] = Field(
        default_factory=lambda: [None] * 7,
        sa_column=Column(JSON, nullable=False),
        description='By the evening on which it begins, such as ["20:30", "06:45"]',
    )
    caps: list[dict[str, object]] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False),
        description='Such as {"of": "category" or "app", "name": "games", "minutes": [seven]}',
    )
    bonus_cap: int = Field(default=60, description="Earned minutes that count on one day")
    why: str = Field(default="", description="A parent's sentence about this change")
    since: dict[str, dict[str, object]] = Field(
        default_factory=dict,
        sa_column=Column(JSON, nullable=False),
        description="By part (minutes, hours, beds, caps, bonus_cap): by whom, when and why it was last set",
    )
    set_by: int
    set_at: datetime

    @property
    def rules(self) -> Rules:
        whole = Since(self.set_by, self.set_at, self.why)
        return Rules(
            tuple(self.minutes),
            tuple(tuple(stretch(window) for window in windows) for windows in self.hours),
            tuple(stretch(bed) if bed else None for bed in self.beds),
            tuple(cap_of(cap) for cap in self.caps),
            self.bonus_cap,
            {part: since_of(self.since[part]) if part in self.since else whole for part in PARTS},
        )


def stretch(times: Sequence[str]) -> Stretch:
    return Stretch(time.fromisoformat(times[0]), time.fromisoformat(times[1]))


def cap_of(told: Mapping[str, object]) -> Cap:
    minutes = told["minutes"]
    assert isinstance(minutes, list)
    return Cap("app" if told["of"] == "app" else "category", str(told["name"]), tuple(minutes))


def since_of(told: Mapping[str, object]) -> Since:
    return Since(int(str(told["by"])), datetime.fromisoformat(str(told["at"])), str(told["why"]))


def row_of(rules: Rules, member: tuple[int, int], now: Since) -> ScreenRule:
    """`member`: the family's id and the child's."""
    assert now.at is not None
    return ScreenRule(
        family_id=member[0],
        member_id=member[1],
        minutes=list(rules.minutes),
        hours=[[written(window) for window in windows] for windows in rules.hours],
        beds=[written(bed) if bed else None for bed in rules.beds],
        caps=[{"of": cap.of, "name": cap.name, "minutes": list(cap.minutes)} for cap in rules.caps],
        bonus_cap=rules.bonus_cap,
        since={
            part: {"by": since.by, "at": since.at.isoformat() if since.at else "", "why": since.why}
            for part, since in rules.since.items()
        },
        why=now.why,
        set_by=now.by,
        set_at=now.at,
    )


def written(at: Stretch) -> list[str]:
    return [at.start.strftime("%H:%M"), at.end.strftime("%H:%M")]


class ScreenException(SQLModel, table=True):
    """Days that are different: holidays, an illness, a party, or one day with other minutes."""

    __tablename__ = "screen_exception"
    __table_args__ = (
        CheckConstraint("last >= first"),
        CheckConstraint("kind IN ('holiday', 'sick', 'party', 'day')"),
        CheckConstraint("minutes IS NULL OR minutes BETWEEN 0 AND 1440"),
        CheckConstraint("(bed_from IS NULL) = (bed_until IS NULL)"),
        Index("ix_screen_exception_family", "family_id", "last"),
    )

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(default=0, description="0: all children")
    kind: str
    first: date
    last: date
    minutes: int | None = Field(default=None, description="A day; None: those of the weekday")
    unlimited: bool = Field(default=False, description="Minutes are counted and do not end")
    open_hours: bool = Field(default=False, description="The allowed hours do not hold")
    no_bed: bool = Field(default=False, description="No bedtime begins on these evenings")
    bed_from: time | None = None
    bed_until: time | None = None
    why: str = ""
    set_by: int
    set_at: datetime
    ended_by: int = 0
    ended_at: datetime | None = None


class ScreenPause(SQLModel, table=True):
    """Screens of one child stopped for now, until someone lets them go on or the time is over."""

    __tablename__ = "screen_pause"
    __table_args__ = (Index("ix_screen_pause_member", "member_id", "ended_at"),)

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id")
    member_id: int = Field(foreign_key="member.id")
    why: str = ""
    set_by: int
    set_at: datetime
    until: datetime | None = Field(default=None, description="None: until somebody ends it")
    ended_by: int = 0
    ended_at: datetime | None = None


class ScreenPolicy(SQLModel, table=True):
    """One row a family, from the first change on; without one, what stands here holds."""

    __tablename__ = "screen_policy"

    id: int | None = Field(default=None, primary_key=True)
    family_id: int = Field(foreign_key="family.id", unique=True)
    keep_titles: bool = Field(default=False, description="Window titles are stored")
    keep_days: int = Field(default=400, description="Days for which single intervals are kept")
    keep_told_days: int = Field(default=30, description="Days for which watchers' own events are kept")
    silence: str = Field(default="nothing", description="nothing, or used: how unexplained silence counts")
    silence_after: int = Field(default=30, description="Minutes without a word until it is silence")
    alert_silence: bool = True
    request_hours: int = Field(default=4, description="Hours after which an unanswered request lapses")
    set_by: int = 0
    set_at: datetime | None = None
