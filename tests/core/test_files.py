"""Files of the family lie under the hash of their bytes: whole, once, never on a disk that is nearly full."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from appliance.core.disk import Disk as FamilyDisk
from appliance.core.errors import Invalid, NoRoom, NotFound
from appliance.core.files import Files
from tests.support.disks import Disk, mounted, needs_mounts

KIB = 1024
SNAIL = b"a snail on the wall " * 5000


async def parts(*sent: bytes) -> AsyncIterator[bytes]:
    for part in sent:
        yield part


def on(path: Path, floor: int = 0) -> Files:
    return Files(FamilyDisk(path), floor)


def lying_in(path: Path) -> list[str]:
    return sorted(str(found.relative_to(path)) for found in path.rglob("*") if found.is_file())


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    with mounted(tmp_path / "disk", "8m") as disk:
        yield disk


async def test_a_file_lies_under_its_hash_for_its_owner_alone_and_is_read_back(tmp_path: Path) -> None:
    files = on(tmp_path)
    stored = await files.put(parts(SNAIL[:7], SNAIL[7:]))
    assert stored.sha256 == hashlib.sha256(SNAIL).hexdigest()
    assert stored.size == len(SNAIL)
    assert lying_in(tmp_path) == [f"files/{stored.sha256[:2]}/{stored.sha256}"]
    assert files.path(stored.sha256).stat().st_mode & 0o777 == 0o600
    with files.open(stored.sha256) as found:
        assert found.read() == SNAIL


async def test_the_same_picture_twice_lies_there_once(tmp_path: Path) -> None:
    files = on(tmp_path)
    assert await files.put(parts(SNAIL)) == await files.put(parts(SNAIL))
    assert len(lying_in(tmp_path)) == 1


async def test_what_is_removed_is_gone_and_removing_it_again_is_no_fault(tmp_path: Path) -> None:
    files = on(tmp_path)
    stored = await files.put(parts(SNAIL))
    assert files.remove(stored.sha256)
    assert not files.remove(stored.sha256)
    with pytest.raises(NotFound):
        files.open(stored.sha256)


@pytest.mark.parametrize("name", ["../../secrets.json", "", "ab", "A" * 64, "../" + "a" * 61])
def test_only_a_hash_is_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFound):
        on(tmp_path).path(name)


async def test_one_that_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        await on(tmp_path).put(parts(SNAIL, SNAIL), largest=len(SNAIL) + 1)
    assert lying_in(tmp_path) == []


async def test_one_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    async def breaks() -> AsyncIterator[bytes]:
        yield SNAIL
        raise ConnectionError

    with pytest.raises(ConnectionError):
        await on(tmp_path).put(breaks())
    assert lying_in(tmp_path) == []


@needs_mounts
async def test_below_the_floor_not_a_byte_is_asked_for(disk: Disk) -> None:
    async def never() -> AsyncIterator[bytes]:
        raise AssertionError("somebody read")
        yield b""

    disk.fill(spare=200 * KIB)
    with pytest.raises(NoRoom):
        await on(disk.path, floor=1024 * KIB).put(never())


@needs_mounts
async def test_the_floor_holds_while_a_file_arrives(disk: Disk) -> None:
    async def without_end() -> AsyncIterator[bytes]:
        while True:
            yield b"\0" * 64 * KIB

    with pytest.raises(NoRoom):
        await on(disk.path, floor=1024 * KIB).put(without_end())
    assert lying_in(disk.path) == []
    assert disk.free() > 7 * 1024 * KIB


@needs_mounts
async def test_a_disk_that_fills_up_meanwhile_is_told_and_what_came_is_gone(disk: Disk) -> None:
    files = on(disk.path)
    disk.fill(spare=300 * KIB)
    with pytest.raises(NoRoom):
        await files.put(parts(*[b"\0" * 64 * KIB] * 40))
    assert lying_in(disk.path) == ["filler"]
    disk.make_room()
    await files.put(parts(SNAIL))


KILLED = """
import asyncio, os, sys
from pathlib import Path
from appliance.core.disk import Disk
from appliance.core.files import Files

async def drip():
    while True:
        yield os.urandom(1024 * 1024)
        print("more", flush=True)

asyncio.run(Files(Disk(Path(sys.argv[1])), 0).put(drip()))
"""


def test_what_a_crash_left_half_there_is_gone_at_the_next_start(tmp_path: Path) -> None:
    child = subprocess.Popen([sys.executable, "-c", KILLED, str(tmp_path)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()
    child.stdout.readline()
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert len(lying_in(tmp_path)) == 1
    on(tmp_path).clean()
    assert lying_in(tmp_path) == []
