"""Which photo shows a chore, for those who may see it."""

from sqlmodel import select

from appliance.chores.models import Occurrence
from appliance.chores.policy import may_see_photo
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading


async def photo_shown(look: Reading, occurrence_id: int) -> str:
    """The SHA-256 under which its file lies."""
    found = await look.db.exec(
        select(Occurrence.photo, Occurrence.assignee_id, Occurrence.done_by).where(
            Occurrence.id == occurrence_id, Occurrence.family_id == look.viewer.family_id
        )
    )
    row = found.first()
    if row is None or row[0] is None or not may_see_photo(look.viewer, row[1], row[2]):
        raise NotFound(_("There is no photo."))
    return row[0]
