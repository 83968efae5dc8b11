"""A house in a process of its own, its keeper's browser, and a backup of how it once was."""

import asyncio
import random
import re
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from appliance.backups.archive.create import create
from appliance.backups.archive.facts import Made, quietly
from appliance.backups.archive.keys import open_key
from appliance.core.clock import system_clock
from appliance.core.secrets import open_secrets
from appliance.household.credentials import Credentials
from appliance.household.models import Family, Member, MemberPicture
from appliance.notifications.models import NotifyTarget
from tests.cli.running import PATIENCE, Served, serving
from tests.support.house import open_house

PASSWORD = "kites over the hill"
PIN = "260481"


async def found_a_house(data: Path) -> None:
    """The Riveras keep it; Elena has a password, Maya a PIN."""
    async with open_house(data, password_memory_kib=8) as house:
        credentials = Credentials(open_secrets(data), 8, 0.0)
        password, pin = await credentials.password(PASSWORD), await credentials.pin(PIN)
        async with house.office.database.writing() as db:
            family = await db.get_one(Family, house.people["Elena"].family_id)
            elena = await db.get_one(Member, house.people["Elena"].member_id)
            maya = await db.get_one(Member, house.people["Maya"].member_id)
            family.keeps_house, elena.password, maya.pin = True, password, pin
            target = NotifyTarget(
                family_id=elena.family_id,
                member_id=elena.id or 0,
                server="http://127.0.0.1:9",
                topic="quiet",
                changed_at=house.clock(),
            )
            db.add_all((family, elena, maya, a_large_picture(maya), target))


def a_large_picture(member: Member) -> MemberPicture:
    """Random, so that the backup is longer than what is read of it for a look."""
    assert member.id is not None
    drawn = random.Random(4).randbytes(400_000)
    return MemberPicture(
        family_id=member.family_id,
        member_id=member.id,
        hash="kite",
        large=drawn,
        small=b"",
        made_at=system_clock(),
    )


def rename_the_family(data: Path, name: str) -> None:
    async def renamed() -> None:
        async with open_house(data, empty=True) as house, house.office.database.writing() as db:
            family = await db.get_one(Family, 1)
            family.name = name
            db.add(family)

    _by_itself(renamed())


def _by_itself(done: Coroutine[Any, Any, None]) -> None:
    """In a thread, because the browser of a journey has a loop of its own in this one."""
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, done).result()


@dataclass(frozen=True)
class Past:
    """A directory as it is now, with a backup of how it was."""

    data: Path
    made: Made

    @property
    def key(self) -> str:
        return open_key(self.data).text

    @property
    def folder(self) -> Path:
        return self.data / "backups"


def make_past(data: Path) -> Past:
    """The backup is of the time when the family was called Rivera; now it is Santos."""
    _by_itself(found_a_house(data))
    made = create(data, data / "backups", system_clock(), quietly)
    rename_the_family(data, "Santos")
    return Past(data, made)


@dataclass
class Visitor:
    """A browser that keeps its cookies and follows nothing by itself."""

    url: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=PATIENCE))
    csrf: str = ""

    def get(self, path: str) -> httpx.Response:
        answer = self.client.get(self.url + path)
        found = re.search(r'name="csrf" value="([^"]+)"', answer.text)
        self.csrf = found.group(1) if found else self.csrf
        return answer

    def post(self, path: str, **form: str) -> httpx.Response:
        sent = {"csrf": self.csrf, **form}
        return self.client.post(self.url + path, data=sent, headers={"origin": self.url})

    def send(self, path: str, file: Path, **form: str) -> httpx.Response:
        with file.open("rb") as source:
            return self.client.post(
                self.url + path,
                data={"csrf": self.csrf, **form},
                files={"file": (file.name, source)},
                headers={"origin": self.url},
            )

    def sign_in(self, name: str = "Elena") -> "Visitor":
        self.get("/sign-in")
        answer = self.post("/sign-in", name=name, password=PASSWORD)
        assert answer.status_code == 303, answer.text
        return self


@contextmanager
def keeper_at(past: Past) -> Iterator[tuple[Served, Visitor]]:
    with serving(past.data) as house:
        yield house, Visitor(house.url).sign_in()


def until(there: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not there():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.05)


def has_left(visitor: Visitor, path: str = "/restoration") -> bool:
    """The house has started anew: the sign-in of before is none any more."""
    try:
        return visitor.client.get(visitor.url + path).status_code == 303
    except httpx.TransportError:
        return False  # a line that was kept open closes with the old house
