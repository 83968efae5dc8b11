"""A disk that is full, or a service that stops: a backup ends with its reason and leaves nothing behind."""

import asyncio
from pathlib import Path

import pytest

from appliance.backups.archive.create import create
from appliance.backups.archive.facts import quietly
from appliance.backups.archive.faults import Unusable
from appliance.backups.archive.folder import names
from appliance.backups.archive.running import in_child
from tests.support.disks import mounted, needs_mounts
from tests.support.vault import NOW, Kept, files_in, put_files


@needs_mounts
def test_a_target_without_room_is_told_and_keeps_what_it_had(kept: Kept, tmp_path: Path) -> None:
    with mounted(tmp_path / "usb", "24m") as disk:
        first = create(kept.data, disk.path, NOW, quietly)
        before = files_in(disk.path)
        disk.fill(spare=100_000)
        put_files(kept.data, seed=5, sizes=(400_000,))
        with pytest.raises(Unusable) as refusal:
            create(kept.data, disk.path, NOW, quietly)
        assert refusal.value.reason == "room"
        disk.make_room()
        assert files_in(disk.path) == before and names(disk.path) == [first.name]


@needs_mounts
def test_a_disk_that_fills_up_meanwhile_leaves_no_empty_copy(kept: Kept, tmp_path: Path) -> None:
    with mounted(tmp_path / "small", "20m") as disk:
        data = disk.path / "data"
        data.mkdir()
        for name in ("appliance.db", "secrets.json", "recovery-key", "house-id"):
            (data / name).write_bytes((kept.data / name).read_bytes())
        disk.fill(spare=30_000)
        with pytest.raises(Unusable) as refusal:
            create(data, kept.target, NOW, quietly)
        assert refusal.value.reason == "room"
        assert not list((data / ".backing-up").iterdir())
    assert names(kept.target) == [kept.made.name]


@needs_mounts
def test_a_disk_that_can_only_be_read_is_told(kept: Kept, tmp_path: Path) -> None:
    with mounted(tmp_path / "usb", "24m") as disk:
        create(kept.data, disk.path, NOW, quietly)
        disk.only_read()
        with pytest.raises(Unusable) as refusal:
            create(kept.data, disk.path, NOW, quietly)
        assert refusal.value.reason == "unreachable"
        disk.writable()


async def test_whoever_is_no_longer_waited_for_ends(kept: Kept) -> None:
    """A service that stops does not leave its child behind."""
    put_files(kept.data, seed=6, sizes=(8_000_000,))
    begun = asyncio.Event()
    told = {"data": kept.data, "target": kept.target, "now": NOW.isoformat()}
    waiting = asyncio.create_task(in_child("create", told, lambda _step, _done: begun.set()))
    await begun.wait()
    assert children() == ["create"]
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert not children()
    assert names(kept.target) == [kept.made.name]


def children() -> list[str]:
    numbers = [
        number for path in Path("/proc/self/task").glob("*/children") for number in path.read_text().split()
    ]
    said = [Path(f"/proc/{number}/cmdline").read_text().split("\0") for number in numbers]
    return [words[-2] for words in said if "appliance.backups.archive.child" in words]
