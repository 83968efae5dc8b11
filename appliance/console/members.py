"""People of the house for whoever runs it: whoever reaches the socket owns the machine."""

import secrets
from datetime import date
from typing import Literal

from pydantic import BaseModel

from appliance.console.place import Place
from appliance.core.errors import Invalid, NotFound, RuleBroken
from appliance.core.people import Actor, the_house
from appliance.core.secrets import READABLE
from appliance.household.actions import NewMember, add_member, change_member, set_password, set_pin
from appliance.household.actions.members import MemberChange
from appliance.household.actions.standing import disable_member, enable_member, set_language, set_owner
from appliance.household.credentials import Credentials, Hashed
from appliance.household.credentials.pins import check_pin
from appliance.household.credentials.proof import hashed_password, hashed_pin
from appliance.household.models import Family
from appliance.household.policy import may_have_pin
from appliance.household.queries import Person, member_named, member_of
from appliance.household.queries.roster import families_named

Role = Literal["parent", "teen", "child"]


class NamedMember(BaseModel):
    member: str
    family: str = ""


class NewOne(BaseModel):
    """`secret` empty: one is made up."""

    name: str
    role: Role
    family: str = ""
    born: date | None = None
    language: str = ""
    owner: bool = False
    secret: str = ""


class Edit(NamedMember):
    """What is None stays."""

    name: str | None = None
    role: Role | None = None
    born: date | None = None
    language: str | None = None
    owner: bool | None = None


class NewSecret(NamedMember):
    secret: str = ""


async def add_one(place: Place, wish: NewOne) -> str:
    """The secret of the new person, told this once."""
    family = await only_family(place, wish.family)
    if wish.owner and wish.role != "parent":
        raise Invalid("Only a parent can own the family.")
    secret = wish.secret or _made_up(wish.role)
    hashed = await _hashed(place, wish.role, secret, wish.name, family.name)
    by_pin = may_have_pin(wish.role)
    new = NewMember(
        **wish.model_dump(include={"name", "role", "owner", "born", "language"}),
        password=None if by_pin else hashed,
        pin=hashed if by_pin else None,
        pin_kind=_kind(secret),
    )
    async with place.office.work(the_house(family.id or 0, family.zone), "command") as work:
        await add_member(work, new)
    return secret


async def only_family(place: Place, name: str) -> Family:
    async with place.office.database.reading() as db:
        families = await families_named(db, name)
    if not families:
        raise NotFound("There is no such family.")
    if len(families) > 1:
        raise RuleBroken("Several families live here. Say --family NAME.")
    return families[0]


async def edit_one(place: Place, wish: Edit) -> str:
    person = await _found(place, wish)
    async with place.office.work(_house_of(person), "command") as work:
        row = await member_of(work, person.member.id or 0)
        kept = {field: getattr(row, field) for field in ("name", "role", "born", "called", "face", "hue")}
        said = wish.model_dump(include={"name", "role", "born"}, exclude_none=True)
        row = await change_member(work, row.id or 0, MemberChange(**{**kept, **said}))
        if wish.language is not None:
            await set_language(work, row.id or 0, wish.language)
        if wish.owner is not None:
            await set_owner(work, row.id or 0, wish.owner)
        return row.name


async def disable_one(place: Place, wish: NamedMember) -> str:
    person = await _found(place, wish)
    async with place.office.work(_house_of(person), "command") as work:
        return (await disable_member(work, person.member.id or 0)).name


async def enable_one(place: Place, wish: NamedMember) -> str:
    person = await _found(place, wish)
    async with place.office.work(_house_of(person), "command") as work:
        return (await enable_member(work, person.member.id or 0)).name


async def reset_secret(place: Place, wish: NewSecret) -> str:
    """A new password for grown-ups, a new PIN for the others; they are signed out everywhere."""
    person = await _found(place, wish)
    member = person.member
    secret = wish.secret or _made_up(member.role)
    hashed = await _hashed(place, member.role, secret, member.name, person.family.name)
    async with place.office.work(_house_of(person), "command") as work:
        if may_have_pin(member.role):
            await set_pin(work, member.id or 0, hashed, _kind(secret))
        else:
            await set_password(work, member.id or 0, hashed)
    return secret


async def _found(place: Place, wish: NamedMember) -> Person:
    async with place.office.database.reading() as db:
        return await member_named(db, wish.member, wish.family)


async def _hashed(place: Place, role: str, secret: str, *names: str) -> Hashed:
    settings = place.settings
    credentials = Credentials(place.office.secrets, settings.password_memory_kib, settings.sign_in_pause)
    if may_have_pin(role):
        return await hashed_pin(credentials, _kind(secret), secret)
    return await hashed_password(credentials, secret, *names)


def _kind(secret: str) -> str:
    return "pictures" if "-" in secret and not secret[:1].isupper() else "digits"


def _made_up(role: str) -> str:
    """Easy to read out and to type: four groups of four letters, or six digits that are no pattern."""
    if not may_have_pin(role):
        letters = [secrets.choice(READABLE).lower() for _letter in range(16)]
        return "-".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))
    while True:
        pin = f"{secrets.randbelow(10**6):06}"
        try:
            check_pin("digits", pin)
        except Invalid:
            continue
        return pin


def _house_of(person: Person) -> Actor:
    return the_house(person.family.id or 0, person.family.zone)
