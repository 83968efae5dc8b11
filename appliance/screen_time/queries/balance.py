"""Minutes left, and where they went: of one family, and of people whose time the viewer may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from sqlalchemy import BindParameter, bindparam
from sqlalchemy import select as plain_select
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Reading
from appliance.household.models import Member
from appliance.screen_time.models import BonusMinutes, Kind, UsageInterval
from appliance.screen_time.policy import may_see_time_of
from appliance.screen_time.queries.people import Person, people_since
from appliance.screen_time.rules import (
    LONGEST,
    Child,
    Decision,
    Rules,
    Span,
    Stretch,
    WeekShown,
    bed_on,
    child_of_today,
    day_of,
    decide,
    left_to_give,
    minutes_on,
    on_top,
    seconds_in,
    stock_of,
    week_shown,
)
from appliance.screen_time.rules.days import COUNTED, Sitting

FAMILY: BindParameter[int] = bindparam("family")
BEGINS: BindParameter[datetime] = bindparam("begins")
ENDS: BindParameter[datetime] = bindparam("ends")
EARLIEST: BindParameter[datetime] = bindparam("earliest")
FREE = "free"

# Made once: building a statement takes longer than SQLite needs to answer it.
OVERLAPPING = (
    col(UsageInterval.start_at) < ENDS,
    col(UsageInterval.start_at) > EARLIEST,
    col(UsageInterval.end_at) > BEGINS,
)
SPANS = plain_select(
    col(UsageInterval.member_id),
    col(UsageInterval.start_at),
    col(UsageInterval.end_at),
    col(UsageInterval.app),
    col(UsageInterval.category),
    col(UsageInterval.standing),
    col(UsageInterval.device),
    col(UsageInterval.device_id),
).where(col(UsageInterval.family_id) == FAMILY, *OVERLAPPING)
# Not an IN list, which SQLAlchemy would write anew for each page.
OWN_SPANS = SPANS.where(col(UsageInterval.member_id) == bindparam("member"))


@dataclass(frozen=True, slots=True)
class CapState:
    """A limit of its own, today."""

    of: str
    name: str
    minutes: int
    used: int

    @property
    def closed(self) -> bool:
        return self.used >= self.minutes


@dataclass(frozen=True)
class Balance:
    """One child's day. `allowed` and `left` are None where minutes do not end: see `decision.why`.

    `base`: of the day alone; `bonus`: what counts on top of it, less what lapsed unused. `names`: of all
    who may have set something.
    """

    member_id: int
    day: date
    used: int
    base: int | None
    bonus: int
    allowed: int | None
    left: int | None
    child: Child
    decision: Decision
    names: Mapping[int, str]
    zone: str

    @property
    def after(self) -> Decision | None:
        """What will be decided at the next change, if no screen is on until then."""
        turn = self.decision.next_change
        return None if turn is None else decide(self.child, turn, self.zone)

    @property
    def rules(self) -> Rules | None:
        return self.child.rules

    @property
    def week(self) -> WeekShown | None:
        return week_shown(self.child.rules) if self.child.rules else None

    @property
    def caps(self) -> list[CapState]:
        """Those that hold on this day."""
        found = (
            [(cap, cap.minutes[self.day.weekday()]) for cap in self.child.rules.caps]
            if self.child.rules
            else []
        )
        used = self.child.seconds_of
        return [
            CapState(cap.of, cap.name, minutes, int(used.get((cap.of, cap.name), 0) // 60))
            for cap, minutes in found
            if minutes is not None
        ]

    @property
    def bed_tonight(self) -> Stretch | None:
        """As today's evening has it, other than usual where somebody said so."""
        return bed_on(self.child.rules, self.child.exceptions, self.day)[0]

    @property
    def set_by(self) -> str:
        """Who set what decides now."""
        return self.names.get(self.decision.set_by, "")


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
    people, names = await people_since(look)
    window = day_of(look.today, look.viewer.zone)
    counted = [person.member.id or 0 for person in people if has_minutes(look, person.member)]
    used = await used_between(look, counted, window)
    return [
        (
            person.member,
            balance_of(look, person, used[person.member.id or 0], names)
            if has_minutes(look, person.member)
            else None,
        )
        for person in people
    ]


def has_minutes(look: Reading, person: Member) -> bool:
    return person.role in YOUNG and may_see_time_of(look.viewer, person.id or 0)


def balance_of(look: Reading, person: Person, used: Sequence[Sitting], names: Mapping[int, str]) -> Balance:
    """`used`: of today at least."""
    child = as_child(person, look.today, used, look.viewer.zone)
    base, bonus = allowance_of(child, look.now, look.viewer.zone)
    decision = decide(child, look.now, look.viewer.zone)
    return Balance(
        member_id=person.member.id or 0,
        day=look.today,
        used=int(child.used_seconds // 60),
        base=base,
        bonus=bonus,
        allowed=None if base is None else base + bonus,
        left=decision.minutes_left,
        child=child,
        decision=decision,
        names=names,
        zone=look.viewer.zone,
    )


def as_child(person: Person, day: date, used: Sequence[Sitting], zone: str) -> Child:
    spans = [use.span for use in used if use.standing == COUNTED]
    rules, gifts = person.rules, person.gifts
    sums = capped_seconds(rules, used, day_of(day, zone)) if rules and rules.caps else None
    return child_of_today(day, zone, rules, person.exceptions, person.pauses, gifts, spans, sums)


def capped_seconds(rules: Rules, used: Sequence[Sitting], window: Span) -> dict[tuple[str, str], float]:
    """What never closes uses up no category's minutes; a limit of its own it has all the same."""
    sums: dict[tuple[str, str], float] = {}
    for cap in rules.caps:
        spans = [
            use.span
            for use in used
            if (use.app == cap.name if cap.of == "app" else use.category == cap.name and use.standing != FREE)
        ]
        sums[cap.of, cap.name] = seconds_in(spans, window)
    return sums


def allowance_of(child: Child, now: datetime, zone: str) -> tuple[int | None, int]:
    """Minutes of the child's day, and what counts on top: what lapsed unused is not among it any more."""
    base, _since = minutes_on(child.rules, child.exceptions, child.day)
    if base is None:
        return None, 0
    lapsed = stock_of(child, base, child.day, zone, now).lapsed
    return base, on_top(child.gifts, child.day, child.bonus_cap) - ceil(lapsed / 60)


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


async def used_between(look: Reading, members: Sequence[int], window: Span) -> Mapping[int, list[Sitting]]:
    """Empty for whom there are none, and for whoever is not among the members."""
    sought = {"family": look.viewer.family_id, "member": members[0] if members else 0, **_around(window)}
    connection = await look.db.connection()
    found = await connection.execute(SPANS if len(members) > 1 else OWN_SPANS, sought)
    used: dict[int, list[Sitting]] = {member_id: [] for member_id in members}
    for member_id, start, end, app, category, standing, device, device_id in found:
        if member_id in used:
            one = Sitting(Span(start, end), app, category, standing, device, device_id or 0)
            used[member_id].append(one)
    return used


async def usage_between(look: Reading, member_id: int, window: Span) -> list[Sitting]:
    await must_see(look, member_id)
    return (await used_between(look, [member_id], window))[member_id]


def _around(window: Span) -> dict[str, datetime]:
    return {"begins": window.start, "ends": window.end, "earliest": window.start - LONGEST}
