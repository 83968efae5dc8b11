"""The last question of a chat is asked anew, as it was or in other words. What was done stays done."""

from collections.abc import Container, Sequence

from sqlalchemy import update
from sqlmodel import col, delete, select

from appliance.assistant.actions.confirmations import leave_waiting
from appliance.assistant.actions.conversations import Asked, ask_question, checked_question
from appliance.assistant.events import AskedAgain
from appliance.assistant.models import Speaker, State, Utterance
from appliance.assistant.queries.chat_rules import chat_rules_of
from appliance.assistant.queries.conversations import conversation_of, turn_of
from appliance.core.errors import NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.work import Work

BLANK: dict[str, object] = {
    "text": "",
    "lines": [],
    "used": [],
    "fits": [],
    "asks": {},
    "chosen": 0,
    "about_id": None,
    "by": "",
    "tool": "",
    "link": "",
    "undo_href": "",
    "undone_at": None,
    "state": State.WAITING.value,
}


async def ask_again(work: Work, answer_id: int, acts: Container[str]) -> tuple[Asked, str]:
    """The same question. `acts`: names of tools that change something."""
    question, answers = await _last_turn(work, answer_id)
    if did_something(answers, acts):
        raise RuleBroken(_("This was done already. Take it back with its button, or ask something new."))
    return await _anew(work, question, answers), question.text


async def reword_question(work: Work, question_id: int, text: str, acts: Container[str]) -> Asked:
    """In other words. Where something was done for it, it stays as it is, and the new words come below."""
    clean = checked_question(text)
    question, answers = await _last_turn(work, question_id)
    if did_something(answers, acts):
        question.reworded_at = work.now
        await leave_waiting(work, [answer.id or 0 for answer in answers])
        work.db.add(question)
        return await ask_question(work, question.conversation_id, clean)
    question.text = clean
    question.parents_see = (await chat_rules_of(work)).parents_see(work.actor.role).value
    work.db.add(question)
    return await _anew(work, question, answers)


def did_something(answers: Sequence[Utterance], acts: Container[str]) -> bool:
    """Or proposed to: its card stays, too. What was refused or asked back has the tool's name alone."""
    return any(one.undo_href or (one.tool in acts and one.by != "house" and not one.asks) for one in answers)


async def _last_turn(work: Work, utterance_id: int) -> tuple[Utterance, Sequence[Utterance]]:
    question, answers = await turn_of(work, utterance_id)
    if not question.text or not answers:
        raise NotFound(_("This chat is not here any more."))
    if any(answer.state == State.WAITING for answer in answers):
        raise RuleBroken(_("I am still answering. Wait a little, or stop me first."))
    later = select(Utterance.id).where(
        Utterance.conversation_id == question.conversation_id,
        col(Utterance.id) > question.id,
        Utterance.speaker == Speaker.MEMBER,
    )
    if (await work.db.exec(later)).first() is not None:
        raise RuleBroken(_("Only the last question of a chat can be asked anew."))
    return question, answers


async def _anew(work: Work, question: Utterance, answers: Sequence[Utterance]) -> Asked:
    """The first answer waits again, further ones go: what was said is written over."""
    first, *further = [answer.id or 0 for answer in answers]
    await work.db.exec(delete(Utterance).where(col(Utterance.id).in_(further)))
    fresh = {**BLANK, "parents_see": question.parents_see, "at": work.now}
    await work.db.exec(update(Utterance).where(col(Utterance.id) == first).values(fresh))
    conversation = await conversation_of(work, question.conversation_id)
    conversation.last_at, conversation.unread = work.now, False
    work.db.add(conversation)
    work.wakes.add("forgotten")
    asked = Asked(question.conversation_id, question.id or 0, first)
    await work.emit(
        AskedAgain(family_id=question.family_id, conversation_id=asked.conversation_id, utterance_id=first)
    )
    return asked
