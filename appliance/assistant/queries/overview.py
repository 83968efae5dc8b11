"""What stands above the list of memories: is it paused, how many are there, what is being read anew."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists
from sqlalchemy import select as plain_select
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, func, not_, or_, select

from appliance.assistant.models import Memory, Pause
from appliance.assistant.queries.memories import (
    Remembered,
    counts,
    is_newest,
    remembered,
    seen_by,
    waits_for_a_yes,
    with_owners,
)
from appliance.assistant.rules.ageing import OLD, UNUSED, WEEK
from appliance.core.work import Reading


@dataclass(frozen=True)
class Overview:
    """`unread`: of those that count, how many the model has not read yet and only words find."""

    paused_since: datetime | None
    mine: int
    all: int
    unread: int


async def overview_of(look: Reading, made_with: str) -> Overview:
    """`made_with`: fingerprint of the model that is in use; empty where there is none."""
    paused = plain_select(col(Pause.since)).where(_mine(look)).scalar_subquery()
    row = (
        await look.db.exec(
            plain_select(  # type: ignore[call-overload]
                paused,
                _number(Memory.owner_id == look.viewer.member_id, is_newest()),  # type: ignore[arg-type]
                _number(counts(look)),
                _number(counts(look), col(Memory.embedded_with) != made_with),
            )
        )
    ).one()
    return Overview(row[0], row[1], row[2], row[3] if made_with else 0)


async def pause_of(look: Reading) -> Pause | None:
    return (await look.db.exec(select(Pause).where(_mine(look)))).first()


async def paused_since(look: Reading) -> datetime | None:
    pause = await pause_of(look)
    return pause.since if pause else None


async def asked_about(look: Reading, limit: int = 3) -> list[Remembered]:
    """Of the viewer's own, each once: what was guessed, and of what is old one a week."""
    mine = seen_by(look.viewer), col(Memory.owner_id) == look.viewer.member_id, is_newest()
    guesses_first = waits_for_a_yes().desc(), col(Memory.created_at), col(Memory.id)
    asked = with_owners(*mine, or_(waits_for_a_yes(), _is_old(look))).order_by(*guesses_first)
    found = await remembered(look, asked.limit(limit))
    return [one for one in found if one.memory.waits] or found[:1]


def _is_old(look: Reading) -> ColumnElement[bool]:
    answered = aliased(Memory)
    me = col(answered.owner_id) == look.viewer.member_id
    lately = exists(plain_select(1).where(me, col(answered.confirmed_at) > look.now - WEEK))
    idle = or_(col(Memory.last_used_at).is_(None), col(Memory.last_used_at) <= look.now - UNUSED)
    told = col(Memory.created_at) <= look.now - OLD
    for_good = col(Memory.confirmed_at).is_(None), col(Memory.expires_at).is_(None)
    return and_(told, idle, *for_good, not_(lately))


def _mine(look: Reading) -> ColumnElement[bool]:
    me = look.viewer
    return and_(col(Pause.member_id) == me.member_id, col(Pause.family_id) == me.family_id)


def _number(*which: ColumnElement[bool]) -> ColumnElement[int]:
    return plain_select(func.count(col(Memory.id))).where(*which).scalar_subquery()
