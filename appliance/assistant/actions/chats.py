"""What a member does with their own chats: rename, see, delete one or all; and what goes by itself."""

from sqlmodel import col, select

from appliance.assistant.actions.conversations import erase, take_out
from appliance.assistant.events import ChatRenamed, ChatSeen, ChatsErased
from appliance.assistant.models import Conversation
from appliance.assistant.queries.conversations import conversation_of
from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work

TITLE = 80


async def rename_chat(work: Work, conversation_id: int, title: str) -> None:
    """Without a title it is called by its first question again."""
    conversation = await conversation_of(work, conversation_id)
    conversation.title = " ".join(title.split())[:TITLE]
    work.db.add(conversation)
    await work.emit(ChatRenamed(family_id=conversation.family_id, conversation_id=conversation_id))


async def see_chat(work: Work, conversation_id: int) -> None:
    """Its member has read the answers that came since."""
    conversation = await conversation_of(work, conversation_id)
    if conversation.unread:
        conversation.unread = False
        work.db.add(conversation)
        await work.emit(ChatSeen(family_id=conversation.family_id, conversation_id=conversation_id))


async def delete_all_chats(work: Work, count: int) -> None:
    """`count`: how many were shown to whoever says yes; where it is another by now, they look again."""
    found = await work.db.exec(
        select(Conversation).where(
            Conversation.member_id == work.actor.member_id, Conversation.family_id == work.actor.family_id
        )
    )
    chats = found.all()
    if len(chats) != count:
        sentence = _("There are %(number)s chats by now. Please look again before you delete them.")
        raise RuleBroken(sentence, number=len(chats))
    await take_out(work, chats)
    erased = ChatsErased(family_id=work.actor.family_id, member_id=work.actor.member_id, count=len(chats))
    await work.emit(erased)


async def let_chats_go(work: Work, ids: list[int]) -> None:
    """By the house: their time is over."""
    found = await work.db.exec(
        select(Conversation).where(
            col(Conversation.id).in_(ids), Conversation.family_id == work.actor.family_id
        )
    )
    await erase(work, found.all())
