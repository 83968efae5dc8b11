"""What a family has decided about measuring."""

from sqlmodel import select

from appliance.core.work import Reading
from appliance.screen_time.models import ScreenPolicy


async def policy_of(look: Reading) -> ScreenPolicy:
    """The viewer's family's. Where nothing was decided yet: what holds until then, not stored. 1 query."""
    found = await look.db.exec(select(ScreenPolicy).where(ScreenPolicy.family_id == look.viewer.family_id))
    return found.first() or ScreenPolicy(family_id=look.viewer.family_id)
