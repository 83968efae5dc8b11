"""The principals of the access table, their ways in, and what an answer means."""

import asyncio
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx
from sqlmodel import col, update

from appliance.core.people import Role
from appliance.core.secrets import token_hash
from appliance.household.models import ApiToken, Family, Member, SignIn, actor_of
from tests.support.house import BASE, House

NAMES = {
    "okafor": "Ada",
    "rosa": "Rosa",
    "nora": "Nora",
    "leo": "Leo",
    "maya": "Maya",
    "marco": "Marco",
    "elena": "Elena",
}
"""Another family's parent; a guest who looks after the children; a sister; the teen; the child whose
things they are; a parent; the owner.

Beside them `nobody` (no sign-in), `ended` (what was Elena's), on pages `tablet` (enrolled by Elena,
nobody signed in) and `display` (on the kitchen wall), and in the API `reader` (a key of Elena's that may
only read) and `phone` (Maya's, which reports).
"""
Sent = Mapping[str, object]


@dataclass(frozen=True)
class Door:
    """One principal's way in: by cookies for pages, by key for the API."""

    client: httpx.AsyncClient
    csrf: str = ""

    async def knock(self, method: str, path: str, sent: Sent | None = None) -> httpx.Response:
        if method == "GET":
            return await self.client.get(path)
        if path.startswith("/api/"):
            return await self.client.request(method, path, json=sent)
        form = {"csrf": self.csrf, **(sent or {})}
        return await self.client.request(method, path, data=form, headers={"origin": BASE})


async def add_nora(house: House) -> None:
    await add_to_the_riveras(house, "Nora", Role.CHILD)


async def add_rosa(house: House, days: int = 7) -> None:
    """The grandmother, a guest for a week."""
    await add_to_the_riveras(house, "Rosa", Role.GUEST, house.clock() + timedelta(days=days))


async def add_to_the_riveras(house: House, name: str, role: Role, until: datetime | None = None) -> None:
    async with house.office.database.writing() as db:
        family = await db.get_one(Family, house.people["Elena"].family_id)
        member = Member(
            family_id=family.id or 0,
            name=name,
            role=role.value,
            called=[],
            created_at=house.clock(),
            guest_until=until,
        )
        db.add(member)
        await db.flush()
        house.people[name] = actor_of(member, family)


async def page_doors(house: House) -> dict[str, Door]:
    doors = {who: by_cookie(house, session=await house.session(name)) for who, name in NAMES.items()}
    doors["okafor"].client.cookies.set(cookie(house, "device"), await house.device("Ada"))
    gone = await house.session("Elena")
    async with house.office.database.writing() as db:
        ended = update(SignIn).where(col(SignIn.token_hash) == token_hash(gone))
        await db.exec(ended.values(revoked_at=house.clock()))
    doors["ended"] = by_cookie(house, session=gone, door="an old key")
    doors["tablet"] = by_cookie(house, device=await house.device("Elena"), door="the key of a tablet")
    doors["display"] = by_cookie(house, device=await house.device("Elena", kind="display"), door="of a wall")
    return doors | {"nobody": by_cookie(house, door="a new key")}


async def api_doors(house: House) -> dict[str, Door]:
    doors = {who: Door(await house.api(name)) for who, name in NAMES.items()}
    doors["reader"] = Door(await house.api("Elena", ("read",)))
    gone = await house.api("Elena")
    token = gone.headers["authorization"].removeprefix("Bearer ")
    async with house.office.database.writing() as db:
        ended = update(ApiToken).where(col(ApiToken.token_hash) == token_hash(token))
        await db.exec(ended.values(revoked_at=house.clock()))
    phone = house.new_client()
    phone.headers["authorization"] = f"Bearer {token_of_phone(house.people['Elena'].family_id)}"
    return doors | {"ended": Door(gone), "nobody": Door(house.new_client()), "phone": Door(phone)}


def token_of_phone(family_id: int) -> str:
    """Of Maya's, which is no member's key: a device comes in where devices do, and nowhere else."""
    return f"dev_walrus_{family_id}"


def cookie(house: House, purpose: str) -> str:
    return f"{purpose}-{house.settings.port}"


def by_cookie(house: House, **kept: str) -> Door:
    """Pages bind the CSRF token to an open session, else to the `door` cookie."""
    client = house.new_client()
    for purpose, value in kept.items():
        client.cookies.set(cookie(house, purpose), value)
    bound = kept.get("door") or kept["session"]
    return Door(client, house.office.secrets.sign("csrf", bound))


async def answered(house: House, answer: Awaitable[httpx.Response]) -> httpx.Response:
    """Also of a page that listens for changes: it is closed as soon as it does."""
    task = asyncio.ensure_future(answer)
    while not (await asyncio.wait({task}, timeout=0.05))[0]:
        house.office.signals.close_all()
    return task.result()


def meaning(answer: httpx.Response) -> str:
    """`in`: they got through, whatever came of it; `door`: sign in first; `no`; `hidden`: as if not there."""
    away = answer.headers.get("location", "") or answer.headers.get("hx-redirect", "")
    has_left = "session-" in answer.headers.get("set-cookie", "")
    has_come_from = has_left or answer.request.url.path.startswith("/enrol/")
    if answer.status_code == 401 or (away.startswith("/sign-in") and not has_come_from):
        return "door"
    return {403: "no", 404: "hidden"}.get(answer.status_code, "in" if answer.status_code < 500 else "fault")
