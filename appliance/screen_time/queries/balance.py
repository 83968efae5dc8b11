"""Minutes left, and where they went: of one family, and of people whose time the viewer may see."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement
from sqlmodel import col, func, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.screen_time.models import BonusMinutes, Kind, ScreenRule, UsageInterval
from appliance.screen_time.policy import may_see_time_of
from appliance.screen_time.rules import (
    LONGEST,
    Bonus,
    Decision,
    Limits,
    Span,
    allowance,
    day_of,
    decide,
    minutes_in,
)

NOTHING = Bonus()


@dataclass(frozen=True)
class Used:
    """One measured interval without the row around it."""

    span: Span
    app: str
    category: str


@dataclass(frozen=True)
class Balance:
    """One child's day. `allowed` and `left` are None where nobody has set a limit."""

    member_id: int
    day: date
    used: int
    base: int | None
    bonus: int
    allowed: int | None
    left: int | None
    limits: Limits | None
    decision: Decision


async def time_left(look: Reading, member_id: int) -> Balance:
    """3 queries."""
    await must_see(look, member_id)
    return (await balances_of(look, [member_id]))[member_id]


async def must_see(look: Reading, member_id: int) -> None:
    if not may_see_time_of(look.viewer, member_id):
        raise NotFound(_("We could not find that person."))


async def balances_of_children(look: Reading) -> dict[int, Balance]:
    """Today of everyone in the family who is no parent, in 3 queries. For parents."""
    if not look.viewer.is_parent:
        return await balances_of(look, [look.viewer.member_id])
    return await balances_of(look, None)


async def balances_of(look: Reading, members: Sequence[int] | None) -> dict[int, Balance]:
    rules = await _rules_now(look, members)
    day = look.today
    window = day_of(day, look.viewer.zone)
    used = await spans_between(look, list(rules), window)
    bonus = await bonus_between(look, list(rules), day, day)
    return {
        member_id: balance(
            look,
            member_id,
            rule.limits if rule else None,
            minutes_in(used[member_id], window),
            bonus.get((member_id, day), NOTHING),
        )
        for member_id, rule in rules.items()
    }


def balance(look: Reading, member_id: int, limits: Limits | None, used: int, bonus: Bonus) -> Balance:
    decision = decide(limits, used, bonus, look.now, look.viewer.zone)
    base = None if limits is None else allowance(limits, look.today)
    extra = 0 if limits is None else bonus.counted(limits.bonus_cap)
    return Balance(
        member_id=member_id,
        day=look.today,
        used=used,
        base=base,
        bonus=extra,
        allowed=None if base is None else base + extra,
        left=decision.minutes_left,
        limits=limits,
        decision=decision,
    )


async def _rules_now(look: Reading, members: Sequence[int] | None) -> dict[int, ScreenRule | None]:
    """By member, also those without a rule; `members` None is every child and teenager."""
    newest = (
        select(func.max(ScreenRule.id))
        .where(ScreenRule.family_id == look.viewer.family_id)
        .group_by(col(ScreenRule.member_id))
    )
    wanted = (
        select(Member.id, ScreenRule)
        .outerjoin(ScreenRule, (col(ScreenRule.member_id) == col(Member.id)) & col(ScreenRule.id).in_(newest))
        .where(Member.family_id == look.viewer.family_id, col(Member.left_at).is_(None))
    )
    mine = col(Member.role) != "parent" if members is None else col(Member.id).in_(members)
    rows = (await look.db.exec(wanted.where(mine))).all()
    if members is not None and len(rows) < len(set(members)):
        raise NotFound(_("We could not find that person."))
    return {member_id: rule for member_id, rule in rows if member_id is not None}


async def spans_between(look: Reading, members: Sequence[int], window: Span) -> Mapping[int, list[Span]]:
    rows = await look.db.exec(
        select(UsageInterval.member_id, UsageInterval.start_at, UsageInterval.end_at).where(
            UsageInterval.family_id == look.viewer.family_id,
            col(UsageInterval.member_id).in_(members),
            *_overlapping(window),
        )
    )
    spans: dict[int, list[Span]] = defaultdict(list)
    for member_id, start, end in rows:
        spans[member_id].append(Span(start, end))
    return spans


async def usage_between(look: Reading, member_id: int, window: Span) -> list[Used]:
    await must_see(look, member_id)
    rows = await look.db.exec(
        select(UsageInterval.start_at, UsageInterval.end_at, UsageInterval.app, UsageInterval.category).where(
            UsageInterval.family_id == look.viewer.family_id,
            UsageInterval.member_id == member_id,
            *_overlapping(window),
        )
    )
    return [Used(Span(start, end), app, category) for start, end, app, category in rows]


def _overlapping(window: Span) -> Sequence[ColumnElement[bool]]:
    start, end = col(UsageInterval.start_at), col(UsageInterval.end_at)
    return (start < window.end, start > window.start - LONGEST, end > window.start)


async def bonus_between(
    look: Reading, members: Sequence[int], first: date, last: date
) -> dict[tuple[int, date], Bonus]:
    rows = await look.db.exec(
        select(BonusMinutes.member_id, col(BonusMinutes.day), BonusMinutes.kind, BonusMinutes.minutes)
        .where(BonusMinutes.family_id == look.viewer.family_id, col(BonusMinutes.member_id).in_(members))
        .where(col(BonusMinutes.day).between(first, last))
    )
    sums: dict[tuple[int, date], Counter[str]] = defaultdict(Counter)
    for member_id, day, kind, minutes in rows:
        sums[member_id, day][kind] += minutes
    return {
        key: Bonus(kinds[Kind.EARNED], kinds[Kind.BOUGHT], kinds[Kind.GRANTED]) for key, kinds in sums.items()
    }
