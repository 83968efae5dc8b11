"""One child's page: where the minutes of today went, the last seven days, the rules and who set them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import BonusMinutes, Kind, ScreenRule
from appliance.screen_time.policy import may_see_usage_of, may_take_minutes_back
from appliance.screen_time.queries.balance import Balance, Used, balance, must_see, usage_between
from appliance.screen_time.rules import Bonus, Limits, Span, allowance, clipped, day_of, minutes_in

WEEK = 7
RULES_SHOWN = 20


@dataclass(frozen=True)
class Share:
    """A part of today: a category with its apps, or one app."""

    name: str
    minutes: int
    apps: Sequence["Share"] = ()


@dataclass(frozen=True)
class DayOfWeek:
    """`allowed` is None where no limit was set on that day."""

    day: date
    used: int
    base: int | None
    bonus: int

    @property
    def allowed(self) -> int | None:
        return None if self.base is None else self.base + self.bonus


@dataclass(frozen=True)
class SetRule:
    limits: Limits
    set_by: str
    set_by_id: int
    set_at: datetime


@dataclass(frozen=True)
class BonusLine:
    """`back_id` is given where a parent may still take these minutes back."""

    minutes: int
    kind: str
    why: str
    by: str
    at: datetime
    reversed: bool
    back_id: int | None


@dataclass(frozen=True)
class Look:
    member: Member
    balance: Balance
    shares: Sequence[Share]
    week: Sequence[DayOfWeek]
    rules: Sequence[SetRule]
    bonus: Sequence[BonusLine]


async def screen_of(look: Reading, member_id: int) -> Look:
    """3 queries: the member with rules, usage of a week, minutes on top of a week.

    A guest sees what is left, not where it went.
    """
    member, rules = await rules_of(look, member_id)
    first = look.today - timedelta(days=WEEK - 1)
    zone = look.viewer.zone
    window = Span(day_of(first, zone).start, day_of(look.today, zone).end)
    used = await usage_between(look, member_id, window)
    given = await _given_since(look, member_id, first)
    week = week_of(used, given, rules, first, zone)
    bonus = _summed([row for row, _name in given if row.day == look.today])
    now = rules[0].limits if rules else None
    in_full = may_see_usage_of(look.viewer, member_id)
    return Look(
        member=member,
        balance=balance(look, member_id, now, week[-1].used, bonus),
        shares=shares_of(used, day_of(look.today, zone)) if in_full else [],
        week=week if in_full else [],
        rules=rules,
        bonus=_lines(look, given),
    )


async def rules_of(look: Reading, member_id: int) -> tuple[Member, list[SetRule]]:
    """The newest first; whoever has no screen time is not found."""
    await must_see(look, member_id)
    setter = aliased(Member)
    rows = await look.db.exec(
        select(Member, ScreenRule, setter)
        .outerjoin(ScreenRule, col(ScreenRule.member_id) == Member.id)
        .outerjoin(setter, col(setter.id) == ScreenRule.set_by)
        .where(Member.id == member_id, Member.family_id == look.viewer.family_id)
        .where(col(Member.role).in_(YOUNG), col(Member.left_at).is_(None))
        .order_by(col(ScreenRule.id).desc())
        .limit(RULES_SHOWN)
    )
    found: Sequence[tuple[Member, ScreenRule | None, Member | None]] = rows.all()
    if not found:
        raise NotFound(_("We could not find that person."))
    rules = [
        SetRule(rule.limits, name_of(look, by), rule.set_by, rule.set_at)
        for _member, rule, by in found
        if rule
    ]
    return found[0][0], rules


def name_of(look: Reading, member: Member | None) -> str:
    return "" if member is None else shown_name(look, member.name, member.left_at)


def must_see_usage(look: Reading, member_id: int) -> None:
    if not may_see_usage_of(look.viewer, member_id):
        raise NotFound(_("We could not find that person."))


Given = Sequence[tuple[BonusMinutes, Member | None]]


async def _given_since(look: Reading, member_id: int, first: date) -> Given:
    rows = await look.db.exec(
        select(BonusMinutes, Member)
        .outerjoin(Member, col(Member.id) == BonusMinutes.by_member_id)
        .where(BonusMinutes.family_id == look.viewer.family_id, BonusMinutes.member_id == member_id)
        .where(col(BonusMinutes.day) >= first)
        .order_by(col(BonusMinutes.id))
    )
    return rows.all()


def week_of(
    used: Sequence[Used], given: Given, rules: Sequence[SetRule], first: date, zone: str
) -> list[DayOfWeek]:
    days = [first + timedelta(days=ahead) for ahead in range(WEEK)]
    return [_day(day, used, given, limits_on(rules, day_of(day, zone).end), zone) for day in days]


def _day(day: date, used: Sequence[Used], given: Given, limits: Limits | None, zone: str) -> DayOfWeek:
    minutes = minutes_in((use.span for use in used), day_of(day, zone))
    if limits is None:
        return DayOfWeek(day, minutes, None, 0)
    bonus = _summed([row for row, _name in given if row.day == day])
    return DayOfWeek(day, minutes, allowance(limits, day), bonus.counted(limits.bonus_cap))


def limits_on(rules: Sequence[SetRule], end_of_day: datetime) -> Limits | None:
    return next((rule.limits for rule in rules if rule.set_at < end_of_day), None)


def _summed(rows: Sequence[BonusMinutes]) -> Bonus:
    sums: Mapping[str, int] = {kind: sum(row.minutes for row in rows if row.kind == kind) for kind in Kind}
    return Bonus(sums[Kind.EARNED], sums[Kind.BOUGHT], sums[Kind.GRANTED])


def shares_of(used: Sequence[Used], window: Span) -> list[Share]:
    """The largest first. Categories that ran side by side may add up to more than the day's total."""
    kinds: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for use in used:
        if clipped([use.span], window):
            kinds[use.category][use.app].append(use.span)
    shares = [
        Share(
            category,
            minutes_in((span for spans in apps.values() for span in spans), window),
            _largest([Share(app, minutes_in(spans, window)) for app, spans in apps.items()]),
        )
        for category, apps in kinds.items()
    ]
    return _largest(shares)


def _largest(shares: list[Share]) -> list[Share]:
    return sorted(shares, key=lambda share: (-share.minutes, share.name))


def _lines(look: Reading, given: Given) -> list[BonusLine]:
    """Minutes of today, without the rows that only reverse another."""
    back = {row.reverses_id for row, _name in given}
    return [
        BonusLine(
            minutes=row.minutes,
            kind=row.kind,
            why=row.why,
            by=name_of(look, by),
            at=row.at,
            reversed=row.id in back,
            back_id=row.id
            if row.kind == Kind.GRANTED
            and row.id not in back
            and may_take_minutes_back(look.viewer, row.by_member_id)
            else None,
        )
        for row, by in given
        if row.day == look.today and row.reverses_id is None
    ]
