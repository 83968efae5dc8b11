"""What the families have told their appliance, spread over the year."""

from datetime import datetime

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.models import Audience
from appliance.core.work import Office
from appliance.demo.chance import chance
from appliance.demo.people import Home


async def remember(office: Office, home: Home, since: datetime) -> None:
    """Without vectors: the assistant's own job makes them while the pages are served."""
    for member in home.plan.members:
        told = [memory for memory in home.plan.memories if memory.by == member.name]
        async with office.work(home.actor(member.name), "demo") as work:
            for memory in told:
                saved = await save_memory(work, memory.text, visible_to=Audience(memory.visible_to))
                luck = chance("memory", home.plan.name, memory.text)
                saved.created_at = since + (work.now - since) * luck.random()
