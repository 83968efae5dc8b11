"""Somebody is on holiday, sick or away: what is due then is free, and turns go to who is there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update
from sqlmodel import col, select

from appliance.chores.actions.freeing import free_covered, give_back
from appliance.chores.actions.making import remake
from appliance.chores.events import PauseBegun, PauseChanged, PauseEnded
from appliance.chores.models import Chore, Pause
from appliance.chores.policy import may_pause
from appliance.chores.rules.pauses import LONGEST, Kind
from appliance.core.errors import Invalid, NotAllowed, NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.work import Work
from appliance.household.queries import members_of

LOOKED_BACK = timedelta(days=31)
NOT_SAVED = _("Not saved yet.")
ENDS_FIRST = _("The last day lies before the first.")
TOO_LONG = _("A pause may last a year. Leave the last day empty if you do not know it yet.")


@dataclass(frozen=True)
class PausePlan:
    """No member: the whole family. No last day: until somebody ends it. It may have begun already."""

    kind: str
    first: date
    last: date | None = None
    member_id: int | None = None
    note: str = ""


async def begin_pause(work: Work, plan: PausePlan) -> int:
    """What is due on these days is free at once, also what was missed on them already."""
    _ask(work)
    if wrong := _mistakes(work, plan) | await _stranger(work, plan):
        raise Invalid(NOT_SAVED, wrong)
    pause = Pause(
        family_id=work.actor.family_id,
        member_id=plan.member_id,
        kind=plan.kind,
        first=plan.first,
        last=plan.last,
        note=" ".join(plan.note.split()),
        created_by=work.actor.member_id,
        created_at=work.now,
    )
    work.db.add(pause)
    await work.db.flush()
    await _follow(work)
    await work.emit(PauseBegun(**_about(pause), kind=pause.kind, first=pause.first, last=pause.last))
    return pause.id or 0


async def change_pause(work: Work, pause_id: int, last: date | None) -> None:
    """It lasts longer, or less long. What is done on its days by now stays as it is."""
    _ask(work)
    pause = await _own(work, pause_id)
    plan = PausePlan(pause.kind, pause.first, last)
    if wrong := {key: text for key, text in _mistakes(work, plan).items() if key == "last"}:
        raise Invalid(NOT_SAVED, wrong)
    pause.last = last
    await work.db.flush()
    await give_back(work, pause)
    await _follow(work)
    await work.emit(PauseChanged(**_about(pause), last=last))


async def end_pause(work: Work, pause_id: int) -> None:
    """From today on all is as always: what is still to come comes back."""
    _ask(work)
    pause = await _own(work, pause_id)
    ended = await work.db.exec(
        update(Pause)
        .where(col(Pause.id) == pause_id, col(Pause.ended_at).is_(None))
        .values(ended_by=work.actor.member_id, ended_at=work.now)
    )
    if ended.rowcount == 0:
        raise RuleBroken(_("This pause is over already."))
    await _after(work, pause)


async def end_pauses_over(work: Work) -> int:
    """Those whose last day has gone by. What stays until it is done comes back now."""
    found = await work.db.exec(
        select(Pause)
        .where(Pause.family_id == work.actor.family_id, col(Pause.ended_at).is_(None))
        .where(col(Pause.last) < work.today)
    )
    over = found.all()
    for pause in over:
        pause.ended_by, pause.ended_at = work.actor.member_id, work.now
        await _after(work, pause)
    return len(over)


async def end_pauses_of(work: Work, member_id: int) -> None:
    """They do not belong to the family any more."""
    await work.db.exec(
        update(Pause)
        .where(col(Pause.family_id) == work.actor.family_id, col(Pause.member_id) == member_id)
        .where(col(Pause.ended_at).is_(None))
        .values(ended_by=work.actor.member_id, ended_at=work.now)
    )


async def _after(work: Work, pause: Pause) -> None:
    await work.db.flush()
    await work.db.refresh(pause)
    await give_back(work, pause)
    await _follow(work)
    await work.emit(PauseEnded(**_about(pause)))


async def _follow(work: Work) -> None:
    """Turns first: only what nobody at home can do is free."""
    found = await work.db.exec(
        select(Chore).where(
            Chore.family_id == work.actor.family_id, Chore.way == "turns", col(Chore.put_away_at).is_(None)
        )
    )
    for chore in found.all():
        await remake(work, chore)
    await free_covered(work)


def _ask(work: Work) -> None:
    if not may_pause(work.actor):
        raise NotAllowed(_("Only a parent can pause chores."))


async def _own(work: Work, pause_id: int) -> Pause:
    found = await work.db.exec(
        select(Pause).where(Pause.id == pause_id, Pause.family_id == work.actor.family_id)
    )
    pause = found.first()
    if pause is None:
        raise NotFound(_("We could not find that pause."))
    return pause


def _mistakes(work: Work, plan: PausePlan) -> dict[str, str]:
    rules = {
        "kind": (plan.kind in set(Kind), _("Please choose one of these.")),
        "first": (
            plan.first >= work.today - LOOKED_BACK,
            _("A pause can begin a month ago, and not earlier."),
        ),
        "last": (plan.last is None or plan.last >= plan.first, ENDS_FIRST),
        "note": (len(plan.note) <= 200, _("Please say it in at most 200 letters.")),
    }
    wrong = {name: sentence for name, (fine, sentence) in rules.items() if not fine}
    if plan.last is not None and plan.last - plan.first > LONGEST:
        wrong["last"] = TOO_LONG
    return wrong


async def _stranger(work: Work, plan: PausePlan) -> dict[str, str]:
    known = {member.id for member in await members_of(work) if member.role != Role.GUEST}
    if plan.member_id is None or plan.member_id in known:
        return {}
    return {"member": _("Please choose somebody of this family.")}


def _about(pause: Pause) -> Mapping[str, int]:
    return {"family_id": pause.family_id, "pause_id": pause.id or 0, "member_id": pause.member_id or 0}
