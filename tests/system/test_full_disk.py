"""A disk without a single free block: every change is refused in words, every look goes on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.access.rows import Row, all_rows
from tests.access.world import World, open_world
from tests.support.disks import Disk, mounted, needs_mounts
from tests.support.house import open_house

pytestmark = [needs_mounts, pytest.mark.asyncio(loop_scope="module")]
WRITES = list({(row.prefix, row.route): row for row in reversed(all_rows()) if row.writes}.values())
LOOKS = [row for row in all_rows() if not row.writes and "/live" not in row.path]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def small(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[World, Disk]]:
    folder: Path = tmp_path_factory.mktemp("full") / "disk"
    with mounted(folder, "64m") as disk:
        async with open_house(disk.path / "house") as house:
            await house.start()
            await house.app.state.models.opened()
            world = await open_world(house)
            yield world, disk
            world.beside.close()
            world.before.close()


async def fill(world: World, disk: Disk) -> None:
    """With an empty log: one that has grown before takes many changes without a new block."""
    await world.house.office.database.truncate_log()
    disk.fill()


def whoever_may(row: Row) -> str:
    return next((who for who, wanted in row.expects.items() if wanted == "in"), "elena")


@pytest.mark.parametrize("row", WRITES, ids=lambda row: row.name)
async def test_a_change_is_refused_whole_and_works_again_once_there_is_room(
    small: tuple[World, Disk], row: Row
) -> None:
    world, disk = small
    who = whoever_may(row)
    world.put_back()
    usual = await world.knock(row, who)
    writes = not world.untouched
    world.put_back()
    await fill(world, disk)
    try:
        refused = await world.knock(row, who)
        assert not world.changes()
    finally:
        disk.make_room()
    assert refused.status_code in ((507,) if writes else (usual.status_code, 507)), refused.text[:500]
    if refused.status_code == 507:
        assert "room left" in refused.text
    again = await world.knock(row, who)
    assert again.status_code == usual.status_code


async def test_every_page_is_still_shown(small: tuple[World, Disk]) -> None:
    world, disk = small
    world.put_back()
    usual = {row.name: (await world.knock(row, whoever_may(row))).status_code for row in LOOKS}
    world.put_back()
    world.house.clock.forward(minutes=6)  # who looks now would be noted as having been here
    await fill(world, disk)
    try:
        full = {row.name: (await world.knock(row, whoever_may(row))).status_code for row in LOOKS}
    finally:
        disk.make_room()
    assert full == usual
