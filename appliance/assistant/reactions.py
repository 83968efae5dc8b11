"""What happens elsewhere shows in the chat: a thing that was taken back, a memory that was forgotten."""

from datetime import timedelta

from sqlalchemy import ColumnElement, exists, update
from sqlmodel import and_, col, func, or_, select

from appliance.assistant.actions.conversations import delete_chats_of
from appliance.assistant.actions.forgetting import forget_private_of
from appliance.assistant.events import MemoryForgotten
from appliance.assistant.models import Confirmation, Speaker, State, Utterance
from appliance.chores.events import ApprovalUndone, ChorePutAway, CompletionUndone
from appliance.core.receipts import forget_answers
from appliance.core.work import Work
from appliance.household.events import DiskWell, MemberLeft
from appliance.rewards.events import WishWithdrawn
from appliance.screen_time.events import MinutesTakenBack, RequestWithdrawn

LONGEST_ANSWER = timedelta(minutes=5)


async def show_completion_undone(work: Work, event: CompletionUndone) -> None:
    await _show_undone(work, event.family_id, f"/occurrences/{event.occurrence_id}/")


async def show_approval_undone(work: Work, event: ApprovalUndone) -> None:
    """What was said to be done before still is."""
    href = f"/occurrences/{event.occurrence_id}/"
    await _show_undone(work, event.family_id, href, col(Utterance.tool) == "chore_approve")


async def show_wish_withdrawn(work: Work, event: WishWithdrawn) -> None:
    await _show_undone(work, event.family_id, f"/wishes/{event.wish_id}/")


async def show_chore_put_away(work: Work, event: ChorePutAway) -> None:
    await _show_undone(work, event.family_id, f"/chores/{event.chore_id}/")


async def show_minutes_taken_back(work: Work, event: MinutesTakenBack) -> None:
    await _show_undone(work, event.family_id, f"/screen/grants/{event.gift_id}/")


async def show_request_withdrawn(work: Work, event: RequestWithdrawn) -> None:
    await _show_undone(work, event.family_id, f"/screen/requests/{event.request_id}/")


async def _show_undone(work: Work, family_id: int, href: str, *more: ColumnElement[bool]) -> None:
    cards = update(Utterance).where(_card_of(family_id, href), *more)
    await work.db.exec(cards.values(undone_at=work.now))


async def close_what_hung(work: Work, event: DiskWell) -> None:
    """Answers that could not be written down, because the disk took the question and no more."""
    hung = col(Utterance.state) == State.WAITING, col(Utterance.at) < work.now - LONGEST_ANSWER
    closed = update(Utterance).where(Utterance.family_id == event.family_id, *hung)  # type: ignore[arg-type]
    await work.db.exec(closed.values(state=State.INTERRUPTED.value))


async def forget_who_left(work: Work, event: MemberLeft) -> None:
    """Their private memories and their chats; what they shared stays."""
    await forget_answers(work, event.family_id, "POST /api/v1/memories", "POST /api/v1/ask")
    await delete_chats_of(work, event.member_id)
    await forget_private_of(work, event.member_id)


async def blank_forgotten(work: Work, event: MemoryForgotten) -> None:
    """Chats must not keep its words: not the answers that rest on it, not what was said to get them.

    A chat model had it before its eyes for the rest of that chat, so its later answers go as well.
    """
    await forget_answers(work, event.family_id, "POST /api/v1/memories", "POST /api/v1/ask")
    used = func.json_each(Utterance.used).table_valued("value")
    quoted = exists(select(used.c.value).where(used.c.value == event.memory_id))
    href = f"/memories/{event.memory_id}/"
    found = await work.db.exec(
        select(Utterance).where(
            Utterance.family_id == event.family_id, or_(quoted, col(Utterance.undo_href).startswith(href))
        )
    )
    for answer in found.all():
        answer.text, answer.lines, answer.asks = "", [], {}
        if answer.undo_href.startswith(href):
            answer.undone_at = work.now
        work.db.add(answer)
        await _blank_question(work, answer)
        await _blank_what_followed(work, answer)


async def _blank_question(work: Work, answer: Utterance) -> None:
    before = (
        select(func.max(Utterance.id))
        .where(Utterance.conversation_id == answer.conversation_id, col(Utterance.id) < answer.id)
        .where(Utterance.speaker == Speaker.MEMBER)
        .scalar_subquery()
    )
    await work.db.exec(update(Utterance).where(col(Utterance.id) == before).values(text=""))


async def _blank_what_followed(work: Work, answer: Utterance) -> None:
    later = col(Utterance.conversation_id) == answer.conversation_id, col(Utterance.id) > answer.id
    by_model = update(Utterance).where(*later, col(Utterance.by) == "model")
    await work.db.exec(by_model.values(text="", lines=[]))
    waiting = update(Confirmation).where(col(Confirmation.utterance_id) == answer.id)
    await work.db.exec(waiting.values(args=""))


def _card_of(family_id: int, href: str) -> ColumnElement[bool]:
    return and_(
        col(Utterance.family_id) == family_id,
        col(Utterance.undo_href).startswith(href),
        col(Utterance.undone_at).is_(None),
    )
