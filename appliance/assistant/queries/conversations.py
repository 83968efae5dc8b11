"""What was said, seen by the one who said it and by nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select
from sqlmodel.sql.expression import Select

from appliance.assistant.models import Conversation, Speaker, State, Utterance
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.work import Reading


@dataclass(frozen=True)
class Chat:
    """A line in the list of earlier chats."""

    id: int
    first_words: str
    last_at: datetime


async def conversation_of(look: Reading, conversation_id: int) -> Conversation:
    found = await look.db.exec(
        select(Conversation).where(
            Conversation.id == conversation_id,
            Conversation.member_id == look.viewer.member_id,
            Conversation.family_id == look.viewer.family_id,
        )
    )
    conversation = found.first()
    if conversation is None:
        raise NotFound(_("This chat is not here any more."))
    return conversation


async def said_in(look: Reading, conversation_id: int, last: int = 200) -> Sequence[Utterance]:
    """In the order it was said; only the viewer's own, and 404 where there is no such chat."""
    await conversation_of(look, conversation_id)
    found = await look.db.exec(
        select(Utterance)
        .where(Utterance.conversation_id == conversation_id, Utterance.member_id == look.viewer.member_id)
        .order_by(col(Utterance.id).desc())
        .limit(last)
    )
    return list(reversed(found.all()))


async def answer_of(look: Reading, answer_id: int) -> Utterance:
    found = await look.db.exec(
        select(Utterance).where(
            Utterance.id == answer_id,
            Utterance.member_id == look.viewer.member_id,
            Utterance.family_id == look.viewer.family_id,
            Utterance.speaker == Speaker.ASSISTANT,
        )
    )
    answer = found.first()
    if answer is None:
        raise NotFound(_("This chat is not here any more."))
    return answer


async def chats_of(look: Reading, limit: int = 100) -> list[Chat]:
    """The viewer's own, the latest first, each with its first question."""
    found = await look.db.exec(
        _chats(look).order_by(col(Conversation.last_at).desc(), col(Conversation.id).desc()).limit(limit)
    )
    return [Chat(chat_id or 0, text, last_at) for chat_id, text, last_at in found.all()]


async def chats_asked(look: Reading, page: Page) -> Part[Chat]:
    """The same, page by page."""
    keys = (col(Conversation.last_at), col(Conversation.id))
    found = await look.db.exec(page.of(_chats(look), *keys, newest=True))
    chats = [Chat(chat_id or 0, text, last_at) for chat_id, text, last_at in found.all()]
    return page.part(chats, lambda chat: (chat.last_at, chat.id))


async def said_asked(look: Reading, conversation_id: int, page: Page) -> Part[Utterance]:
    """The newest first, page by page."""
    await conversation_of(look, conversation_id)
    said = select(Utterance).where(
        Utterance.conversation_id == conversation_id, Utterance.member_id == look.viewer.member_id
    )
    rows = (await look.db.exec(page.of(said, col(Utterance.id), newest=True))).all()
    return page.part(rows, lambda row: (row.id,))


def _chats(look: Reading) -> Select[int | None, str, datetime]:
    first = (
        select(Utterance.conversation_id, func.min(Utterance.id).label("id"))
        .where(Utterance.member_id == look.viewer.member_id, Utterance.speaker == Speaker.MEMBER)
        .group_by(col(Utterance.conversation_id))
        .subquery()
    )
    return (
        select(Conversation.id, _title(), Conversation.last_at)
        .join(first, first.c.conversation_id == Conversation.id)
        .join(Utterance, col(Utterance.id) == first.c.id)
        .where(Conversation.member_id == look.viewer.member_id)
    )


def _title() -> ColumnElement[str]:
    """What its member called it, or its first question."""
    return func.coalesce(func.nullif(Conversation.title, ""), Utterance.text)


async def unanswered(look: Reading) -> int:
    """For the house: answers that were being made when the appliance stopped."""
    waiting = select(func.count()).select_from(Utterance).where(Utterance.state == State.WAITING)
    return (await look.db.exec(waiting)).one()
