"""What waits for a tap, seen by the one who was asked and by nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, or_, select

from appliance.assistant.models import Confirmation, Speaker, Utterance
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.household.models import Member


async def confirmation_of(look: Reading, confirmation_id: int) -> Confirmation:
    found = await look.db.exec(
        select(Confirmation).where(
            Confirmation.id == confirmation_id,
            Confirmation.member_id == look.viewer.member_id,
            Confirmation.family_id == look.viewer.family_id,
        )
    )
    row = found.first()
    if row is None:
        raise NotFound(_("There is nothing here to say yes to."))
    return row


@dataclass(frozen=True)
class Card:
    """What belongs to an answer beside its words: whom it is about, and what waits for a tap."""

    about: Member | None
    confirmation: Confirmation | None


async def cards_in(look: Reading, conversation_id: int) -> dict[int, Card]:
    """By answer; only of the viewer's own chat."""
    found = await look.db.exec(
        select(Utterance.id, Member, Confirmation)
        .outerjoin(
            Member,
            (col(Member.id) == Utterance.about_id) & (col(Member.family_id) == look.viewer.family_id),
        )
        .outerjoin(Confirmation, col(Confirmation.utterance_id) == col(Utterance.id))
        .where(Utterance.conversation_id == conversation_id, Utterance.member_id == look.viewer.member_id)
        .where(or_(col(Member.id).is_not(None), col(Confirmation.id).is_not(None)))
    )
    return {answer_id or 0: Card(about, waiting) for answer_id, about, waiting in found.all()}


async def asked_back(look: Reading, conversation_id: int, before: int) -> dict[str, object]:
    """What the last answer before that question asked for: empty where it asked nothing."""
    found = await look.db.exec(
        select(Utterance.asks)
        .where(Utterance.conversation_id == conversation_id, Utterance.member_id == look.viewer.member_id)
        .where(Utterance.speaker == Speaker.ASSISTANT, col(Utterance.id) < before)
        .order_by(col(Utterance.id).desc())
        .limit(1)
    )
    return dict(found.first() or {})


async def waiting_in(look: Reading, conversation_id: int, now: datetime) -> Sequence[Confirmation]:
    """What could still be tapped."""
    found = await look.db.exec(
        select(Confirmation)
        .where(Confirmation.conversation_id == conversation_id)
        .where(Confirmation.member_id == look.viewer.member_id, col(Confirmation.expires_at) > now)
        .where(col(Confirmation.taken_at).is_(None), col(Confirmation.declined_at).is_(None))
    )
    return found.all()


async def confirmation_at(look: Reading, answer_id: int) -> int | None:
    found = await look.db.exec(
        select(Confirmation.id).where(
            Confirmation.utterance_id == answer_id, Confirmation.member_id == look.viewer.member_id
        )
    )
    return found.first()


async def further_answers(look: Reading, answer: Utterance) -> list[int]:
    """Those to the other commands of the same sentence."""
    later = (
        select(Utterance.id, Utterance.speaker)
        .where(Utterance.conversation_id == answer.conversation_id, col(Utterance.id) > answer.id)
        .where(Utterance.member_id == look.viewer.member_id)
        .order_by(col(Utterance.id))
    )
    found: list[int] = []
    for answer_id, speaker in (await look.db.exec(later)).all():
        if speaker == Speaker.MEMBER:
            break
        found.append(answer_id or 0)
    return found
