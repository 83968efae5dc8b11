"""A child's routine: cards for the blocks of the day, set up in one go and put in order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlmodel import col, select

from appliance.chores.actions.plans import ChorePlan, add_chore
from appliance.chores.events import ChoreChanged
from appliance.chores.models import Chore
from appliance.chores.policy import may_change_chores
from appliance.chores.queries import SeenChore, chores_of
from appliance.chores.rules.repeats import PARTS, Repeat
from appliance.chores.rules.routines import MOST_CARDS, Card, is_over, lacking
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Work

LAST_PLACE = 99


@dataclass(frozen=True)
class RoutinePlan:
    """Each of `people` does their own. The cards stand in their blocks in this order."""

    people: tuple[int, ...]
    repeat: Repeat
    cards: tuple[Card, ...]
    points: int = 0
    auto_approve: bool = False


async def add_routine(work: Work, plan: RoutinePlan) -> int:
    """How many cards are new: those that somebody has in that block already are not given twice."""
    _ask(work)
    if not 1 <= len(plan.cards) <= MOST_CARDS:
        raise Invalid(_("Not saved yet."), {"cards": _("Please choose between one card and thirty.")})
    there = await chores_of(work)
    known = [(Card(chore.part_of_day, chore.title), chore.people) for chore in there]
    added = 0
    for card in plan.cards:
        people = lacking(plan.people, card, known) if plan.people else []
        if people or not plan.people:
            place = _next_place(card.part_of_day, there) + added
            await add_chore(work, _chore(plan, card, people, place, _first_day(work, card)))
            known.append((card, tuple(people)))
            added += 1
    return added


async def order_routine(work: Work, part_of_day: str, chore_ids: Sequence[int]) -> None:
    """The chores of a block in this order; what is not named keeps its place."""
    _ask(work)
    if part_of_day not in PARTS or not 1 <= len(set(chore_ids)) == len(chore_ids) <= LAST_PLACE:
        raise Invalid(_("Not saved yet."), {"order": _("Please choose one of these.")})
    chores = await _of_block(work, part_of_day, chore_ids)
    for place, chore_id in enumerate(chore_ids, start=1):
        chore = chores[chore_id]
        if chore.place != place:
            chore.place = place
            work.db.add(chore)
            await work.emit(ChoreChanged(family_id=chore.family_id, chore_id=chore_id, title=chore.title))


def _ask(work: Work) -> None:
    if not may_change_chores(work.actor):
        raise NotAllowed(_("Only a parent can change chores."))


async def _of_block(work: Work, part_of_day: str, chore_ids: Sequence[int]) -> dict[int, Chore]:
    found = await work.db.exec(
        select(Chore)
        .where(Chore.family_id == work.actor.family_id, Chore.part_of_day == part_of_day)
        .where(col(Chore.id).in_(chore_ids), col(Chore.put_away_at).is_(None))
    )
    chores = {chore.id or 0: chore for chore in found.all()}
    if len(chores) < len(chore_ids):
        raise NotFound(_("We could not find that chore."))
    return chores


def _first_day(work: Work, card: Card) -> date:
    """Set up in the evening, a morning begins tomorrow: nobody is late with it from the start."""
    clock = work.actor.local(work.now).time()
    over = is_over(card.part_of_day, clock, work.actor.blocks)
    return work.today + timedelta(days=1) if over else work.today


def _chore(plan: RoutinePlan, card: Card, people: Sequence[int], place: int, first: date) -> ChorePlan:
    return ChorePlan(
        title=card.title,
        people=tuple(people),
        repeat=replace(plan.repeat, start=max(first, plan.repeat.start)),
        way="each" if len(people) > 1 else "one",
        part_of_day=card.part_of_day,
        place=min(place, LAST_PLACE),
        points=plan.points,
        auto_approve=plan.auto_approve,
        picture=card.picture,
    )


def _next_place(part_of_day: str, there: Sequence[SeenChore]) -> int:
    return max((chore.place for chore in there if chore.part_of_day == part_of_day), default=0) + 1
