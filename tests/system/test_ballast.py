"""Room is kept back for the day on which the disk is full, and parents hear of that day."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from appliance.core.disk import Trouble
from appliance.core.outbox import OutboxRow
from appliance.core.settings import Settings
from appliance.notifications.models import NotifyTarget
from tests.support.disks import Disk, mounted, needs_mounts
from tests.support.house import House, open_house

KIB = 1024
A_KITE = {"title": "A kite", "points": "20", "minutes": "0"}


@pytest.fixture
def disk(tmp_path: Path) -> AsyncIterator[Disk]:
    with mounted(tmp_path / "disk", "12m") as disk:
        yield disk


@pytest.fixture
async def house(disk: Disk) -> AsyncIterator[House]:
    async with open_house(disk.path / "house", ballast=64) as house:
        await house.start()
        await give_alerts_to(house, "Elena")
        yield house


async def give_alerts_to(house: House, name: str) -> None:
    async with house.office.database.writing() as db:
        parent = house.people[name]
        db.add(
            NotifyTarget(
                family_id=parent.family_id,
                member_id=parent.member_id,
                server="https://ntfy.example",
                topic="quiet-evenings",
                changed_at=house.clock(),
            )
        )


async def look_after(house: House) -> None:
    await house.app.state.schedule.run_now("disk")
    assert house.app.state.schedule.last["disk"][1] == ""


async def letters(house: House) -> list[str]:
    async with house.office.database.reading() as db:
        return [row.payload for row in (await db.exec(select(OutboxRow).order_by(OutboxRow.id))).all()]


def ballast(house: House) -> Path:
    return house.settings.data / "ballast"


@needs_mounts
async def test_room_is_really_taken_and_no_more_than_a_small_disk_can_spare(house: House, disk: Disk) -> None:
    before = disk.free()
    await look_after(house)
    size = ballast(house).stat().st_size
    assert 12 * 1024 * KIB // 20 - 4096 <= size <= 12 * 1024 * KIB // 20
    assert ballast(house).stat().st_blocks * 512 >= size
    assert before - disk.free() >= size


@needs_mounts
async def test_a_full_disk_costs_the_ballast_and_parents_are_told_with_what_it_frees(
    house: House, disk: Disk
) -> None:
    await look_after(house)
    elena = await house.browser("Elena")
    await elena.get("/rewards/new")
    await house.office.database.truncate_log()
    disk.fill()
    refused = await elena.post("/rewards", A_KITE)
    assert refused.status_code == 507
    assert not ballast(house).exists()
    await look_after(house)
    assert "The disk at home is full" in (await letters(house))[-1]
    page = await elena.get("/today")
    assert page.status_code == 200
    assert "The disk is full." in page.text
    assert "The disk is full." not in (await (await house.browser("Maya")).get("/today")).text
    assert (await elena.post("/rewards", A_KITE)).status_code == 303
    health = await house.stranger().get("/health")
    assert (health.status_code, health.json()["disk"]) == (200, "full")


@needs_mounts
async def test_the_keeper_reads_what_takes_the_room_and_another_family_only_that_it_is_full(
    house: House, disk: Disk
) -> None:
    await look_after(house)
    await house.office.database.truncate_log()
    disk.fill(spare=100 * KIB)
    await look_after(house)
    (house.settings.models / "tale.gguf").parent.mkdir()
    (house.settings.models / "tale.gguf").write_bytes(b"\0" * 4096)
    await look_after(house)
    hers = (await (await house.browser("Elena")).get("/today")).text
    theirs = (await (await house.browser("Ada")).get("/today")).text
    assert "Chat models take" in hers and "Everything else on this disk" in hers
    assert "Chat models take" not in theirs and "Whoever looks after the appliance" in theirs


@needs_mounts
async def test_it_is_given_up_before_a_write_fails_and_made_again_when_there_is_room(
    house: House, disk: Disk
) -> None:
    await look_after(house)
    await house.office.database.truncate_log()
    disk.fill(spare=100 * KIB)
    await look_after(house)
    assert not ballast(house).exists()
    assert house.office.database.disk.trouble is Trouble.FULL
    await look_after(house)
    assert len(await letters(house)) == 1
    disk.make_room()
    await look_after(house)
    assert ballast(house).exists()
    assert house.office.database.disk.trouble is None
    assert "well again" in (await letters(house))[-1]
    assert "The disk is full." not in (await (await house.browser("Elena")).get("/today")).text


@needs_mounts
async def test_where_there_is_no_room_for_it_none_is_made(house: House, disk: Disk) -> None:
    disk.fill(spare=900 * KIB)
    await look_after(house)
    assert not ballast(house).exists()
    assert house.office.database.disk.trouble is None


async def test_a_half_made_one_is_gone_after_the_next_start(tmp_path: Path) -> None:
    async with open_house(tmp_path / "house") as house:
        (tmp_path / "house" / "ballast.new").write_bytes(b"half")
        await house.start()
        assert not (tmp_path / "house" / "ballast.new").exists()


def test_a_demo_keeps_nothing_back_unless_it_is_asked_to(tmp_path: Path) -> None:
    (tmp_path / "demo.json").write_text("{}")
    assert Settings(data=tmp_path).ballast_bytes == 0
    assert Settings(data=tmp_path, ballast=64).ballast_bytes == 64 * 1024 * KIB
    assert Settings(data=tmp_path / "real").ballast_bytes == 64 * 1024 * KIB
