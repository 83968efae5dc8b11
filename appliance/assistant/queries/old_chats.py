"""For the house: chats whose time is over, by what each family decided."""

from collections.abc import Mapping
from datetime import timedelta
from typing import cast

from sqlmodel import col, select

from appliance.assistant.models import ChatRules, Conversation
from appliance.core.work import Reading
from appliance.household.models import Family

AT_ONCE = 50  # chats that go in one transaction


async def old_chats(look: Reading) -> Mapping[int, list[int]]:
    """By family, not more than a few each: who asks again gets the next ones."""
    rules = await look.db.exec(
        select(Family.id, ChatRules).outerjoin(ChatRules, col(ChatRules.family_id) == Family.id)
    )
    found: dict[int, list[int]] = {}
    for family_id, decided in rules.all():
        kept = cast(ChatRules | None, decided) or ChatRules(family_id=family_id or 0)
        ids = await _before(look, family_id or 0, kept.keep_days) if kept.keep_days else []
        if ids:
            found[family_id or 0] = ids
    return found


async def _before(look: Reading, family_id: int, days: int) -> list[int]:
    over = col(Conversation.last_at) < look.now - timedelta(days=days)
    old = select(Conversation.id).where(Conversation.family_id == family_id, over).limit(AT_ONCE)
    return [found for found in (await look.db.exec(old)).all() if found is not None]
