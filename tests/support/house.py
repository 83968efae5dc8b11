"""A whole appliance on a real SQLite file, two families in it, and a browser for each person."""

import asyncio
import re
import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path

import httpx
from litestar import Litestar
from sqlmodel import col, select

from appliance.app import Doors, build_doors, furnish, open_office
from appliance.core.migrate import migrate
from appliance.core.people import Actor, Role
from appliance.core.secrets import new_token, token_hash
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.household.models import ApiToken, Device, Family, Member, SignIn, actor_of
from appliance.household.queries import families_exist
from tests.support.clock import HandClock

BASE = "http://family.local:8080"
SPARE: list[Doors] = []  # of houses that are closed: building new ones is the dearest part of a short test
PEOPLE = {
    "Rivera": [
        ("Elena", "parent", True, ["mum", "mom"], None),
        ("Marco", "parent", False, ["dad"], None),
        ("Leo", "teen", False, [], date(2012, 2, 11)),
        ("Maya", "child", False, [], date(2018, 9, 30)),
    ],
    "Okafor": [("Ada", "parent", True, ["mum"], None), ("Tobi", "child", False, [], date(2017, 4, 2))],
}


@dataclass
class Browser:
    """One person's browser: follows nothing by itself, fills in the CSRF token of the last page."""

    client: httpx.AsyncClient
    csrf: str = ""

    async def get(self, url: str, **more: object) -> httpx.Response:
        answer = await self.client.get(url, **more)  # type: ignore[arg-type]
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        self.csrf = found.group(1) if found else self.csrf
        return answer

    async def post(self, url: str, form: dict[str, object] | None = None, **more: object) -> httpx.Response:
        """`form` values may be lists for repeated fields."""
        if not self.csrf:
            await self.get("/me")
        sent = {"csrf": self.csrf, **(form or {})}
        return await self.client.post(url, data=sent, headers={"origin": BASE}, **more)  # type: ignore[arg-type]


@dataclass
class House:
    office: Office
    clock: HandClock
    settings: Settings
    people: dict[str, Actor]
    life: AsyncExitStack
    clients: list[httpx.AsyncClient] = field(default_factory=list)
    opening: asyncio.Lock = field(default_factory=asyncio.Lock)
    started: bool = False

    @cached_property
    def app(self) -> Litestar:
        """Furnished when it is first needed: much of what a test asks, a verb or a query answers."""
        doors = SPARE.pop() if SPARE else build_doors()
        self.life.callback(SPARE.append, doors)
        return furnish(doors, self.settings, self.clock, jobs=False, office=self.office)

    async def know_people(self) -> None:
        """Of a directory where they have lived before."""
        async with self.office.database.reading() as db:
            found = await db.exec(select(Member, Family).join(Family, col(Family.id) == Member.family_id))
            self.people |= {member.name: actor_of(member, family) for member, family in found.all()}

    async def start(self) -> None:
        async with self.opening:
            if not self.started:
                self.started = True
                await self.life.enter_async_context(running(self.app))

    def new_client(self) -> httpx.AsyncClient:
        client = httpx.AsyncClient(transport=Doorway(self), base_url=BASE)
        self.clients.append(client)
        return client

    def stranger(self) -> Browser:
        return Browser(self.new_client())

    async def browser(self, name: str) -> Browser:
        """Signed in by a session row of their own, without the way through the sign-in page."""
        token = await self.session(name)
        client = self.new_client()
        client.cookies.set(f"session-{self.settings.port}", token)
        return Browser(client)

    async def session(self, name: str) -> str:
        actor, token = self.people[name], new_token()
        async with self.office.database.writing() as db:
            db.add(
                SignIn(
                    family_id=actor.family_id,
                    member_id=actor.member_id,
                    token_hash=token_hash(token),
                    created_at=self.clock(),
                    seen_at=self.clock(),
                    ends_at=self.clock() + timedelta(days=180),
                )
            )
        return token

    async def api(self, name: str, scopes: tuple[str, ...] = ("read", "write")) -> httpx.AsyncClient:
        actor, token = self.people[name], new_token()
        async with self.office.database.writing() as db:
            db.add(
                ApiToken(
                    family_id=actor.family_id,
                    member_id=actor.member_id,
                    name="test",
                    token_hash=token_hash(token),
                    scopes=list(scopes),
                    created_at=self.clock(),
                    used_at=self.clock(),
                    expires_at=self.clock() + timedelta(days=90),
                )
            )
        client = self.new_client()
        client.headers["authorization"] = f"Bearer {token}"
        return client

    async def device(self, name: str, enrolled: bool = True, kind: str = "browser") -> str:
        """The token of a browser that this parent enrolled."""
        actor, token = self.people[name], new_token()
        async with self.office.database.writing() as db:
            db.add(
                Device(
                    family_id=actor.family_id,
                    name="Tablet",
                    token_hash=token_hash(token),
                    enrolled=enrolled,
                    kind=kind,
                    created_by=actor.member_id,
                    created_at=self.clock(),
                    seen_at=self.clock(),
                )
            )
        return token


ELSEWHERE = "192.0.2.20"  # another machine of the home


class Doorway(httpx.AsyncBaseTransport):
    """Opens the house to the first who knocks."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        await self._house.start()
        inside = httpx.ASGITransport(self._house.app, raise_app_exceptions=False, client=(ELSEWHERE, 50000))
        return await inside.handle_async_request(request)


@cache
def migrated() -> Path:
    """An empty house's database, migrated once for all tests of a run."""
    path = Path(tempfile.mkdtemp(prefix="house-")) / "appliance.db"
    migrate(path)
    return path


def move_in(settings: Settings) -> None:
    if not settings.database.exists():
        settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copy(migrated(), settings.database)


async def add_people(office: Office) -> dict[str, Actor]:
    people: dict[str, Actor] = {}
    for family_name in PEOPLE:
        people |= await add_family(office, family_name)
    return people


async def add_family(office: Office, family_name: str) -> dict[str, Actor]:
    """Also once more: nothing forbids two families the same names."""
    people: dict[str, Actor] = {}
    async with office.database.writing() as db:
        family = Family(name=family_name, zone="Europe/Berlin", created_at=office.clock())
        family.keeps_house = not await families_exist(db)
        db.add(family)
        await db.flush()
        for name, role, owner, called, born in PEOPLE[family_name]:
            member = Member(
                family_id=family.id or 0,
                name=name,
                role=Role(role).value,
                owner=owner,
                called=called,
                born=born,
                created_at=office.clock(),
            )
            db.add(member)
            await db.flush()
            people[name] = actor_of(member, family)
    return people


@asynccontextmanager
async def running(app: Litestar) -> AsyncIterator[None]:
    """In a task of its own: a fixture ends in another one, where the lifespan's scopes cannot be left."""
    opened, closing = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            opened.set()
            await closing.wait()

    life = asyncio.create_task(live())
    await asyncio.wait({life, asyncio.ensure_future(opened.wait())}, return_when=asyncio.FIRST_COMPLETED)
    try:
        yield
    finally:
        closing.set()
        await life


@asynccontextmanager
async def open_house(folder: Path, *, empty: bool = False, **settings: object) -> AsyncIterator[House]:
    """`empty`: nobody has set the house up yet."""
    clock = HandClock()
    # Hashing as in real life would take minutes here.
    # On a clock that stands still nobody's allowance would ever come back.
    endless = dict.fromkeys(("api_reads", "api_writes", "api_asks", "api_strangers"), 0)
    cheap = {"password_memory_kib": 64, "sign_in_pause": 0.0, "ballast": 0, "upload_floor": 0, **endless}
    chosen = Settings(data=folder, **{**cheap, **settings})  # type: ignore[arg-type]
    move_in(chosen)
    office = open_office(chosen, clock)
    async with AsyncExitStack() as life:
        life.push_async_callback(office.database.close)
        people = {} if empty else await add_people(office)
        house = House(office, clock, chosen, people, life)
        yield house
        for client in house.clients:
            await client.aclose()
