"""A parent reads a child's chat, where the family decided so: never without the child being shown it."""

from appliance.assistant.events import ChatRead
from appliance.assistant.models import ChatReading
from appliance.assistant.queries.children import open_chat_of
from appliance.core.work import Work


async def read_chat(work: Work, member_id: int, conversation_id: int) -> None:
    _whose, conversation = await open_chat_of(work, member_id, conversation_id)
    reading = ChatReading(
        family_id=work.actor.family_id,
        conversation_id=conversation_id,
        reader_id=work.actor.member_id,
        at=work.now,
    )
    work.db.add(reading)
    event = ChatRead(
        family_id=conversation.family_id, conversation_id=conversation_id, member_id=conversation.member_id
    )
    await work.emit(event)
