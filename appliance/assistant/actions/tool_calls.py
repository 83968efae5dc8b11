"""Every call of a tool leaves a line in the audit, with its door: also what was only looked up or refused."""

from appliance.assistant.events import ToolCalled
from appliance.core.work import Work


async def note_call(work: Work, conversation_id: int, tool: str, outcome: str, by: str) -> None:
    event = ToolCalled(
        family_id=work.actor.family_id,
        conversation_id=conversation_id,
        tool=tool,
        outcome=outcome,
        by=by,
    )
    await work.emit(event)
