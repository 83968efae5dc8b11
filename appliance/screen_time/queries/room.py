"""How many minutes the viewer may still give today."""

from appliance.core.work import Reading
from appliance.screen_time.queries.balance import guest_minutes_left

MOST = 240  # of one gift


async def room_to_give(look: Reading) -> int:
    """A guest's are few, and that is 1 query; a parent's are not counted."""
    if look.viewer.is_guest:
        return await guest_minutes_left(look)
    return MOST if look.viewer.is_parent else 0
