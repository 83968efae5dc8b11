"""A disk that can only be read, dies under the house, or holds a broken file: what can be read is shown."""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from appliance.core.database import Database
from appliance.core.disk import Trouble
from appliance.core.outbox import OutboxRow
from appliance.notifications.models import NotifyTarget
from tests.notifications.ntfy import Ntfy, running_ntfy
from tests.support.disks import formatted, mounted, needs_formats, needs_mounts
from tests.support.house import Browser, House, migrated, open_house

A_KITE = {"title": "A kite", "points": "20", "minutes": "0"}
PAGES = ("/today", "/chores", "/rewards", "/screen", "/me", "/family", "/notifications")


@pytest.fixture
def ntfy() -> AsyncIterator[Ntfy]:
    with running_ntfy() as running:
        yield running


async def give_alerts_to(house: House, name: str, server: str = "https://ntfy.example") -> None:
    async with house.office.database.writing() as db:
        parent = house.people[name]
        target = NotifyTarget(
            family_id=parent.family_id,
            member_id=parent.member_id,
            server=server,
            topic="quiet-evenings",
            changed_at=house.clock(),
        )
        db.add(target)


async def look_after(house: House) -> None:
    await house.app.state.schedule.run_now("disk")
    assert house.app.state.schedule.last["disk"][1] == ""


async def letters(house: House) -> list[str]:
    async with house.office.database.reading() as db:
        return [row.payload for row in (await db.exec(select(OutboxRow).order_by(OutboxRow.id))).all()]


async def in_the_kitchen(house: House) -> Browser:
    await house.start()
    elena = await house.browser("Elena")
    await elena.get("/rewards/new")
    return elena


@needs_mounts
async def test_read_only_for_a_while_the_house_goes_on_without_a_hand_and_tells_parents_afterwards(
    tmp_path: Path,
) -> None:
    with mounted(tmp_path / "disk", "32m") as disk:
        async with open_house(disk.path / "house") as house:
            await give_alerts_to(house, "Elena")
            elena = await in_the_kitchen(house)
            await house.office.database.close()  # or the kernel refuses to remount
            disk.only_read()
            refused = await elena.post("/rewards", A_KITE)
            assert refused.status_code == 503
            assert "nothing can be changed" in refused.text
            for job in ("chores", "deliver", "forget receipts", "forget old letters", "forgotten"):
                await house.app.state.schedule.run_now(job)
            health = await house.stranger().get("/health")
            assert (health.status_code, health.json()["disk"]) == (503, "read-only")
            disk.writable()
            await look_after(house)
            assert (await elena.post("/rewards", A_KITE)).status_code == 303
            assert (await house.stranger().get("/health")).json()["status"] == "ok"
            assert "For a while nothing could be saved" in (await letters(house))[-1]
            await house.office.database.close()


@needs_formats
async def test_on_a_disk_that_dies_under_the_house_every_page_is_still_shown(tmp_path: Path) -> None:
    with formatted(tmp_path / "disk", 64) as disk:
        async with open_house(disk.path / "house") as house:
            elena, program = await in_the_kitchen(house), await house.api("Elena")
            usual = {page: (await elena.get(page)).status_code for page in PAGES}
            disk.gives_up()
            house.clock.forward(minutes=6)  # who looks now would be noted as having been here
            assert {page: (await elena.get(page)).status_code for page in PAGES} == usual
            refused = await elena.post("/rewards", A_KITE)
            assert refused.status_code == 503
            assert "Nothing can be saved right now." in (await elena.get("/today")).text
            await look_after(house)
            assert house.office.database.disk.trouble is Trouble.READ_ONLY
            told = await program.post("/api/v1/rewards", json={"title": "A kite", "points": 20})
            assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
            assert told.headers["retry-after"]


async def test_a_file_that_turns_out_broken_is_not_written_to_any_more_and_parents_hear_of_it(
    tmp_path: Path, ntfy: Ntfy
) -> None:
    async with open_house(tmp_path / "house") as house:
        await give_alerts_to(house, "Elena", ntfy.address)
        elena = await in_the_kitchen(house)
        await house.office.database.close()
        _break_table(house.settings.database, "reward")
        before = house.settings.database.read_bytes()
        broken = await elena.get("/rewards")
        assert broken.status_code == 503
        assert "until a backup is restored" in broken.text
        today = await elena.get("/today")
        assert today.status_code == 200
        assert "appliance backup restore" in today.text
        assert (await elena.post("/me/looks", {"face": "owl", "hue": "plum"})).status_code == 503
        await look_after(house)
        await look_after(house)
        assert [letter["title"] for letter in ntfy.messages] == ["What is stored at home is broken"]
        health = await house.stranger().get("/health")
        assert (health.status_code, health.json()["disk"]) == (503, "malformed")
        assert house.settings.database.read_bytes() == before
    again = Database(house.settings.database)  # the power went, and nobody has restored anything yet
    assert again.disk.trouble is Trouble.MALFORMED
    kept = (tmp_path / "house" / "appliance.db").rename(tmp_path / "broken.db")
    shutil.copy(migrated(), house.settings.database)
    assert kept.exists() and Database(house.settings.database).disk.trouble is None
    assert not (tmp_path / "house" / "broken").exists()


def _break_table(path: Path, table: str) -> None:
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = database.execute("PRAGMA page_size").fetchone()[0]
        roots = database.execute("SELECT rootpage FROM sqlite_master WHERE tbl_name = ?", (table,)).fetchall()
    database.close()
    with path.open("r+b") as file:
        for (root,) in roots:
            file.seek((root - 1) * size)
            file.write(b"\xa5" * size)
