"""A parent's own address for alerts, and what became of the last ones."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from appliance.core.outbox import OutboxRow, letters_in, letters_of
from appliance.core.paging import Page, Part
from appliance.core.work import Reading
from appliance.household.models import Family, Member
from appliance.notifications.models import NotifyTarget
from appliance.notifications.rules import sentence_of


@dataclass(frozen=True)
class SeenTarget:
    """The token itself never leaves the house's vault."""

    server: str
    topic: str
    has_token: bool
    home: str
    enabled: bool
    trouble: str
    last_at: datetime | None
    last_result: str

    @property
    def sentence(self) -> str:
        return sentence_of(self.trouble) if self.trouble else ""


@dataclass(frozen=True)
class SeenLetter:
    """`state`: waiting, sending, sent or failed; `due_at` is the next try of one that waits."""

    id: int
    title: str
    message: str
    state: str
    attempts: int
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None
    trouble: str

    @property
    def sentence(self) -> str:
        return sentence_of(self.trouble) if self.trouble else ""


@dataclass(frozen=True)
class Reader:
    """A parent who gets alerts, and the language they are written in."""

    member_id: int
    language: str


async def my_target(look: Reading) -> SeenTarget | None:
    row = (await look.db.exec(select(NotifyTarget).where(_mine(look)))).first()
    if row is None:
        return None
    return SeenTarget(
        row.server,
        row.topic,
        bool(row.token),
        row.home,
        row.enabled,
        row.trouble,
        row.last_at,
        row.last_result,
    )


def _mine(look: Reading) -> bool:
    return NotifyTarget.member_id == look.viewer.member_id


async def my_letters(look: Reading) -> Sequence[SeenLetter]:
    """The newest first."""
    return [_seen(row) for row in await letters_of(look)]


async def letters_asked(look: Reading, page: Page) -> Part[SeenLetter]:
    """The newest first."""
    part = await letters_in(look, page)
    return Part([_seen(row) for row in part.rows], part.next)


def _seen(row: OutboxRow) -> SeenLetter:
    payload = json.loads(row.payload)
    return SeenLetter(
        id=row.id or 0,
        title=str(payload.get("title", "")),
        message=str(payload.get("message", "")),
        state=row.state,
        attempts=row.attempts,
        created_at=row.created_at,
        due_at=row.due_at,
        sent_at=row.sent_at,
        trouble=row.trouble,
    )


async def readers_of_alerts(look: Reading) -> list[Reader]:
    rows = await look.db.exec(
        select(Member.id, Member.language, Family.language)
        .join(NotifyTarget, col(NotifyTarget.member_id) == Member.id)
        .join(Family, col(Family.id) == Member.family_id)
        .where(Member.family_id == look.viewer.family_id, col(Member.left_at).is_(None))
        .where(col(Member.disabled_at).is_(None))
        .where(Member.role == "parent", col(NotifyTarget.enabled).is_(True))
    )
    return [Reader(member_id, own or common) for member_id, own, common in rows if member_id is not None]


async def targets_of_alerts(look: Reading) -> list[tuple[Reader, NotifyTarget]]:
    """Of the parents of every family."""
    rows = await look.db.exec(
        select(Member.language, Family.language, NotifyTarget)
        .join(NotifyTarget, col(NotifyTarget.member_id) == Member.id)
        .join(Family, col(Family.id) == Member.family_id)
        .where(col(Member.left_at).is_(None), col(Member.disabled_at).is_(None))
        .where(Member.role == "parent", col(NotifyTarget.enabled).is_(True))
    )
    return [(Reader(target.member_id, own or common), target) for own, common, target in rows]
