"""A question is written down before it is answered, so that no crash can leave one unseen."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import update
from sqlmodel import col, delete, func, select

from appliance.assistant.actions.memories import note_chat, note_use
from appliance.assistant.events import (
    AnswerGiven,
    AnswersInterrupted,
    ConversationDeleted,
    QuestionAsked,
)
from appliance.assistant.models import Conversation, Memory, Sees, Speaker, State, Utterance
from appliance.assistant.queries.chat_rules import chat_rules_of
from appliance.assistant.queries.conversations import answer_of, conversation_of
from appliance.core.errors import Invalid, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.receipts import forget_answers
from appliance.core.work import Work

LONGEST = 2000
BY_MODEL = "model"
TOGETHER = 500  # numbers that a statement of SQLite surely takes


@dataclass(frozen=True)
class Asked:
    conversation_id: int
    question_id: int
    answer_id: int


@dataclass(frozen=True)
class Told:
    """An answer as it is shown and kept: in the language of the one who asked."""

    text: str
    by: str
    state: State = State.DONE
    tool: str = ""
    lines: tuple[str, ...] = ()
    used: tuple[int, ...] = ()
    fits: tuple[str, ...] = ()
    undo_href: str = ""
    link: str = ""
    about_id: int | None = None
    asks: dict[str, object] = field(default_factory=dict)


async def ask_question(work: Work, conversation_id: int | None, text: str) -> Asked:
    clean = checked_question(text)
    conversation = await _opened(work, conversation_id)
    seen = (await chat_rules_of(work)).parents_see(work.actor.role)
    question = _utterance(work, conversation, seen, clean)
    answer = _utterance(work, conversation, seen)
    work.db.add(question)
    await work.db.flush()
    work.db.add(answer)
    await work.db.flush()
    asked = Asked(conversation.id or 0, question.id or 0, answer.id or 0)
    await work.emit(
        QuestionAsked(
            family_id=work.actor.family_id,
            conversation_id=asked.conversation_id,
            utterance_id=asked.question_id,
        )
    )
    return asked


def checked_question(text: str) -> str:
    clean = text.strip()
    if not clean:
        raise Invalid(_("Please write or say something first."), {"text": _("Please fill this in.")})
    if len(clean) > LONGEST:
        sentence = _("This is too long: at most %(most)s letters.")
        raise Invalid(sentence, {"text": sentence}, most=LONGEST)
    return clean


async def give_answer(work: Work, answer_id: int, told: Told) -> None:
    """Once: what has been answered, stopped or interrupted stays so."""
    answer = await answer_of(work, answer_id)
    if await _forgotten_meanwhile(work, told.used):
        told = replace(told, text="", lines=())
    changed = await work.db.exec(
        update(Utterance)
        .where(col(Utterance.id) == answer_id, col(Utterance.state) == State.WAITING)
        .values(**_kept(told), at=work.now)
    )
    if changed.rowcount != 1:
        raise RuleBroken(_("This was answered already."))
    await note_use(work, told.used)
    await note_chat(work, answer.conversation_id)
    await _mark_unread(work, answer, told)
    await work.emit(
        AnswerGiven(
            family_id=answer.family_id,
            conversation_id=answer.conversation_id,
            utterance_id=answer_id,
            by=told.by,
            tool=told.tool,
            state=told.state.value,
        )
    )


async def _mark_unread(work: Work, answer: Utterance, told: Told) -> None:
    """A chat model takes its time: perhaps nobody is looking any more."""
    if told.by == BY_MODEL:
        chat = update(Conversation).where(col(Conversation.id) == answer.conversation_id)
        await work.db.exec(chat.values(unread=True))


async def settle_answer(work: Work, answer_id: int, told: Told) -> None:
    """What had waited for a tap is done: its card says how it went."""
    await answer_of(work, answer_id)
    card = col(Utterance.id) == answer_id
    await work.db.exec(update(Utterance).where(card).values(**_kept(told)))


async def another_answer(work: Work, conversation_id: int) -> int:
    """For a further command of the same sentence, or what a chat model did while it answered."""
    conversation = await conversation_of(work, conversation_id)
    seen = (await chat_rules_of(work)).parents_see(work.actor.role)
    answer = _utterance(work, conversation, seen)
    work.db.add(answer)
    await work.db.flush()
    return answer.id or 0


async def choose(work: Work, answer_id: int, number: int) -> tuple[Utterance, dict[str, object]]:
    """Once: the answer, and the call behind that button."""
    answer = await answer_of(work, answer_id)
    choices = answer.asks.get("choices")
    if not isinstance(choices, list) or not 1 <= number <= len(choices):
        raise NotFound(_("There is nothing here to choose."))
    taken = update(Utterance).where(col(Utterance.id) == answer_id, col(Utterance.chosen) == 0)
    if (await work.db.exec(taken.values(chosen=number))).rowcount != 1:
        raise RuleBroken(_("You chose already."))
    return answer, choices[number - 1]


async def _forgotten_meanwhile(work: Work, used: Sequence[int]) -> bool:
    """What rested on a memory must not outlive it: chats that were kept before were blanked then."""
    if not used:
        return False
    found = await work.db.exec(select(func.count()).select_from(Memory).where(col(Memory.id).in_(used)))
    return found.one() < len(set(used))


def _kept(told: Told) -> dict[str, object]:
    return {
        **vars(told),
        "state": told.state.value,
        "lines": list(told.lines),
        "used": list(told.used),
        "fits": list(told.fits),
    }


async def delete_conversation(work: Work, conversation_id: int) -> None:
    await erase(work, [await conversation_of(work, conversation_id)])


async def delete_chats_of(work: Work, member_id: int) -> None:
    """Of someone who leaves: nobody else may read them, so nobody could delete them either."""
    found = await work.db.exec(select(Conversation).where(Conversation.member_id == member_id))
    await erase(work, found.all())


async def erase(work: Work, chats: Sequence[Conversation]) -> None:
    await take_out(work, chats)
    for chat in chats:
        await work.emit(ConversationDeleted(family_id=chat.family_id, conversation_id=chat.id or 0))


async def take_out(work: Work, chats: Sequence[Conversation]) -> None:
    """With all that was said; the job that is woken takes the last bytes out of index and log."""
    if not chats:
        return
    for first in range(0, len(chats), TOGETHER):
        ids = [chat.id for chat in chats[first : first + TOGETHER]]
        await work.db.exec(delete(Utterance).where(col(Utterance.conversation_id).in_(ids)))
        await work.db.exec(delete(Conversation).where(col(Conversation.id).in_(ids)))
    await forget_answers(work, chats[0].family_id, "POST /api/v1/ask", "POST /api/v1/members/")
    work.wakes.add("forgotten")


async def interrupt_answers(work: Work) -> None:
    """By the house, when it starts: whoever was answering then is gone."""
    changed = await work.db.exec(
        update(Utterance).where(col(Utterance.state) == State.WAITING).values(state=State.INTERRUPTED.value)
    )
    await work.emit(AnswersInterrupted(family_id=0, count=changed.rowcount))


async def _opened(work: Work, conversation_id: int | None) -> Conversation:
    if conversation_id is not None:
        conversation = await conversation_of(work, conversation_id)
        conversation.last_at, conversation.unread = work.now, False
    else:
        conversation = Conversation(
            family_id=work.actor.family_id,
            member_id=work.actor.member_id,
            started_at=work.now,
            last_at=work.now,
        )
    work.db.add(conversation)
    await work.db.flush()
    return conversation


def _utterance(work: Work, conversation: Conversation, seen: Sees, question: str = "") -> Utterance:
    """The member's words, or without any the answer that is waited for."""
    return Utterance(
        family_id=work.actor.family_id,
        member_id=work.actor.member_id,
        conversation_id=conversation.id or 0,
        speaker=(Speaker.MEMBER if question else Speaker.ASSISTANT).value,
        text=question,
        state=(State.DONE if question else State.WAITING).value,
        at=work.now,
        parents_see=seen.value,
    )
