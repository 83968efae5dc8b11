"""Minutes left, and where they went: of one family, and of people whose time the viewer may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import BindParameter, ScalarSelect, bindparam
from sqlalchemy.orm import aliased
from sqlmodel import col, func, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries import parents_first
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
    left_to_give,
    minutes_in,
)

FAMILY: BindParameter[int] = bindparam("family")
TODAY: BindParameter[date] = bindparam("today")
BEGINS: BindParameter[datetime] = bindparam("begins")
ENDS: BindParameter[datetime] = bindparam("ends")
EARLIEST: BindParameter[datetime] = bindparam("earliest")


def _on_top(*, earned: bool) -> ScalarSelect[int]:
    kind = col(BonusMinutes.kind)
    return (
        select(func.sum(BonusMinutes.minutes))
        .where(BonusMinutes.member_id == Member.id, col(BonusMinutes.day) == TODAY)
        .where(kind == Kind.EARNED if earned else kind != Kind.EARNED)
        .scalar_subquery()
    )


# Made once: building a statement takes longer than SQLite needs to answer it.
NEWEST = (
    select(func.max(ScreenRule.id)).where(ScreenRule.family_id == FAMILY).group_by(col(ScreenRule.member_id))
)
# The family with the rule in force and today's minutes on top: earned ones, then gifts and bought ones alike.
PEOPLE = (
    select(Member, ScreenRule, _on_top(earned=True), _on_top(earned=False))
    .outerjoin(ScreenRule, (col(ScreenRule.member_id) == col(Member.id)) & col(ScreenRule.id).in_(NEWEST))
    .where(Member.family_id == FAMILY, col(Member.left_at).is_(None))
    .order_by(*parents_first())
)
OVERLAPPING = (
    col(UsageInterval.start_at) < ENDS,
    col(UsageInterval.start_at) > EARLIEST,
    col(UsageInterval.end_at) > BEGINS,
)
SPANS = select(UsageInterval.member_id, UsageInterval.start_at, UsageInterval.end_at).where(
    UsageInterval.family_id == FAMILY, *OVERLAPPING
)
# Not an IN list, which SQLAlchemy would write anew for each page.
OWN_SPANS = SPANS.where(UsageInterval.member_id == bindparam("member"))


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
    """2 queries."""
    await must_see(look, member_id)
    balances = await balances_of_children(look)
    if member_id not in balances:
        raise NotFound(_("We could not find that person."))
    return balances[member_id]


async def must_see(look: Reading, member_id: int) -> None:
    if not may_see_time_of(look.viewer, member_id):
        raise NotFound(_("We could not find that person."))


async def balances_of_children(look: Reading) -> dict[int, Balance]:
    """Today of everyone whose time the viewer may see, in 2 queries."""
    return {balance.member_id: balance for _member, balance in await family_today(look) if balance}


async def family_today(look: Reading) -> list[tuple[Member, Balance | None]]:
    """Everyone, parents first, then by age; minutes of whom the viewer may see. 2 queries."""
    people = await _people(look)
    window = day_of(look.today, look.viewer.zone)
    counted = [person.id or 0 for person, _rule, _bonus in people if has_minutes(look, person)]
    used = await spans_between(look, counted, window)

    def day(person: Member, rule: ScreenRule | None, bonus: Bonus) -> Balance:
        minutes = minutes_in(used[person.id or 0], window)
        return balance(look, person.id or 0, rule.limits if rule else None, minutes, bonus)

    return [
        (person, day(person, rule, bonus) if has_minutes(look, person) else None)
        for person, rule, bonus in people
    ]


def has_minutes(look: Reading, person: Member) -> bool:
    return person.role in YOUNG and may_see_time_of(look.viewer, person.id or 0)


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


async def _people(look: Reading) -> list[tuple[Member, ScreenRule | None, Bonus]]:
    rows = await look.db.exec(PEOPLE, params={"family": look.viewer.family_id, "today": look.today})
    return [(person, rule, Bonus(earned or 0, granted=given or 0)) for person, rule, earned, given in rows]


async def guest_minutes_left(look: Reading) -> int:
    """What the viewer, a guest, may still give today: what was taken back is theirs again."""
    back = aliased(BonusMinutes)
    found = await look.db.exec(
        select(BonusMinutes.minutes)
        .outerjoin(back, col(back.reverses_id) == BonusMinutes.id)
        .where(BonusMinutes.family_id == look.viewer.family_id, BonusMinutes.day == look.today)
        .where(BonusMinutes.by_member_id == look.viewer.member_id, BonusMinutes.kind == Kind.GRANTED)
        .where(col(BonusMinutes.reverses_id).is_(None), col(back.id).is_(None))
    )
    return left_to_give(found.all())


async def spans_between(look: Reading, members: Sequence[int], window: Span) -> Mapping[int, list[Span]]:
    """Empty for whom there are none, and for whoever is not among the members."""
    sought = {"family": look.viewer.family_id, "member": members[0] if members else 0, **_around(window)}
    found = await look.db.exec(SPANS if len(members) > 1 else OWN_SPANS, params=sought)
    spans: dict[int, list[Span]] = {member_id: [] for member_id in members}
    for member_id, start, end in found:
        if member_id in spans:
            spans[member_id].append(Span(start, end))
    return spans


async def usage_between(look: Reading, member_id: int, window: Span) -> list[Used]:
    await must_see(look, member_id)
    rows = await look.db.exec(
        select(UsageInterval.start_at, UsageInterval.end_at, UsageInterval.app, UsageInterval.category).where(
            UsageInterval.family_id == look.viewer.family_id,
            UsageInterval.member_id == member_id,
            *OVERLAPPING,
        ),
        params=_around(window),
    )
    return [Used(Span(start, end), app, category) for start, end, app, category in rows]


def _around(window: Span) -> dict[str, datetime]:
    return {"begins": window.start, "ends": window.end, "earliest": window.start - LONGEST}
