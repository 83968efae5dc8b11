"""What the viewer may see of what is remembered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement
from sqlmodel import and_, col, not_, or_, select
from sqlmodel.sql.expression import Select

from appliance.assistant.models import Audience, Memory, Source
from appliance.assistant.rules.ageing import last_moment
from appliance.assistant.rules.finding import Fit
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.people import Actor
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import as_known


@dataclass(frozen=True)
class Remembered:
    """A memory with its owner's name and face; where it was searched for, how well it fits."""

    memory: Memory
    owner: Member
    score: float = 0.0
    fit: Fit | None = None
    distance: float | None = None

    @property
    def id(self) -> int:
        assert self.memory.id is not None
        return self.memory.id

    @property
    def last_moment(self) -> datetime | None:
        """On the last day on which it holds: an end at midnight is the next one already."""
        return last_moment(self.memory)


class Whose(StrEnum):
    MINE = "mine"
    OTHERS = "others"


class Standing(StrEnum):
    VALID = "valid"
    ENDED = "ended"  # its end has come
    GUESSED = "guessed"  # waits for its owner to say that it is right


@dataclass(frozen=True)
class Wanted:
    """Which of the memories; all that hold today unless something is said."""

    visible_to: Audience | None = None
    whose: Whose | None = None
    standing: Standing = Standing.VALID

    @property
    def is_narrow(self) -> bool:
        return self != VALID


VALID = Wanted()


@dataclass(frozen=True)
class Eyes:
    """Who looks and when: as values, or as places in a statement that is made once for all."""

    family: int | ColumnElement[int]
    me: int | ColumnElement[int]
    now: datetime | ColumnElement[datetime] | None
    is_parent: bool


async def memories_seen(look: Reading, limit: int = 500, wanted: Wanted = VALID) -> list[Remembered]:
    """All that the viewer may see, newest first."""
    newest = col(Memory.created_at).desc(), col(Memory.id).desc()
    return await remembered(look, with_owners(*asked_for(look, wanted)).order_by(*newest).limit(limit))


async def memories_asked(look: Reading, wanted: Wanted, page: Page) -> Part[Remembered]:
    """All that the viewer may see, page by page, newest first."""
    found = with_owners(*asked_for(look, wanted))
    shown = await remembered(look, page.of(found, col(Memory.created_at), col(Memory.id), newest=True))
    return page.part(shown, lambda one: (one.memory.created_at, one.id))


async def memory_seen(look: Reading, memory_id: int) -> Remembered:
    found = await memories_by_id(look, [memory_id])
    if not found:
        raise NotFound(_("We do not know of such a memory."))
    return found[0]


async def memories_by_id(look: Reading, ids: Sequence[int]) -> list[Remembered]:
    """In the order of `ids`, without those that the viewer may not see or that are gone."""
    if not ids:
        return []
    rows = with_owners(seen_by(look.viewer), is_newest(), col(Memory.id).in_(ids))
    found = {one.id: one for one in await remembered(look, rows)}
    return [found[memory_id] for memory_id in ids if memory_id in found]


async def without_vectors(look: Reading, made_with: str, limit: int) -> list[tuple[int, str]]:
    """For the job: memories of all families whose vector is missing or of another model."""
    found = await look.db.exec(
        select(Memory.id, Memory.text).where(Memory.embedded_with != made_with, is_newest()).limit(limit)
    )
    return [(memory_id, said) for memory_id, said in found.all() if memory_id is not None]


def asked_for(look: Reading, wanted: Wanted) -> list[ColumnElement[bool]]:
    me = look.viewer
    return asked_by(Eyes(me.family_id, me.member_id, look.now, me.is_parent), wanted)


def asked_by(eyes: Eyes, wanted: Wanted) -> list[ColumnElement[bool]]:
    which = [_seen(eyes), is_newest(), _of_standing(eyes, wanted.standing)]
    if wanted.visible_to is not None:
        which.append(col(Memory.visible_to) == wanted.visible_to.value)
    if wanted.whose is not None:
        mine = col(Memory.owner_id) == eyes.me
        which.append(mine if wanted.whose is Whose.MINE else not_(mine))
    return which


def counts(look: Reading) -> ColumnElement[bool]:
    """What answers may rest on: what the viewer may see and what holds today."""
    return and_(*asked_for(look, VALID))


def seen_by(viewer: Actor) -> ColumnElement[bool]:
    """The same as policy.may_see_memory, in the database."""
    return _seen(Eyes(viewer.family_id, viewer.member_id, None, viewer.is_parent))


def _seen(eyes: Eyes) -> ColumnElement[bool]:
    open_to = [Audience.FAMILY.value] + ([Audience.PARENTS.value] if eyes.is_parent else [])
    mine = col(Memory.owner_id) == eyes.me
    shared = and_(col(Memory.visible_to).in_(open_to), not_(waits_for_a_yes()))
    return and_(col(Memory.family_id) == eyes.family, or_(mine, shared))


def waits_for_a_yes() -> ColumnElement[bool]:
    return and_(col(Memory.source) == Source.GUESSED.value, col(Memory.confirmed_at).is_(None))


def is_newest() -> ColumnElement[bool]:
    return col(Memory.superseded_by).is_(None)


def _of_standing(eyes: Eyes, standing: Standing) -> ColumnElement[bool]:
    if standing is Standing.GUESSED:
        return waits_for_a_yes()
    if standing is Standing.ENDED:
        return col(Memory.expires_at) <= eyes.now
    holds = or_(col(Memory.expires_at).is_(None), col(Memory.expires_at) > eyes.now)
    return and_(holds, not_(waits_for_a_yes()))


def with_owners(*which: ColumnElement[bool]) -> Select[Memory, Member]:
    return select(Memory, Member).join(Member, col(Member.id) == Memory.owner_id).where(*which)


async def remembered(look: Reading, found: Select[Memory, Member]) -> list[Remembered]:
    rows = await look.db.exec(found)
    return [Remembered(memory, as_known(look, owner)) for memory, owner in rows.all()]
