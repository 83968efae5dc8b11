"""A backup while the family goes on writing: all that was acknowledged before is in it."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from random import Random

from appliance.backups.archive.facts import Made
from appliance.backups.archive.keys import open_key
from appliance.backups.archive.packed import manifest_of, unpack
from appliance.backups.archive.running import in_child
from appliance.core.soundness import opened
from tests.backups.archive.test_coming_back import CARED_FOR
from tests.household.test_pictures import a_photo
from tests.support.house import House
from tests.support.vault import content_of, house_in

ENOUGH = 12  # of each kind, acknowledged before the backup begins


async def test_a_backup_under_load_comes_back_whole(house: House, tmp_path: Path) -> None:
    data, target = house.settings.data, tmp_path / "usb"
    family = Writers(house)
    async with family:
        before = {kind: list(done) for kind, done in family.done.items()}
        arguments = {"data": data, "target": target, "now": house.clock().isoformat()}
        answer = await in_child("create", arguments, family.hear)
    made = Made.model_validate(answer["result"])
    assert all(len(family.done[kind]) > len(before[kind]) for kind in before), "they wrote on meanwhile"
    fresh = tmp_path / "fresh"
    restored_by_a_fresh_process(data, target, made.name, fresh)
    tables, files = house_in(fresh)
    assert_as_snapshot(data, target, made.name, tables, tmp_path)
    assert set(before["files"]) <= set(files)
    assert {file.sha256 for file in manifest_of(target / made.name, [open_key(data)]).files} == set(files)
    with opened(fresh / "appliance.db", "ro") as db:
        titles = {title for (title,) in db.execute("SELECT title FROM chore")}
        assert set(before["chores"]) <= titles
        events = db.execute("SELECT count(*) FROM audit WHERE verb = 'ChoreAdded'").fetchone()[0]
        assert events == len(titles), "a verb and its audit row are there together or not at all"
        assert db.execute("SELECT count(*) FROM member_picture").fetchone() == (1,)


def restored_by_a_fresh_process(data: Path, target: Path, name: str, fresh: Path) -> None:
    for words in (["verify"], ["restore", name]):
        given = ["--from", target, "--data", fresh, "--key-file", data / "recovery-key"]
        told = subprocess.run(
            [sys.executable, "-m", "appliance", "backup", *words, *given],
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr


def assert_as_snapshot(data: Path, target: Path, name: str, tables: dict[str, str], folder: Path) -> None:
    unpack(target / name, [open_key(data)], folder)
    taken = content_of(folder / "appliance.db")
    assert {table for table in taken if taken[table] != tables[table]} <= CARED_FOR


async def arriving(content: bytes) -> AsyncIterator[bytes]:
    for at in range(0, len(content), 20_000):
        yield content[at : at + 20_000]


class Writers:
    """Elena adds chores, Maya changes her picture, and files arrive, without a pause, until all is copied."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.done: dict[str, list[str]] = {"chores": [], "pictures": [], "files": []}
        self._number = 0
        self._stop = asyncio.Event()
        self._enough = asyncio.Event()

    def hear(self, step: str, _done: float) -> None:
        if step == "write":
            self._stop.set()

    async def __aenter__(self) -> "Writers":
        elena, maya = await self.house.api("Elena"), await self.house.api("Maya")
        picture = f"/api/v1/members/{self.house.people['Maya'].member_id}/picture"
        chance, member = Random(4), self.house.people["Maya"].member_id

        async def chore(title: str) -> str:
            wish = {"title": title, "people": [member]}
            assert (await elena.post("/api/v1/chores", json=wish)).status_code == 201
            return title

        async def photo(title: str) -> str:
            size = (60 + chance.randrange(40), 80)
            assert (await maya.put(picture, content=a_photo("PNG", size))).status_code in (200, 201)
            return title

        async def file(_title: str) -> str:
            return (await self.house.app.state.files.put(arriving(chance.randbytes(90_000)))).sha256

        verbs = {"chores": chore, "pictures": photo, "files": file}
        self._tasks = [asyncio.create_task(self._write(verbs)) for _hand in range(2)]
        await self._enough.wait()
        return self

    async def __aexit__(self, *_fault: object) -> None:
        self._stop.set()
        await asyncio.gather(*self._tasks)

    async def _write(self, verbs: dict[str, Callable[[str], Awaitable[str]]]) -> None:
        while not self._stop.is_set():
            for kind, verb in verbs.items():
                self._number += 1
                self.done[kind].append(await verb(f"{kind} {self._number}"))
            self.house.clock.forward(seconds=1)
            if all(len(done) >= ENOUGH for done in self.done.values()):
                self._enough.set()
