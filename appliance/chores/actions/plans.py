"""What a family agrees on: parents add, change, put away and bring back chores."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from sqlmodel import select

from appliance.chores.actions.checklist import carry_ticks
from appliance.chores.actions.making import clear, make_for, remake
from appliance.chores.events import ChoreAdded, ChoreChanged, ChorePutAway
from appliance.chores.models import Chore
from appliance.chores.policy import may_change_chores
from appliance.chores.rules.pictures import PICTURES, picture_for
from appliance.chores.rules.repeats import PARTS, Mode, Repeat, in_weeks_from, stored
from appliance.core.errors import Invalid, NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Role
from appliance.core.work import Work
from appliance.household.queries import family_of, members_of

WAYS = ("one", "each", "pool", "turns")
TURNS = ("order", "week", "least")
OVERDUE = ("keep", "drop", "half", "ask")


@dataclass(frozen=True)
class ChorePlan:
    """`people`: one, several that each do their own, a pool where whoever comes first does it, or turns."""

    title: str
    people: tuple[int, ...]
    repeat: Repeat
    way: str = "one"
    turn_by: str = "order"
    skip_passes: bool = True
    times: tuple[time, ...] = ()
    part_of_day: str = ""
    place: int = 0
    window_days: int = 0
    overdue: str = "keep"
    points: int = 0
    bonus_minutes: int = 0
    effort: int = 2
    details: str = ""
    steps: tuple[str, ...] = ()
    photo: bool = False
    auto_approve: bool = False
    picture: str = ""


AS_PLANNED = (
    *("turn_by", "skip_passes", "part_of_day", "place", "window_days", "overdue"),
    *("points", "bonus_minutes", "effort", "photo", "auto_approve"),
)


async def add_chore(work: Work, plan: ChorePlan) -> int:
    """The new chore's id; its first occurrences are there at once."""
    facts = await _checked(work, plan)
    chore = Chore(
        family_id=work.actor.family_id,
        title=plan.title,
        people=[],
        repeat={},
        created_by=work.actor.member_id,
        created_at=work.now,
    )
    _write(chore, facts)
    work.db.add(chore)
    await work.db.flush()
    assert chore.id is not None
    await make_for(work, chore)
    await work.emit(ChoreAdded(family_id=chore.family_id, chore_id=chore.id, title=chore.title))
    return chore.id


async def change_chore(work: Work, chore_id: int, plan: ChorePlan) -> None:
    """What is done, waiting or sent back stays as it was; what is still to come follows the change."""
    _ask(work)
    chore = await _own(work, chore_id)
    facts = await _checked(work, plan)
    await carry_ticks(work, chore, plan.steps)
    _write(chore, facts)
    if chore.put_away_at is None:
        await remake(work, chore)
    await _tell(work, chore)


async def put_away_chore(work: Work, chore_id: int) -> None:
    _ask(work)
    chore = await _own(work, chore_id)
    chore.put_away_at = work.now
    await clear(work, chore)
    await work.emit(ChorePutAway(family_id=chore.family_id, chore_id=chore_id, title=chore.title))


async def bring_back(work: Work, chore_id: int) -> None:
    _ask(work)
    chore = await _own(work, chore_id)
    chore.put_away_at = None
    await make_for(work, chore)
    await _tell(work, chore)


def _ask(work: Work) -> None:
    if not may_change_chores(work.actor):
        raise NotAllowed(_("Only a parent can change chores."))


async def _own(work: Work, chore_id: int) -> Chore:
    found = await work.db.exec(
        select(Chore).where(Chore.id == chore_id, Chore.family_id == work.actor.family_id)
    )
    chore = found.first()
    if chore is None:
        raise NotFound(_("We could not find that chore."))
    return chore


def _write(chore: Chore, facts: Mapping[str, object]) -> None:
    for column, value in facts.items():
        setattr(chore, column, value)


async def _tell(work: Work, chore: Chore) -> None:
    assert chore.id is not None
    await work.emit(ChoreChanged(family_id=chore.family_id, chore_id=chore.id, title=chore.title))


async def _checked(work: Work, plan: ChorePlan) -> Mapping[str, object]:
    _ask(work)
    if wrong := mistakes_in(plan) | await _strangers(work, plan):
        raise Invalid(_("Not saved yet."), wrong)
    title = " ".join(plan.title.split())
    return {name: getattr(plan, name) for name in AS_PLANNED} | {
        "title": title,
        "picture": plan.picture or picture_for(title),
        "way": plan.way if len(plan.people) > 1 else "one",
        "people": list(plan.people),
        "repeat": stored(in_weeks_from((await family_of(work)).week_start, plan.repeat)),
        "times": [at.strftime("%H:%M") for at in sorted(set(plan.times))],
        "details": plan.details.strip(),
        "steps": [" ".join(step.split()) for step in plan.steps],
    }


def mistakes_in(plan: ChorePlan) -> dict[str, str]:
    """By field. Whether its people live here is not asked."""
    rules = {
        "title": (1 <= len(plan.title.strip()) <= 80, _("A chore needs a name of at most 80 letters.")),
        "way": (
            plan.way in WAYS and (plan.way != "one" or len(plan.people) == 1),
            _("Please choose one of these."),
        ),
        "points": (0 <= plan.points <= 500, _("Points are a whole number from 0 to 500.")),
        "bonus_minutes": (0 <= plan.bonus_minutes <= 120, _("Minutes are a whole number from 0 to 120.")),
        "part_of_day": (plan.part_of_day in ("", *PARTS), _("Please choose one of these.")),
        "picture": (plan.picture in ("", *PICTURES), _("Please choose one of these.")),
        "repeat": (_repeats(plan.repeat), _("Please say on which days.")),
    } | _more_rules(plan)
    return {name: sentence for name, (fine, sentence) in rules.items() if not fine}


def _more_rules(plan: ChorePlan) -> dict[str, tuple[bool, str]]:
    steps_fit = len(plan.steps) <= 12 and all(1 <= len(step.strip()) <= 80 for step in plan.steps)
    return {
        "turn_by": (plan.turn_by in TURNS, _("Please choose one of these.")),
        "overdue": (plan.overdue in OVERDUE, _("Please choose one of these.")),
        "effort": (1 <= plan.effort <= 3, _("Please choose one of these.")),
        "window_days": (0 <= plan.window_days <= 30, _("At most 30 more days.")),
        "times": (len(plan.times) <= 6, _("At most 6 times a day.")),
        "details": (len(plan.details) <= 500, _("Please say it in at most 500 letters.")),
        "steps": (steps_fit, _("At most 12 steps, each of at most 80 letters.")),
        "place": (0 <= plan.place <= 99, _("Please choose one of these.")),
    }


def _repeats(repeat: Repeat) -> bool:
    return repeat.mode is Mode.ONCE or (bool(repeat.rrule) and not repeat.rrule.endswith("BYDAY="))


async def _strangers(work: Work, plan: ChorePlan) -> dict[str, str]:
    known = {member.id for member in await members_of(work) if member.role != Role.GUEST}
    if not plan.people:
        return {"people": _("Please choose who does it.")}
    if len(set(plan.people)) != len(plan.people) or not set(plan.people) <= known:
        return {"people": _("Please choose people of this family.")}
    return {}
