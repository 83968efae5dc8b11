"""Grandmother Rosa looks after the Riveras' children, and Marco now and then after Tobi."""

from collections.abc import Mapping

from appliance.core.people import Role
from appliance.core.secrets import new_token
from appliance.core.work import Office
from appliance.demo.people import Home, Secret, new_password
from appliance.household.actions import NewMember, add_member, change_guest_time
from appliance.household.credentials import Credentials, Hashed
from appliance.household.models import Member
from appliance.household.rules import end_of_stay

STAYS = 7  # days from the latest start
ROSA = "Rosa"
MARCO_THERE = "Uncle Marco"  # another name than at home: `--as Marco` stays one person


async def welcome_guests(
    office: Office, credentials: Credentials, homes: Mapping[str, Home], told: list[Secret]
) -> list[Secret]:
    """Their rows of the credentials: Marco's password is one and the same."""
    riveras, okafors = homes["Rivera"], homes["Okafor"]
    password = new_password()
    await _rosa(office, riveras, await credentials.password(password))
    await _marco(office, riveras, okafors)
    link = {home.plan.name: _said(told, home.plan.owner.name)["enrolment_link"] for home in homes.values()}
    return [
        _row("Rivera", ROSA, password, link["Rivera"]),
        _row("Okafor", MARCO_THERE, str(_said(told, "Marco")["password"]), link["Okafor"]),
    ]


async def let_guests_stay(office: Office, home: Home) -> None:
    """On later starts, so that there is always somebody to try it as."""
    for member in home.members.values():
        if member.role == Role.GUEST and member.id is not None:
            async with office.work(home.actor(home.plan.owner.name), "demo") as work:
                until = end_of_stay(work.today, STAYS, home.zone)
                await change_guest_time(work, member.id, until)


async def _rosa(office: Office, home: Home, password: Hashed) -> None:
    async with office.work(home.actor(home.plan.owner.name), "demo") as work:
        until = end_of_stay(work.today, STAYS, home.zone)
        rosa = NewMember(
            name=ROSA, role="guest", face="hedgehog", hue="berry", password=password, guest_until=until
        )
        await add_member(work, rosa)


async def _marco(office: Office, home: Home, there: Home) -> None:
    async with office.work(there.actor(there.plan.owner.name), "demo") as work:
        marco = await work.db.get_one(Member, home.member_id("Marco"))
        marco.person = new_token()
        work.db.add(marco)
        until = end_of_stay(work.today, STAYS, there.zone)
        uncle = NewMember(
            name=MARCO_THERE,
            role="guest",
            face=marco.face,
            hue=marco.hue,
            password=Hashed(marco.password),
            guest_until=until,
            person=marco.person,
        )
        await add_member(work, uncle)


def _said(told: list[Secret], name: str) -> Secret:
    return next(row for row in told if row["name"] == name)


def _row(family: str, name: str, password: str, link: object) -> Secret:
    return {
        "family": family,
        "name": name,
        "role": "guest",
        "password": password,
        "enrolment_link": link,
    }
