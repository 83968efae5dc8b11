"""What each of the family did on their last days, counted by the database: see rules/streaks."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import TypeAlias, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Select,
    bindparam,
    null,
    select,
    union_all,
)
from sqlmodel import and_, case, col, func, or_

from appliance.chores.models import Occurrence
from appliance.chores.queries import (
    CARRIED,
    FAMILY,
    FIRST,
    LAST,
    ON_THE_TABLE,
    TODAY,
    Duties,
    Duty,
    all_duties,
    duty_in,
)
from appliance.chores.rules.states import TO_DO, State
from appliance.chores.rules.streaks import LOOK_BACK, WINDOW, DayCount, Streak, streak_of
from appliance.core.work import Reading

__all__ = ["Streak", "Streaks", "streaks", "table_and_streaks"]

Days: TypeAlias = Select[*tuple[object, ...]]
Counted: TypeAlias = tuple[int, date, int, int, int]
Streaks: TypeAlias = Mapping[int, Streak]

NOW: BindParameter[datetime] = bindparam("now")
MEMBER: BindParameter[int] = bindparam("member")
WHO, DAY, STATE = col(Occurrence.assignee_id), col(Occurrence.due_local), col(Occurrence.state)
DONE = STATE.in_((State.APPROVED, State.WAITING))
OVER = STATE.in_((State.MISSED, State.SKIPPED))
UNDONE = or_(OVER, and_(STATE.in_(TO_DO), col(Occurrence.due_at) <= NOW))
STILL = and_(STATE.in_(TO_DO), col(Occurrence.due_at) > NOW)


# What somebody would like this one to take over on a later day.
ASKED_AHEAD = all_duties().where(
    col(Occurrence.family_id) == FAMILY, col(Occurrence.offered_to) == MEMBER, STATE.in_(TO_DO), DAY > LAST
)


def _sum(which: ColumnElement[bool]) -> ColumnElement[int]:
    return func.sum(case((which, 1), else_=0))


def _days(*of: ColumnElement[bool]) -> Days:
    """Of each person the last days on which something was done or should have been; today may be one more."""
    newest = func.row_number().over(partition_by=WHO, order_by=DAY.desc()).label("newest")
    done, undone, still = _sum(DONE).label("done"), _sum(UNDONE).label("undone"), _sum(STILL).label("still")
    counts = (
        select(WHO.label("who"), DAY.label("day"), done, undone, still, newest)
        .where(col(Occurrence.family_id) == FAMILY, DAY.between(FIRST, TODAY), WHO.is_not(None), *of)
        .group_by(WHO, DAY)
        .having(_sum(or_(DONE, UNDONE)) > 0)
        .subquery()
    ).c
    found: Days = select(counts.who, counts.day, counts.done, counts.undone, counts.still)
    return found.where(counts.newest <= WINDOW + 1)


def _with_the_table(days: Days, *more: Duties) -> CompoundSelect[*tuple[object, ...]]:
    """Both in one question: a day is a row that is no duty."""
    duties = [found.order_by(None).add_columns(null(), null(), null()) for found in (ON_THE_TABLE, *more)]
    counts = days.subquery().c
    own = {"member_id": counts.who, "day": counts.day}
    columns = [own.get(name, null()) for name in CARRIED]
    return union_all(*duties, select(*columns, counts.done, counts.undone, counts.still))


ID, MEMBER_ID, ON_DAY = (CARRIED.index(name) for name in ("id", "member_id", "day"))
EVERYONE = _days()
ONE = _days(WHO == MEMBER)
TABLE_AND_EVERYONE = _with_the_table(EVERYONE)
TABLE_AND_ONE = _with_the_table(ONE, ASKED_AHEAD)


async def streaks(look: Reading) -> Streaks:
    """By member: everyone's for who looks after the children, and nobody but oneself for a child."""
    days = EVERYONE if look.viewer.cares else ONE
    found = await look.db.exec(days, params=_params(look))  # type: ignore[call-overload]
    return _streaks(look, cast(Iterable[Counted], found))


async def table_and_streaks(look: Reading, days_ahead: int = 0) -> tuple[list[Duty], Streaks]:
    """`on_the_table` and `streaks` in 1 query; a child also sees what they are asked for later."""
    statement = TABLE_AND_EVERYONE if look.viewer.cares else TABLE_AND_ONE
    last = look.today + timedelta(days=days_ahead)
    rows = (await look.db.exec(statement, params={**_params(look), "last": last})).all()  # type: ignore[call-overload]
    duties = [duty_in(row[:-3], look.now) for row in rows if row[ID] is not None]
    days = [(row[MEMBER_ID], row[ON_DAY], *row[-3:]) for row in rows if row[ID] is None]
    counted = cast(Iterable[Counted], days)
    return sorted(duties, key=lambda duty: (duty.day, duty.due_at, duty.id)), _streaks(look, counted)


def _params(look: Reading) -> dict[str, object]:
    viewer = look.viewer
    first = look.today - LOOK_BACK
    known = {"family": viewer.family_id, "first": first, "today": look.today, "now": look.now}
    return known if viewer.cares else {**known, "member": viewer.member_id}


def _streaks(look: Reading, rows: Iterable[Counted]) -> Streaks:
    counts: dict[int, list[DayCount]] = defaultdict(list)
    for member_id, day, done, undone, still in rows:
        counts[member_id].append(DayCount(day, done, undone, still))
    return {member_id: streak_of(of, look.today) for member_id, of in counts.items()}
