"""One child's page: where the minutes of today went, the last seven days, the rules and who set them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import aliased
from sqlmodel import col, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.household.queries.known import shown_name
from appliance.screen_time.models import Kind, ScreenRule
from appliance.screen_time.policy import may_see_usage_of, may_take_minutes_back
from appliance.screen_time.queries.balance import (
    Balance,
    Used,
    allowance_of,
    as_child,
    balance_of,
    must_see,
    usage_between,
)
from appliance.screen_time.queries.people import OnTop, Person, people_since
from appliance.screen_time.rules import Rules, Span, clipped, day_of, minutes_in

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
    """`why`: the sentence that came with this change."""

    rules: Rules
    set_by: str
    set_by_id: int
    set_at: datetime
    why: str = ""


@dataclass(frozen=True)
class BonusLine:
    """`back_id` is given where a parent may still take these minutes back."""

    minutes: int
    kind: str
    why: str
    by: str
    at: datetime
    expires_at: datetime | None
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
    """3 queries: the member with all rules, what is on top and different this week, usage of a week.

    A guest sees what is left, not where it went.
    """
    member, rules = await rules_of(look, member_id)
    zone, first = look.viewer.zone, look.today - timedelta(days=WEEK - 1)
    people, names = await people_since(look, first)
    person = next(one for one in people if one.member.id == member_id)
    window = Span(day_of(first, zone).start, day_of(look.today, zone).end)
    used = await usage_between(look, member_id, window)
    in_full = may_see_usage_of(look.viewer, member_id)
    return Look(
        member=member,
        balance=balance_of(look, person, used, names),
        shares=shares_of(used, day_of(look.today, zone)) if in_full else [],
        week=week_of(used, person, rules, first, zone) if in_full else [],
        rules=rules,
        bonus=_lines(look, person.on_top, names),
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
        SetRule(rule.rules, name_of(look, by), rule.set_by, rule.set_at, rule.why)
        for _member, rule, by in found
        if rule
    ]
    return found[0][0], rules


def name_of(look: Reading, member: Member | None) -> str:
    return "" if member is None else shown_name(look, member.name, member.left_at)


def must_see_usage(look: Reading, member_id: int) -> None:
    if not may_see_usage_of(look.viewer, member_id):
        raise NotFound(_("We could not find that person."))


def week_of(
    used: Sequence[Used], person: Person, rules: Sequence[SetRule], first: date, zone: str
) -> list[DayOfWeek]:
    return [_day(first + timedelta(days=ahead), used, person, rules, zone) for ahead in range(WEEK)]


def _day(day: date, used: Sequence[Used], person: Person, rules: Sequence[SetRule], zone: str) -> DayOfWeek:
    """With the rules that held at its end."""
    end = day_of(day, zone).end
    child = as_child(replace(person, rules=rules_on(rules, end)), day, used, zone)
    base, bonus = allowance_of(child, end, zone)
    return DayOfWeek(day, int(child.used_seconds // 60), base, bonus)


def rules_on(rules: Sequence[SetRule], end_of_day: datetime) -> Rules | None:
    return next((rule.rules for rule in rules if rule.set_at < end_of_day), None)


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


def _lines(look: Reading, on_top: Sequence[OnTop], names: Mapping[int, str]) -> list[BonusLine]:
    """Minutes of today, those that were taken back among them."""
    return [
        BonusLine(
            minutes=one.gift.minutes,
            kind=one.gift.kind,
            why=one.why,
            by=names.get(one.by, ""),
            at=one.gift.at,
            expires_at=one.gift.expires_at,
            reversed=one.taken_back,
            back_id=one.id
            if one.gift.kind == Kind.GRANTED
            and not one.taken_back
            and may_take_minutes_back(look.viewer, one.by)
            else None,
        )
        for one in on_top
        if one.gift.day == look.today
    ]
