"""What was said, seen by the one who said it and by nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile

from sqlalchemy import ColumnElement
from sqlalchemy import select as plain_select
from sqlmodel import and_, col, func, or_, select
from sqlmodel.sql.expression import Select

from appliance.assistant.models import CHAT_WORDS, Conversation, Speaker, State, Utterance
from appliance.assistant.rules.finding import SHORTEST, excerpt, words_of_search
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.work import Reading


@dataclass(frozen=True)
class Chat:
    """A line in the list of earlier chats. `title` is empty while `first_words` stand for it.

    `found`: words of it that a search found, where there was one. `waits`: an answer is being given.
    """

    id: int
    title: str
    first_words: str
    last_at: datetime
    unread: bool = False
    waits: bool = False
    found: str = ""


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
    return await own_words_in(look, conversation_id, last)


async def own_words_in(look: Reading, conversation_id: int, last: int = 200) -> Sequence[Utterance]:
    """The same, and nothing where there is no such chat."""
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
    return [_chat(*row) for row in found.all()]


async def chats_asked(look: Reading, page: Page, wanted: str = "") -> Part[Chat]:
    """The same page by page; only those in which all wanted words were said, or stand in the title."""
    keys = (col(Conversation.last_at), col(Conversation.id))
    found = _chats(look)
    for word in words_of_search(wanted):
        found = found.where(_holds(look, word))
    chats = [_chat(*row) for row in (await look.db.exec(page.of(found, *keys, newest=True))).all()]
    part = page.part(chats, lambda chat: (chat.last_at, chat.id))
    return Part(await _with_words_found(look, part.rows, wanted), part.next)


async def count_of_chats(look: Reading) -> int:
    mine = select(func.count()).select_from(Conversation).where(_mine(look))
    return (await look.db.exec(mine)).one()


async def turn_of(look: Reading, utterance_id: int) -> tuple[Utterance, Sequence[Utterance]]:
    """A question of the viewer's with all its answers, by the number of any of them."""
    own = Utterance.member_id == look.viewer.member_id, Utterance.family_id == look.viewer.family_id
    chat = select(Utterance.conversation_id).where(Utterance.id == utterance_id, *own).scalar_subquery()
    found = await look.db.exec(
        select(Utterance).where(Utterance.conversation_id == chat, *own).order_by(col(Utterance.id))
    )
    said = found.all()
    asked = [one for one in said if one.speaker == Speaker.MEMBER and (one.id or 0) <= utterance_id]
    if not asked:
        raise NotFound(_("This chat is not here any more."))
    since = [one for one in said if (one.id or 0) > (asked[-1].id or 0)]
    return asked[-1], list(takewhile(lambda one: one.speaker == Speaker.ASSISTANT, since))


async def said_asked(look: Reading, conversation_id: int, page: Page) -> Part[Utterance]:
    """The newest first, page by page."""
    await conversation_of(look, conversation_id)
    said = select(Utterance).where(
        Utterance.conversation_id == conversation_id, Utterance.member_id == look.viewer.member_id
    )
    rows = (await look.db.exec(page.of(said, col(Utterance.id), newest=True))).all()
    return page.part(rows, lambda row: (row.id,))


def _mine(look: Reading) -> ColumnElement[bool]:
    return and_(
        col(Conversation.member_id) == look.viewer.member_id,
        col(Conversation.family_id) == look.viewer.family_id,
    )


def _chats(look: Reading) -> Select[Conversation, str, int]:
    first = (
        select(
            Utterance.conversation_id,
            func.min(Utterance.id).label("id"),
            func.sum(col(Utterance.state) == State.WAITING).label("waits"),
        )
        .where(Utterance.member_id == look.viewer.member_id)
        .group_by(col(Utterance.conversation_id))
        .subquery()
    )
    return (
        select(Conversation, Utterance.text, first.c.waits)
        .join(first, first.c.conversation_id == Conversation.id)
        .join(Utterance, col(Utterance.id) == first.c.id)
        .where(_mine(look))
    )


def _chat(chat: Conversation, first_words: str, waits: int) -> Chat:
    return Chat(chat.id or 0, chat.title, first_words, chat.last_at, chat.unread, bool(waits))


def _holds(look: Reading, word: str) -> ColumnElement[bool]:
    said = select(Utterance.conversation_id).where(_said(look, word))
    return or_(col(Conversation.id).in_(said), col(Conversation.title).icontains(word, autoescape=True))


def _said(look: Reading, word: str) -> ColumnElement[bool]:
    """Three letters make a part of the index; shorter words are looked for in one's own texts."""
    own = col(Utterance.member_id) == look.viewer.member_id
    if len(word) < SHORTEST:
        return and_(own, col(Utterance.text).icontains(word, autoescape=True))
    matches = plain_select(CHAT_WORDS.c.rowid).where(CHAT_WORDS.c.chat_words.op("MATCH")(f'"{word}"'))
    return and_(own, col(Utterance.id).in_(matches))


async def _with_words_found(look: Reading, chats: Sequence[Chat], wanted: str) -> list[Chat]:
    words = words_of_search(wanted)
    if not words or not chats:
        return list(chats)
    in_these = col(Utterance.conversation_id).in_([chat.id for chat in chats])
    said = select(Utterance.conversation_id, Utterance.text)
    rows = await look.db.exec(said.where(in_these, _said(look, words[0])).order_by(col(Utterance.id)))
    texts = dict(rows.all())
    return [replace(chat, found=excerpt(texts.get(chat.id, ""), words[0])) for chat in chats]


async def unanswered(look: Reading) -> int:
    """For the house: answers that were being made when the appliance stopped."""
    waiting = select(func.count()).select_from(Utterance).where(Utterance.state == State.WAITING)
    return (await look.db.exec(waiting)).one()
