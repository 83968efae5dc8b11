"""Who lives here, and whose sign-in a token is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import cast

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from appliance.core.errors import NotFound, RuleBroken
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG, Actor, Role
from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household.models import ApiToken, Device, EnrolmentLink, Family, Member, SignIn, actor_of
from appliance.household.queries.doors import NewSignIn, new_sign_ins
from appliance.household.queries.homes import homes_of, is_here
from appliance.household.rules import BRIEF_IDLE, Ending, why_ended

PASSING = timedelta(minutes=1)  # a guest's time elsewhere and the age of news end by the clock alone, too


@dataclass(frozen=True)
class OpenSession:
    """Until `until` the clock alone does not end it."""

    actor: Actor
    id: int
    device_id: int | None
    seen_at: datetime
    until: datetime
    brief: bool = False
    news: tuple[NewSignIn, ...] = ()  # sign-ins elsewhere that wait for an answer


@dataclass(frozen=True)
class Person:
    member: Member
    family: Family


async def families_exist(db: AsyncSession) -> bool:
    return (await db.exec(select(func.count()).select_from(Family))).one() > 0


def parents_first() -> tuple[ColumnElement[bool] | Mapped[date | None] | Mapped[int | None], ...]:
    return col(Member.role) != Role.PARENT, col(Member.role) != Role.GUEST, col(Member.born), col(Member.id)


async def session_of(db: AsyncSession, token: str, now: datetime, idle: timedelta) -> OpenSession | None:
    """The sign-in behind a cookie, unless it ended or idled away, its member or device left, or a guest's
    time is over."""
    found = await db.exec(
        select(SignIn, Member, Family, Device)
        .join(Member, col(Member.id) == SignIn.member_id)
        .join(Family, col(Family.id) == SignIn.family_id)
        .outerjoin(Device, col(Device.id) == SignIn.device_id)
        .where(SignIn.token_hash == token_hash(token), col(SignIn.revoked_at).is_(None))
        .where(SignIn.ends_at > now, SignIn.seen_at > now - idle, *is_here(now))
    )
    row = found.first()
    if row is None:
        return None
    session, member, family, device = cast(tuple[SignIn, Member, Family, Device | None], row)
    if why_ended(session, device, now, idle) is not Ending.NOT_YET:
        return None
    assert session.id is not None
    actor = actor_of(member, family, shared=device is not None and device.enrolled)
    actor = replace(actor, homes=await homes_of(db, member, now))
    news = await new_sign_ins(db, session, now)
    until = _end_of(session, member, idle)
    if actor.homes or news or session.news:
        until = min(until, now + PASSING)
    return OpenSession(actor, session.id, session.device_id, session.seen_at, until, session.brief, news)


def _end_of(session: SignIn, member: Member, idle: timedelta) -> datetime:
    quiet = session.seen_at + (min(idle, BRIEF_IDLE) if session.brief else idle)
    return min(session.ends_at, quiet, member.guest_until or quiet)


async def device_of(db: AsyncSession, token: str) -> Device | None:
    found = await db.exec(select(Device).where(Device.token_hash == token_hash(token)))
    device = found.first()
    return None if device is None or device.revoked_at is not None else device


async def members_of(look: Reading) -> Sequence[Member]:
    """Everyone of the viewer's family: parents, then guests, then children by age."""
    found = await look.db.exec(
        select(Member)
        .where(Member.family_id == look.viewer.family_id, col(Member.left_at).is_(None))
        .order_by(*parents_first())
    )
    return found.all()


async def children_of(look: Reading) -> list[Member]:
    return [member for member in await members_of(look) if member.role in YOUNG]


async def member_of(look: Reading, member_id: int) -> Member:
    """That member of the viewer's own family; anyone else's does not exist."""
    found = await look.db.exec(
        select(Member).where(
            Member.id == member_id, Member.family_id == look.viewer.family_id, col(Member.left_at).is_(None)
        )
    )
    member = found.first()
    if member is None:
        raise NotFound(_("We could not find that person."))
    return member


async def member_called(look: Reading, name: str) -> Member:
    """Whom the viewer means: a name, what someone is called (`mum`), or `me`."""
    said = name.strip().casefold()
    if said in ("", "i", "me", "myself"):
        return await member_of(look, look.viewer.member_id)
    everyone = await members_of(look)
    meant = [member for member in everyone if member.name.casefold() == said]
    meant = meant or [member for member in everyone if said in map(str.casefold, member.called)]
    if len(meant) != 1:
        raise NotFound(_("We do not know who %(name)s is."), name=name.strip())
    return meant[0]


async def family_of(look: Reading) -> Family:
    found = await look.db.exec(select(Family).where(Family.id == look.viewer.family_id))
    return found.one()


async def person(db: AsyncSession, member_id: int) -> Person | None:
    """Before anyone is signed in: whoever asks must check the family."""
    found = await db.exec(_people().where(Member.id == member_id))
    row = found.first()
    return Person(row[0], row[1]) if row else None


async def people_named(db: AsyncSession, name: str, family: str = "") -> list[Person]:
    """Names are compared as people write them: `elena` is Elena. Several families may have the same name."""
    wanted, home = name.strip().casefold(), family.strip().casefold()
    found = await db.exec(_people().order_by(col(Member.id)))
    return [
        Person(member, at)
        for member, at in found.all()
        if member.name.casefold() == wanted and (not home or at.name.casefold() == home)
    ]


async def member_named(db: AsyncSession, name: str, family: str = "") -> Person:
    """For the command line: exactly one, or a refusal that says what to add."""
    people = await people_named(db, name, family)
    if not people:
        raise NotFound(_("We could not find that person."))
    if len(people) > 1:
        raise RuleBroken(_("Two families have someone of this name. Add the family's name."))
    return people[0]


def _people() -> Select[Member, Family]:
    return (
        select(Member, Family)
        .join(Family, col(Family.id) == Member.family_id)
        .where(col(Member.left_at).is_(None))
    )


async def families_count(db: AsyncSession) -> int:
    return (await db.exec(select(func.count()).select_from(Family))).one()


async def device_in_family(look: Reading, device_id: int) -> Device:
    found = await look.db.exec(
        select(Device).where(
            Device.id == device_id,
            Device.family_id == look.viewer.family_id,
            col(Device.revoked_at).is_(None),
        )
    )
    device = found.first()
    if device is None:
        raise NotFound(_("We could not find that device."))
    return device


async def devices_of(look: Reading) -> Sequence[Device]:
    """The family's browsers: enrolled ones first, then by when they were last seen."""
    found = await look.db.exec(
        select(Device)
        .where(Device.family_id == look.viewer.family_id, col(Device.revoked_at).is_(None))
        .order_by(col(Device.enrolled).desc(), col(Device.seen_at).desc())
    )
    return found.all()


async def wall_of(db: AsyncSession, device: Device, now: datetime) -> Sequence[Member]:
    """The faces on an enrolled browser before anyone is signed in: children first, they cannot type."""
    found = await db.exec(
        select(Member)
        .where(Member.family_id == device.family_id, *is_here(now))
        .order_by(col(Member.role).not_in(YOUNG), col(Member.born), col(Member.id))
    )
    return found.all()


@dataclass(frozen=True)
class ShownSignIn:
    id: int
    member_id: int
    device: str
    created_at: datetime
    seen_at: datetime


async def sign_ins_of(look: Reading, member_id: int, idle: timedelta) -> list[ShownSignIn]:
    """The open ones, the last used first."""
    found = await look.db.exec(
        select(SignIn, Device.name)
        .outerjoin(Device, col(Device.id) == SignIn.device_id)
        .where(SignIn.family_id == look.viewer.family_id, SignIn.member_id == member_id)
        .where(col(SignIn.revoked_at).is_(None), SignIn.ends_at > look.now)
        .where(SignIn.seen_at > look.now - idle)
        .order_by(col(SignIn.seen_at).desc())
    )
    return [
        ShownSignIn(row.id or 0, row.member_id, name or "", row.created_at, row.seen_at)
        for row, name in found.all()
    ]


async def tokens_of(look: Reading, member_id: int) -> Sequence[ApiToken]:
    found = await look.db.exec(
        select(ApiToken)
        .where(ApiToken.family_id == look.viewer.family_id, ApiToken.member_id == member_id)
        .where(col(ApiToken.revoked_at).is_(None), ApiToken.expires_at > look.now)
        .order_by(col(ApiToken.created_at).desc())
    )
    return found.all()


async def enrolment_of(db: AsyncSession, code: str, now: datetime) -> tuple[EnrolmentLink, Family] | None:
    """The link behind a code that still works."""
    found = await db.exec(
        select(EnrolmentLink, Family)
        .join(Family, col(Family.id) == EnrolmentLink.family_id)
        .where(EnrolmentLink.code_hash == token_hash(code), EnrolmentLink.expires_at > now)
        .where(EnrolmentLink.uses_left > 0)
    )
    return found.first()
