"""The families' people, their secrets and a link that makes a browser one of the family's."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlmodel import select

from appliance.core.people import Actor, the_house
from appliance.core.work import Office
from appliance.demo.plan import LOOKS, PICTURE_PINS, PlannedFamily, PlannedMember
from appliance.household.actions import NewFamily, NewMember, add_family, make_enrolment_link
from appliance.household.credentials import PICTURES, Credentials, Hashed
from appliance.household.models import Family, Member, actor_of

WORDS = Path(__file__).with_name("words.txt").read_text().split()
YEAR = 60 * 24 * 365  # minutes

Secret = dict[str, object]


@dataclass(frozen=True)
class Home:
    """A family of the plan as it is in the database."""

    plan: PlannedFamily
    family: Family
    members: dict[str, Member]

    @property
    def id(self) -> int:
        assert self.family.id is not None
        return self.family.id

    @property
    def zone(self) -> str:
        return self.family.zone

    @property
    def house(self) -> Actor:
        return the_house(self.id, self.zone)

    @property
    def parents(self) -> list[int]:
        return [self.member_id(member.name) for member in self.plan.members if member.is_parent]

    def member_id(self, name: str) -> int:
        found = self.members[name].id
        assert found is not None
        return found

    def actor(self, name: str) -> Actor:
        return actor_of(self.members[name], self.family)


def new_password() -> str:
    return "-".join(secrets.choice(WORDS) for _word in range(4))


def new_secret(member: PlannedMember) -> Secret:
    if member.is_parent:
        return {"password": new_password()}
    if member.name in PICTURE_PINS:
        touched = secrets.SystemRandom().sample(sorted(PICTURES), 4)
        return {"pin": touched, "pin_kind": "pictures"}
    return {"pin": "".join(secrets.SystemRandom().sample("0123456789", 4)), "pin_kind": "digits"}


async def settle(
    office: Office, credentials: Credentials, plan: PlannedFamily, since: datetime, base: str
) -> tuple[Home, list[Secret]]:
    """The family is there, and what its people need to come in."""
    said = {member.name: new_secret(member) for member in plan.members}
    new = [_new_member(member, await _hashed(credentials, said[member.name])) for member in plan.members]
    async with office.work(the_house(), "demo", since) as work:
        family, members = await add_family(work, NewFamily(name=plan.name, zone=plan.zone), new)
    home = Home(plan, family, {member.name: member for member in members})
    async with office.work(home.house, "demo") as work:
        code = await make_enrolment_link(work, f"{plan.name} tablet", minutes=YEAR, uses=1000)
    link = {"enrolment_link": f"{base}/enrol/{code}"}
    told = [
        {"family": plan.name, "name": one.name, "role": one.role, **said[one.name], **link} for one in members
    ]
    return home, told


async def find_home(office: Office, plan: PlannedFamily) -> Home | None:
    """The same family on a later start; None where it was changed beyond recognition."""
    async with office.reading(the_house()) as look:
        family = (await look.db.exec(select(Family).where(Family.name == plan.name))).first()
        if family is None:
            return None
        found = await look.db.exec(select(Member).where(Member.family_id == family.id))
        members = {member.name: member for member in found.all() if member.left_at is None}
    return Home(plan, family, members) if {one.name for one in plan.members} <= set(members) else None


async def _hashed(credentials: Credentials, secret: Secret) -> dict[str, Hashed]:
    if "password" in secret:
        return {"password": await credentials.password(str(secret["password"]))}
    pin = secret["pin"]
    return {"pin": await credentials.pin("-".join(pin) if isinstance(pin, list) else str(pin))}


def _new_member(member: PlannedMember, hashed: dict[str, Hashed]) -> NewMember:
    face, hue = LOOKS[member.name]
    return NewMember(
        name=member.name,
        role=member.role,
        owner=member.owner,
        born=member.born,
        called=list(member.called),
        face=face,
        hue=hue,
        password=hashed.get("password"),
        pin=hashed.get("pin"),
        pin_kind="pictures" if member.name in PICTURE_PINS else "digits",
    )
