"""Memories to take along: one's own with all that belongs to them, or what an owner sees of the family's."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from pydantic import BaseModel
from sqlmodel import col

from appliance.assistant.models import Memory
from appliance.assistant.queries.history import Wording, histories_of
from appliance.assistant.queries.memories import Remembered, is_newest, remembered, seen_by, with_owners
from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.work import Reading

TOGETHER = 2000


class Scope(StrEnum):
    MINE = "mine"
    FAMILY = "family"


class ExportedSource(BaseModel):
    by: str
    at: datetime
    door: str


class ExportedWording(BaseModel):
    text: str
    at: datetime


class ExportedMemory(BaseModel):
    """With its ended ones, its guesses, its earlier wordings and its sources."""

    text: str
    owner: str
    visible_to: str
    source: str
    told_at: datetime
    expires_at: datetime | None
    confirmed_at: datetime | None
    last_used_at: datetime | None
    told: list[ExportedSource]
    earlier: list[ExportedWording]


async def exported(look: Reading, scope: Scope) -> list[ExportedMemory]:
    """Not even an owner takes along what others have told nobody."""
    if scope is Scope.FAMILY and not look.viewer.owner:
        raise NotAllowed(_("Only an owner takes the memories of the whole family along."))
    which = [seen_by(look.viewer), is_newest()]
    if scope is Scope.MINE:
        which.append(col(Memory.owner_id) == look.viewer.member_id)
    found = await remembered(look, with_owners(*which).order_by(col(Memory.created_at), col(Memory.id)))
    return [row for part in batched(found, TOGETHER) for row in await _in_full(look, part)]


async def _in_full(look: Reading, found: Sequence[Remembered]) -> list[ExportedMemory]:
    histories = await histories_of(look, [one.memory for one in found])
    return [_row(one, wordings) for one, wordings in zip(found, histories, strict=True)]


def _row(one: Remembered, wordings: Sequence[Wording]) -> ExportedMemory:
    return ExportedMemory(
        **one.memory.model_dump(include=set(ExportedMemory.model_fields)),
        owner=one.owner.name,
        told_at=one.memory.created_at,
        told=[ExportedSource.model_validate(told, from_attributes=True) for w in wordings for told in w.told],
        earlier=[ExportedWording(text=w.memory.text, at=w.memory.created_at) for w in wordings[1:]],
    )


def batched(found: Sequence[Remembered], many: int) -> Iterator[Sequence[Remembered]]:
    """SQLite takes only so many values in one question."""
    for first in range(0, len(found), many):
        yield found[first : first + many]
