"""What parents see of the chats of their children: what was the rule when it was said, and is today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import cast

from sqlmodel import col, exists, func, select

from appliance.assistant.models import ChatReading, ChatRules, Conversation, Sees, Speaker, Utterance
from appliance.assistant.rules.chats import shown_to_parents
from appliance.assistant.rules.topics import topic_of
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.paging import Page, Part
from appliance.core.people import YOUNG, Role
from appliance.core.work import Reading
from appliance.household.models import Member

A_SITTING = timedelta(hours=1)  # for which a reading counts: then the button is pressed again


@dataclass
class SeenChat:
    """`topics` are msgids; `open`: something of it may be read."""

    id: int
    last_at: datetime
    questions: int = 0
    topics: list[str] = field(default_factory=list)
    open: bool = False


@dataclass(frozen=True)
class Whose:
    """A child or teenager of the viewer's family, with what counts for them today."""

    member: Member
    rules: ChatRules

    @property
    def sees(self) -> Sees:
        return self.rules.parents_see(Role(self.member.role))


async def whose_chats(look: Reading, member_id: int) -> Whose:
    """404 for whoever is no parent, and for chats that nobody but their member may see."""
    found = await look.db.exec(
        select(Member, ChatRules)
        .outerjoin(ChatRules, col(ChatRules.family_id) == Member.family_id)
        .where(
            Member.id == member_id,
            Member.family_id == look.viewer.family_id,
            col(Member.role).in_([role.value for role in YOUNG]),
            col(Member.left_at).is_(None),
        )
    )
    row = found.first()
    if row is None or not look.viewer.is_parent:
        raise NotFound(_("There is nobody of that number here."))
    member, rules = row[0], cast(ChatRules | None, row[1])  # the outer join may find none
    return Whose(member, rules or ChatRules(family_id=member.family_id))


async def chats_seen(look: Reading, whose: Whose, page: Page) -> Part[SeenChat]:
    """By their topics, the latest first; none where the family decided that parents see nothing."""
    if whose.sees is Sees.NOTHING:
        return Part([])
    told = col(Utterance.parents_see) != Sees.NOTHING.value
    tells = exists().where(col(Utterance.conversation_id) == Conversation.id, told)
    chats = select(Conversation).where(Conversation.member_id == whose.member.id, tells)
    keys = (col(Conversation.last_at), col(Conversation.id))
    rows = (await look.db.exec(page.of(chats, *keys, newest=True))).all()
    part = page.part(rows, lambda chat: (chat.last_at, chat.id))
    return Part(await _with_topics(look, whose, part.rows), part.next)


async def open_chat_of(look: Reading, member_id: int, conversation_id: int) -> tuple[Whose, Conversation]:
    """One of which at least something may be read."""
    whose = await whose_chats(look, member_id)
    readable = exists().where(
        col(Utterance.conversation_id) == Conversation.id, col(Utterance.parents_see) == Sees.EVERYTHING.value
    )
    chat = select(Conversation).where(
        Conversation.id == conversation_id, Conversation.member_id == member_id, readable
    )
    found = (await look.db.exec(chat)).first() if whose.sees is Sees.EVERYTHING else None
    if found is None:
        raise NotFound(_("This chat is not here any more."))
    return whose, found


async def read_lately(look: Reading, conversation_id: int) -> bool:
    """By the viewer, with the button that the child is shown the use of."""
    since = select(func.count()).where(
        ChatReading.conversation_id == conversation_id,
        ChatReading.reader_id == look.viewer.member_id,
        col(ChatReading.at) > look.now - A_SITTING,
    )
    return (await look.db.exec(since)).one() > 0


async def said_openly(look: Reading, conversation_id: int) -> Sequence[Utterance]:
    """What parents may read, in the order it was said."""
    found = await look.db.exec(
        select(Utterance)
        .where(
            Utterance.conversation_id == conversation_id,
            Utterance.family_id == look.viewer.family_id,
            Utterance.parents_see == Sees.EVERYTHING.value,
        )
        .order_by(col(Utterance.id))
    )
    return found.all()


async def _with_topics(look: Reading, whose: Whose, chats: Sequence[Conversation]) -> list[SeenChat]:
    seen = {chat.id or 0: SeenChat(chat.id or 0, chat.last_at) for chat in chats}
    said = select(Utterance).where(
        col(Utterance.conversation_id).in_(seen), Utterance.parents_see != Sees.NOTHING.value
    )
    for one in (await look.db.exec(said.order_by(col(Utterance.id)))).all():
        chat = seen[one.conversation_id]
        if one.speaker == Speaker.MEMBER:
            chat.questions += 1
        elif (topic := topic_of(one.tool)) not in chat.topics:
            chat.topics.append(topic)
        chat.open |= shown_to_parents(Sees(one.parents_see), whose.sees) is Sees.EVERYTHING
    return list(seen.values())
