"""The map of apps as a family has it."""

from sqlmodel import col, select

from appliance.core.work import Reading
from appliance.screen_time.models import AppChoice
from appliance.screen_time.rules import AppMap, Chosen

EVERYONE = 0  # as the member of a choice


async def app_map(look: Reading, member_id: int) -> AppMap:
    """How the apps of one child count; 1 query."""
    rows = await look.db.exec(
        select(AppChoice.member_id, AppChoice.app, AppChoice.category, AppChoice.standing).where(
            AppChoice.family_id == look.viewer.family_id, col(AppChoice.member_id).in_((EVERYONE, member_id))
        )
    )
    said: dict[int, dict[str, Chosen]] = {EVERYONE: {}, member_id: {}}
    for member, app, category, standing in rows:
        said[member][app] = Chosen(category, standing)
    return AppMap(said[member_id] if member_id else {}, said[EVERYONE])
