"""A photo that shows a chore done: written anew in a thread, kept for a while, and then thrown away."""

import asyncio
from collections.abc import AsyncIterator, Collection

from sqlalchemy import update
from sqlmodel import col, func, select

from appliance.chores.actions.checklist import write_down
from appliance.chores.actions.doing import complete
from appliance.chores.actions.proof import must_be_shown, must_be_theirs
from appliance.chores.actions.steps import about, occurrence_of
from appliance.chores.events import PhotoAdded, PhotoRemoved, PhotosForgotten
from appliance.chores.models import Occurrence
from appliance.chores.policy import may_remove_photo
from appliance.chores.rules.proof import KEPT_FOR
from appliance.chores.rules.states import INSTEAD, TO_DO, State, is_time
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.files import Files
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.core.photos import photo_of, redraw, refused
from appliance.core.work import Office, Reading, Work

LARGEST_FILE = 12 * 1024 * 1024  # bytes
FIELD = "photo"


async def put_photo(
    office: Office, files: Files, actor: Actor, occurrence_id: int, sent: bytes, door: str = "page"
) -> Occurrence:
    """In the place of the one before, if there is one."""
    return await _put(office, files, actor, (occurrence_id, sent, door), done=False)


async def complete_with_photo(
    office: Office, files: Files, actor: Actor, occurrence_id: int, sent: bytes, door: str = "page"
) -> Occurrence:
    """`I did it`, and here it is: both or neither."""
    return await _put(office, files, actor, (occurrence_id, sent, door), done=True)


async def remove_photo(
    office: Office, files: Files, actor: Actor, occurrence_id: int, door: str = "page"
) -> Occurrence:
    async with files.keeping:
        async with office.work(actor, door) as work:
            occurrence, _chore = await occurrence_of(work, occurrence_id)
            gone = occurrence.photo
            if not may_remove_photo(actor, occurrence.assignee_id, State(occurrence.state) in TO_DO):
                raise NotAllowed(_("Only a parent can take this photo away now."))
            if gone is None:
                raise NotFound(_("There is no photo."))
            await work.db.exec(
                update(Occurrence).where(col(Occurrence.id) == occurrence_id).values(photo=None)
            )
            await work.db.refresh(occurrence)
            await work.emit(PhotoRemoved(**about(occurrence)))
        await _throw_away(office, files, {gone})
    return occurrence


async def forget_photos(office: Office, files: Files, house: Actor) -> int:
    """Of one family: those that were decided long ago, and those of chores that nobody came back to."""
    async with files.keeping:
        async with office.work(house, "clock") as work:
            old = await _old(work)
            await work.db.exec(update(Occurrence).where(col(Occurrence.id).in_(list(old))).values(photo=None))
            if old:
                await work.emit(PhotosForgotten(family_id=house.family_id, count=len(old)))
        await _throw_away(office, files, set(old.values()))
    return len(old)


async def ask_for_photo(office: Office, actor: Actor, occurrence_id: int, *, done: bool) -> None:
    """Nobody makes the house read and decode what they may not put anywhere: a door asks before the body."""
    if not actor.may_write:
        raise NotAllowed(_("This key may only read."))
    async with office.reading(actor) as look:
        await _ask(look, occurrence_id, done)


def too_large() -> Invalid:
    return refused(_("This picture is too large. Choose one of at most 12 MB."), FIELD)


async def _put(
    office: Office, files: Files, actor: Actor, what: tuple[int, bytes, str], *, done: bool
) -> Occurrence:
    occurrence_id, sent, door = what
    await ask_for_photo(office, actor, occurrence_id, done=done)
    if len(sent) > LARGEST_FILE:
        raise too_large()
    written = await redraw(lambda: photo_of(sent, FIELD))
    async with files.keeping:
        stored = await files.put(_at_once(written))
        known = {stored.sha256}
        try:
            async with office.work(actor, door) as work:
                occurrence, before = await _hang(work, occurrence_id, stored.sha256, done)
                known |= before
        finally:
            await _throw_away(office, files, known)
    return occurrence


async def _ask(look: Reading, occurrence_id: int, done: bool) -> Occurrence:
    occurrence, chore = await occurrence_of(look, occurrence_id)
    must_be_theirs(look.viewer, occurrence, chore)
    if not is_time(occurrence.due_local, look.today):
        raise RuleBroken(_("It is not time for this one yet. Its day is still to come."))
    if State(occurrence.state) not in TO_DO:
        raise RuleBroken(INSTEAD[State(occurrence.state)])
    if done:
        must_be_shown(look.viewer, occurrence, chore, photo=True)
    return occurrence


async def _hang(work: Work, occurrence_id: int, sha256: str, done: bool) -> tuple[Occurrence, set[str]]:
    """And what hung there before."""
    occurrence = await _ask(work, occurrence_id, done)
    before = {occurrence.photo} if occurrence.photo else set()
    await write_down(work, occurrence, photo=sha256)
    await work.emit(PhotoAdded(**about(occurrence)))
    if done:
        await complete(work, occurrence_id)
    return occurrence, before


async def _old(work: Work) -> dict[int, str]:
    """What waits for a parent is kept; what was begun and left lying goes by the day it was due."""
    since = func.coalesce(Occurrence.since, Occurrence.due_at)
    found = await work.db.exec(
        select(Occurrence.id, Occurrence.photo)
        .where(Occurrence.family_id == work.actor.family_id, col(Occurrence.photo).is_not(None))
        .where(col(Occurrence.state) != State.WAITING, since < work.now - KEPT_FOR)
    )
    return {number: sha256 for number, sha256 in found if number and sha256}


async def _throw_away(office: Office, files: Files, hashes: Collection[str]) -> None:
    """Unless it shows another chore, too: the same bytes are one file."""
    photo = col(Occurrence.photo)
    async with office.database.reading() as db:
        used = set((await db.exec(select(photo).where(photo.in_(hashes)))).all())
    for sha256 in set(hashes) - used:
        await asyncio.to_thread(files.remove, sha256)


async def _at_once(written: bytes) -> AsyncIterator[bytes]:
    yield written
