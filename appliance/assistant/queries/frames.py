"""What stands around a chat: what counts in the family, what its member is told of it, who read it."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, func, select, true

from appliance.assistant.models import (
    ChatModelFile,
    ChatReading,
    ChatRules,
    Conversation,
    Sees,
    Speaker,
    Utterance,
)
from appliance.assistant.rules.chats import goes_at
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.household.models import Family, Member


@dataclass(frozen=True)
class Terms:
    """`sees`: what parents may see of what the viewer says now; `since` it was changed, by `decided_by`.

    `news`: the viewer has asked nothing since. `has_model`: a chat model answers.
    """

    rules: ChatRules
    sees: Sees
    since: datetime | None
    decided_by: str
    news: bool
    has_model: bool


@dataclass(frozen=True)
class ChatFrame:
    """`goes_at`: when it is thrown away; `read_by` a parent, the last time at `read_at`."""

    chat: Conversation
    rules: ChatRules
    sees: Sees
    read_by: str
    read_at: datetime | None

    @property
    def goes_at(self) -> datetime | None:
        return goes_at(self.rules, self.chat.last_at)


async def terms_of(look: Reading) -> Terms:
    viewer = look.viewer
    mine = Utterance.member_id == viewer.member_id, Utterance.speaker == Speaker.MEMBER
    last = select(func.max(Utterance.at)).where(*mine).scalar_subquery()
    found = await look.db.exec(
        select(ChatRules, Member.name, ChatModelFile.id, last)
        .select_from(Family)
        .outerjoin(ChatRules, col(ChatRules.family_id) == Family.id)
        .outerjoin(Member, col(Member.id) == ChatRules.changed_by)
        .outerjoin(ChatModelFile, col(ChatModelFile.in_use) == true())
        .where(Family.id == viewer.family_id)
    )
    decided, name, model, last_at = found.one()
    rules = cast(ChatRules | None, decided) or ChatRules(family_id=viewer.family_id)
    since = rules.seen_since(viewer.role)
    news = since is not None and (last_at is None or last_at < since)
    return Terms(rules, rules.parents_see(viewer.role), since, name or "", news, model is not None)


async def frame_of(look: Reading, conversation_id: int) -> ChatFrame:
    """404 where there is no such chat of the viewer's."""
    found = await look.db.exec(
        select(Conversation, ChatRules, Member.name, ChatReading.at)
        .outerjoin(ChatRules, col(ChatRules.family_id) == Conversation.family_id)
        .outerjoin(ChatReading, _last_reading())
        .outerjoin(Member, col(Member.id) == ChatReading.reader_id)
        .where(
            Conversation.id == conversation_id,
            Conversation.member_id == look.viewer.member_id,
            Conversation.family_id == look.viewer.family_id,
        )
    )
    row = found.first()
    if row is None:
        raise NotFound(_("This chat is not here any more."))
    chat, decided, reader, read_at = row
    rules = cast(ChatRules | None, decided) or ChatRules(family_id=chat.family_id)
    return ChatFrame(chat, rules, rules.parents_see(look.viewer.role), reader or "", read_at)


def _last_reading() -> ColumnElement[bool]:
    of_it = ChatReading.conversation_id == Conversation.id
    other = aliased(ChatReading)
    later = select(func.max(other.id)).where(other.conversation_id == Conversation.id)
    return and_(of_it, col(ChatReading.id) == later.correlate(Conversation).scalar_subquery())
