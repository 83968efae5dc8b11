"""What there is to do, seen through the viewer's eyes. Everyone sees the whole family's chores."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, TypeAlias, cast

from sqlalchemy import BindParameter, ColumnElement, bindparam
from sqlmodel import and_, col, or_, select
from sqlmodel.sql.expression import Select

from appliance.chores.models import Chore, Occurrence
from appliance.chores.rules.pictures import hue_for, word_for
from appliance.chores.rules.proof import left_to_tick
from appliance.chores.rules.repeats import Repeat, read_repeat
from appliance.chores.rules.states import GOING_ON, TO_DO, State, is_late
from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading


class Duty(NamedTuple):
    """One time a chore is due. `member_id` is None while it is up for grabs among `people`.

    `photo`: a parent would like to see it; `picture_of_it`: the picture's SHA-256 once it is there.
    """

    id: int
    chore_id: int
    title: str
    picture: str
    member_id: int | None
    people: tuple[int, ...]
    way: str
    day: date
    nth: int
    due_at: datetime
    due_time: time | None
    part_of_day: str
    place: int
    window_days: int
    overdue: str
    state: State
    since: datetime | None
    state_by: int
    late: bool
    points: int
    bonus_minutes: int
    paid: int
    paid_minutes: int
    effort: int
    steps: tuple[str, ...]
    ticks: tuple[int, ...]
    photo: bool
    picture_of_it: str | None
    pause_id: int | None
    offered_to: int | None
    auto_approve: bool
    claimed_by: int | None
    claimed_at: datetime | None
    done_by: int | None
    done_at: datetime | None
    approved_by: int | None
    approved_at: datetime | None
    returned_by: int | None
    returned_at: datetime | None
    note: str

    @property
    def sent_back(self) -> bool:
        return self.state is State.SENT_BACK

    @property
    def is_to_do(self) -> bool:
        return self.state in TO_DO

    @property
    def asks(self) -> bool:
        """A yes has to say what it brings: it was done after its time, and the family asks then."""
        late = self.late or (self.done_at is not None and self.done_at >= self.due_at)
        return self.overdue == "ask" and late and bool(self.points or self.bonus_minutes)

    @property
    def is_done(self) -> bool:
        """Said to be: a parent's yes may still be to come."""
        return self.state in (State.WAITING, State.APPROVED)

    @property
    def worth(self) -> int:
        """The points that it brought, or would bring."""
        return self.paid if self.state is State.APPROVED else self.points

    @property
    def grabs(self) -> bool:
        return self.member_id is None

    @property
    def hue(self) -> str:
        return hue_for(self.picture)

    @property
    def word(self) -> str:
        return word_for(self.title)

    @property
    def wants_proof(self) -> bool:
        """Steps or a photo are missing before it can be said to be done: its own page takes them."""
        no_photo = self.photo and self.picture_of_it is None
        return no_photo or bool(left_to_tick(self.steps, self.ticks))

    def is_for(self, member_id: int) -> bool:
        return self.member_id == member_id or (self.grabs and member_id in self.people)


# What a duty carries under its own name, and under another.
OF_CHORE = (
    *("picture", "way", "people", "part_of_day", "place", "window_days", "overdue", "effort"),
    *("steps", "photo", "auto_approve"),
)
OF_OCCURRENCE = (
    *("id", "chore_id", "title", "nth", "due_time", "due_at", "state", "since", "state_by", "note"),
    *("points", "bonus_minutes", "paid", "paid_minutes", "ticks", "pause_id", "offered_to"),
    *("claimed_by", "claimed_at", "done_by", "done_at", "approved_by", "approved_at"),
    *("returned_by", "returned_at"),
)
RENAMED = {
    "member_id": col(Occurrence.assignee_id),
    "day": col(Occurrence.due_local),
    "picture_of_it": col(Occurrence.photo),
}
CARRIED = (*OF_CHORE, *OF_OCCURRENCE, *RENAMED)

FAMILY: BindParameter[int] = bindparam("family")
TODAY: BindParameter[date] = bindparam("today")
FIRST: BindParameter[date] = bindparam("first")
LAST: BindParameter[date] = bindparam("last")
NUMBER: BindParameter[int] = bindparam("number")


Duties: TypeAlias = Select[*tuple[object, ...]]


IN_ORDER = (col(Occurrence.due_local), col(Occurrence.due_at), col(Occurrence.id))


def all_duties() -> Duties:
    """As columns."""
    of_chore = [getattr(Chore, name) for name in OF_CHORE]
    of_occurrence = [getattr(Occurrence, name) for name in OF_OCCURRENCE]
    columns: Duties = select(*of_chore, *of_occurrence, *RENAMED.values())
    return columns.join(Chore, col(Chore.id) == Occurrence.chore_id)


def _duties_where(*ways: ColumnElement[bool]) -> Duties:
    """Made once. The family stands beside each way: only so does SQLite use an index for each."""
    ours = or_(*(and_(col(Occurrence.family_id) == FAMILY, way) for way in ways))
    return all_duties().where(ours).order_by(*IN_ORDER)


BETWEEN = _duties_where(col(Occurrence.due_local).between(FIRST, LAST))
WAITING = _duties_where(col(Occurrence.state) == State.WAITING)
ON_THE_TABLE = _duties_where(
    col(Occurrence.due_local).between(TODAY, LAST),
    and_(col(Occurrence.state).in_(GOING_ON), col(Occurrence.due_local) < TODAY),
)
NUMBERED = _duties_where(col(Occurrence.id) == NUMBER)


@dataclass(frozen=True)
class ChildDay:
    """A child's day, most urgent first. `to_do` holds what is up for grabs last."""

    to_do: Sequence[Duty]
    waiting: Sequence[Duty]
    done: Sequence[Duty]

    @property
    def next(self) -> Duty | None:
        return self.to_do[0] if self.to_do else None


@dataclass(frozen=True)
class SeenChore:
    id: int
    title: str
    picture: str
    way: str
    people: tuple[int, ...]
    repeat: Repeat
    turn_by: str
    skip_passes: bool
    times: tuple[time, ...]
    part_of_day: str
    place: int
    window_days: int
    overdue: str
    points: int
    bonus_minutes: int
    effort: int
    details: str
    steps: tuple[str, ...]
    photo: bool
    auto_approve: bool
    put_away: bool


async def occurrences_for(look: Reading, member_id: int | None, first: date, last: date) -> list[Duty]:
    """Everyone's, or one member's with what they may grab, of the days from `first` to `last`."""
    return _of(await _duties(look, BETWEEN, first=first, last=last), member_id)


async def waiting_for_parent(look: Reading) -> list[Duty]:
    """Longest waiting first."""
    found = await _duties(look, WAITING)
    return sorted(found, key=lambda duty: (duty.done_at or duty.due_at, duty.id))


async def next_for_child(look: Reading, member_id: int) -> ChildDay:
    """Today's, with what is still open or waiting from before."""
    mine = sorted(_of(await on_the_table(look), member_id), key=_urgency)
    return ChildDay(
        to_do=[duty for duty in mine if duty.is_to_do],
        waiting=[duty for duty in mine if duty.state is State.WAITING],
        done=[duty for duty in mine if duty.state is State.APPROVED],
    )


async def on_the_table(look: Reading, days_ahead: int = 0) -> list[Duty]:
    """Everyone's today, with what is still open or waiting from before and what the next days bring."""
    last = look.today + timedelta(days=days_ahead)
    return await _duties(look, ON_THE_TABLE, today=look.today, last=last)


async def chores_of(look: Reading, *, put_away: bool = False) -> list[SeenChore]:
    """The family's chores by title; those put away only where asked for."""
    chores = select(Chore).where(Chore.family_id == look.viewer.family_id)
    if not put_away:
        chores = chores.where(col(Chore.put_away_at).is_(None))
    return [_seen(chore) for chore in (await look.db.exec(chores.order_by(col(Chore.title)))).all()]


async def chore_named(look: Reading, chore_id: int) -> SeenChore:
    found = await look.db.exec(
        select(Chore).where(Chore.id == chore_id, Chore.family_id == look.viewer.family_id)
    )
    chore = found.first()
    if chore is None:
        raise NotFound(_("We could not find that chore."))
    return _seen(chore)


async def duty_of(look: Reading, occurrence_id: int) -> Duty:
    found = await _duties(look, NUMBERED, number=occurrence_id)
    if not found:
        raise NotFound(_("We could not find that chore."))
    return found[0]


async def _duties(look: Reading, statement: Duties, **values: object) -> list[Duty]:
    found = await look.db.exec(statement, params={"family": look.viewer.family_id, **values})
    return [duty_in(row, look.now) for row in found]


def _of(duties: Iterable[Duty], member_id: int | None) -> list[Duty]:
    return [duty for duty in duties if member_id is None or duty.is_for(member_id)]


def _urgency(duty: Duty) -> tuple[bool, datetime, int]:
    return duty.grabs, duty.due_at, duty.id


def duty_in(row: tuple[object, ...], now: datetime) -> Duty:
    known = dict(zip(CARRIED, row, strict=True))
    known["state"] = state = State(cast(str, known["state"]))
    for listed in ("people", "steps", "ticks"):
        known[listed] = tuple(cast(list[object], known[listed]))
    known["late"] = is_late(state, cast(datetime, known["due_at"]), now)
    return Duty(**known)  # type: ignore[arg-type]


AS_STORED = (
    *("title", "picture", "way", "turn_by", "skip_passes", "part_of_day", "place", "window_days", "overdue"),
    *("points", "bonus_minutes", "effort", "details", "photo", "auto_approve"),
)


def _seen(chore: Chore) -> SeenChore:
    assert chore.id is not None
    return SeenChore(
        id=chore.id,
        people=tuple(chore.people),
        repeat=read_repeat(chore.repeat),
        times=tuple(time.fromisoformat(at) for at in chore.times),
        steps=tuple(chore.steps),
        put_away=chore.put_away_at is not None,
        **{name: getattr(chore, name) for name in AS_STORED},
    )
