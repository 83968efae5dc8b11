"""The principals of the access table, and what an answer means."""

from dataclasses import dataclass

import httpx
from sqlmodel import col, update

from appliance.core.people import Role
from appliance.core.secrets import new_token, token_hash
from appliance.household.models import Family, Member, SignIn, actor_of
from tests.support.house import BASE, House

PRINCIPALS = ("anonymous", "revoked", "okafor", "nora", "maya", "leo", "elena")
"""No sign-in, a revoked session of a parent, another family's parent, a sister, the child whose things
they are, the teen, and a parent who is the owner."""


@dataclass(frozen=True)
class Door:
    """One principal's way in: by cookie for pages, by token for the API."""

    client: httpx.AsyncClient
    csrf: str

    async def knock(self, method: str, path: str) -> httpx.Response:
        if method == "GET":
            return await self.client.get(path)
        if path.startswith("/api/"):
            return await self.client.request(method, path, json={})
        sent = {"csrf": self.csrf}
        return await self.client.request(method, path, data=sent, headers={"origin": BASE})


async def add_nora(house: House) -> None:
    async with house.office.database.writing() as db:
        family = await db.get_one(Family, house.people["Elena"].family_id)
        nora = Member(
            family_id=family.id or 0, name="Nora", role=Role.CHILD.value, called=[], created_at=house.clock()
        )
        db.add(nora)
        await db.flush()
        house.people["Nora"] = actor_of(nora, family)


async def doors(house: House) -> dict[str, Door]:
    await add_nora(house)
    names = {"okafor": "Ada", "nora": "Nora", "maya": "Maya", "leo": "Leo", "elena": "Elena"}
    made = {key: await _by_cookie(house, await house.session(name)) for key, name in names.items()}
    gone = await house.session("Elena")
    made["revoked"] = await _by_cookie(house, gone)
    made["anonymous"] = await _by_cookie(house, "")
    async with house.office.database.writing() as db:
        ended = (
            update(SignIn).where(col(SignIn.token_hash) == token_hash(gone)).values(revoked_at=house.clock())
        )
        await db.exec(ended)
    return made


async def api_doors(house: House) -> dict[str, Door]:
    await add_nora(house)
    names = {"okafor": "Ada", "nora": "Nora", "maya": "Maya", "leo": "Leo", "elena": "Elena"}
    made = {key: Door(await house.api(name), "") for key, name in names.items()}
    stranger = house.new_client()
    stranger.headers["authorization"] = f"Bearer {new_token()}"
    return made | {"anonymous": Door(house.new_client(), ""), "revoked": Door(stranger, "")}


async def _by_cookie(house: House, token: str) -> Door:
    client = house.new_client()
    if token:
        client.cookies.set(f"session-{house.settings.port}", token)
    return Door(client, house.office.secrets.sign("csrf", token))


def meaning(answer: httpx.Response) -> str:
    """`in`: they got through to the room or its form; `door`: sign in first; `no`: refused; `hidden`: 404."""
    away = answer.headers.get("location", "") or answer.headers.get("hx-redirect", "")
    if answer.status_code == 401 or away.startswith("/sign-in"):
        return "door"
    return {403: "no", 404: "hidden"}.get(answer.status_code, "in" if answer.status_code < 500 else "fault")
