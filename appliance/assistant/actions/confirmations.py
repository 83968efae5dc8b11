"""A call that waits for a tap: made, taken once, or left."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import update
from sqlmodel import and_, col, or_

from appliance.assistant.models import Confirmation
from appliance.assistant.queries.confirmations import confirmation_of
from appliance.assistant.rules.calls import mark_of
from appliance.core.errors import RuleBroken, TooLate
from appliance.core.i18n import mark as _
from appliance.core.work import Work

LASTS = timedelta(minutes=5)


@dataclass(frozen=True)
class Proposal:
    """`args`: canonical; `hold`: the sign-in or the key that asked."""

    conversation_id: int
    utterance_id: int
    hold: str
    tool: str
    args: str


async def propose(work: Work, proposal: Proposal) -> Confirmation:
    await blank_ended(work)
    row = Confirmation(
        family_id=work.actor.family_id,
        member_id=work.actor.member_id,
        **vars(proposal),
        args_hash=mark_of(proposal.tool, proposal.args),
        made_at=work.now,
        expires_at=work.now + LASTS,
    )
    work.db.add(row)
    await work.db.flush()
    return row


async def take(work: Work, confirmation_id: int, hold: str, mark: str) -> Confirmation:
    """The one who takes it has it: what is taken with it is done in the same transaction."""
    row = await _open(work, confirmation_id)
    if row.hold != hold:
        raise RuleBroken(_("This was asked at another device. Please say it here, or tap there."))
    if mark != row.args_hash or mark_of(row.tool, row.args) != row.args_hash:
        raise RuleBroken(_("This is not what you were asked. Nothing was changed. Please say it once more."))
    await _end(work, row, "taken_at")
    return row


async def decline(work: Work, confirmation_id: int) -> Confirmation:
    """From any device: nothing is changed by it."""
    row = await _open(work, confirmation_id)
    await _end(work, row, "declined_at")
    return row


async def _open(work: Work, confirmation_id: int) -> Confirmation:
    row = await confirmation_of(work, confirmation_id)
    if row.taken_at is not None:
        raise RuleBroken(_("This was done already."))
    if row.declined_at is not None:
        raise RuleBroken(_("You said “Not now” to this. Say it once more if you want it after all."))
    if work.now >= row.expires_at:
        raise TooLate(_("This waited for longer than five minutes. Please say it once more."))
    return row


async def _end(work: Work, row: Confirmation, how: str) -> None:
    """Two taps at once: one changes the row, the other finds it changed. Its words are not kept."""
    changed = await work.db.exec(
        update(Confirmation)
        .where(col(Confirmation.id) == row.id)
        .where(col(Confirmation.taken_at).is_(None), col(Confirmation.declined_at).is_(None))
        .values({how: work.now, "args": ""})
        .execution_options(synchronize_session=False)
    )
    if changed.rowcount != 1:
        raise RuleBroken(_("This was done already."))


async def leave_waiting(work: Work, answer_ids: Sequence[int]) -> None:
    """What those answers proposed was said otherwise meanwhile: its buttons count no more."""
    waiting = update(Confirmation).where(
        col(Confirmation.utterance_id).in_(answer_ids),
        col(Confirmation.member_id) == work.actor.member_id,
        col(Confirmation.taken_at).is_(None),
        col(Confirmation.declined_at).is_(None),
    )
    await work.db.exec(waiting.values(declined_at=work.now, args=""))


async def blank_ended(work: Work) -> None:
    """Words of calls that nobody can take any more are not kept."""
    over = or_(
        col(Confirmation.expires_at) <= work.now,
        and_(col(Confirmation.taken_at).is_not(None)),
        and_(col(Confirmation.declined_at).is_not(None)),
    )
    ended = col(Confirmation.family_id) == work.actor.family_id, col(Confirmation.args) != "", over
    await work.db.exec(update(Confirmation).where(*ended).values(args=""))


def args_of(row: Confirmation) -> dict[str, str | int]:
    found: dict[str, str | int] = json.loads(row.args) if row.args else {}
    return found
