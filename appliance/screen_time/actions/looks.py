"""Who looked at a child's screen time is noted in passing, for the child to see."""

from datetime import datetime, timedelta

from sqlalchemy.dialects.sqlite import insert
from sqlmodel import select

from appliance.core.people import Actor
from appliance.core.work import Office
from appliance.screen_time.models import ScreenLook

SOON = timedelta(minutes=5)  # looking again by then is the same look


async def note_look(office: Office, viewer: Actor, member_id: int, before: datetime | None) -> None:
    """`before`: when the viewer looked last today."""
    now = office.clock()
    if not viewer.cares or (before is not None and now - before < SOON):
        return
    row = {"family_id": viewer.family_id, "member_id": member_id, "viewer_id": viewer.member_id}
    seen = insert(ScreenLook).values(**row, day=viewer.today(now), at=now)
    again = seen.on_conflict_do_update(index_elements=["member_id", "viewer_id", "day"], set_={"at": now})
    await office.database.note(again, aside=True)


async def note_program(office: Office, viewer: Actor, member_id: int) -> None:
    """A parent's program looks with the parent's eyes."""
    if viewer.cares:
        async with office.reading(viewer) as look:
            mine = ScreenLook.member_id == member_id, ScreenLook.viewer_id == viewer.member_id
            found = await look.db.exec(select(ScreenLook.at).where(*mine, ScreenLook.day == look.today))
            before = found.first()
        await note_look(office, viewer, member_id, before)
