"""Rules and who set them, minutes on top and who gave them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

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
from appliance.screen_time.queries.balance import must_see
from appliance.screen_time.queries.people import OnTop
from appliance.screen_time.rules import Rules

RULES_SHOWN = 20


@dataclass(frozen=True)
class SetRule:
    """`why`: the sentence that came with this change."""

    rules: Rules
    set_by: str
    set_by_id: int
    set_at: datetime
    why: str = ""
    id: int = 0


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
        SetRule(rule.rules, name_of(look, by), rule.set_by, rule.set_at, rule.why, rule.id or 0)
        for _member, rule, by in found
        if rule
    ]
    return found[0][0], rules


def name_of(look: Reading, member: Member | None) -> str:
    return "" if member is None else shown_name(look, member.name, member.left_at)


def must_see_usage(look: Reading, member_id: int) -> None:
    if not may_see_usage_of(look.viewer, member_id):
        raise NotFound(_("We could not find that person."))


def bonus_lines(
    look: Reading, on_top: Sequence[OnTop], names: Mapping[int, str], day: date | None = None
) -> list[BonusLine]:
    """Minutes of that day, today's if none is given; those that were taken back among them."""
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
        if one.gift.day == (day or look.today)
    ]
