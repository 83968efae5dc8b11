"""Pairs of memories about which the viewer may be asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy import select as plain_select
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, or_

from appliance.assistant.models import Audience, Memory, Pair
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading

SHOWN = 5


@dataclass(frozen=True)
class Two:
    pair: Pair
    newer: Memory
    older: Memory

    @property
    def id(self) -> int:
        assert self.pair.id is not None
        return self.pair.id


async def pairs_open(look: Reading, limit: int = SHOWN, about: int | None = None) -> list[Two]:
    """Of the viewer's own memories; `about`: only those of this one, whosever it is."""
    newer, older = aliased(Memory), aliased(Memory)
    me = look.viewer.member_id
    whose = or_(col(newer.owner_id) == me, col(older.owner_id) == me)
    if about is not None:
        whose = or_(col(Pair.newer_id) == about, col(Pair.older_id) == about)
    return await _pairs(look, newer, older, [whose, col(Pair.parted_at).is_(None)], limit)


async def pair_seen(look: Reading, pair_id: int) -> Two:
    newer, older = aliased(Memory), aliased(Memory)
    found = await _pairs(look, newer, older, [col(Pair.id) == pair_id], 1)
    if not found:
        raise NotFound(_("This question is answered already."))
    return found[0]


async def _pairs(
    look: Reading,
    newer: type[Memory],
    older: type[Memory],
    which: Sequence[ColumnElement[bool]],
    limit: int,
) -> list[Two]:
    found = await look.db.exec(  # type: ignore[call-overload]
        plain_select(Pair, newer, older)
        .join(newer, col(newer.id) == Pair.newer_id)
        .join(older, col(older.id) == Pair.older_id)
        .where(_seen(look, newer), _seen(look, older), *which)
        .order_by(col(Pair.id).desc())
        .limit(limit)
    )
    return [Two(*row) for row in found.all()]


def _seen(look: Reading, memory: type[Memory]) -> ColumnElement[bool]:
    open_to = [Audience.FAMILY.value] + ([Audience.PARENTS.value] if look.viewer.is_parent else [])
    return and_(
        col(memory.family_id) == look.viewer.family_id,
        or_(col(memory.owner_id) == look.viewer.member_id, col(memory.visible_to).in_(open_to)),
        col(memory.superseded_by).is_(None),
    )
