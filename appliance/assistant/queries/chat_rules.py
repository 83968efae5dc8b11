"""What a family has decided about its chats."""

from sqlmodel import select

from appliance.assistant.models import ChatRules
from appliance.core.work import Reading


async def chat_rules_of(look: Reading) -> ChatRules:
    """The viewer's family's. Where nothing was decided yet: what counts until then, not stored."""
    found = await look.db.exec(select(ChatRules).where(ChatRules.family_id == look.viewer.family_id))
    return found.first() or ChatRules(family_id=look.viewer.family_id)
