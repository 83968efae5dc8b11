"""The folder is sent on by the real restic and the real rclone, to places on this disk."""

import asyncio
import shutil
import subprocess
from pathlib import Path

import pytest

from appliance.backups.actions import PlanChange, change_plan
from appliance.backups.models import BackupRun, Kind, Onward, State
from appliance.core.errors import Invalid
from tests.backups.conftest import Night
from tests.backups.test_nights import lying, own, runs
from tests.support.house import House


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"NOT TRIED: {program} is not installed here")


async def send_to(house: House, program: Onward, to: str) -> None:
    change = PlanChange(onward=program, onward_to=to, daily=1, weekly=0, monthly=0)
    await change_plan(house.office, house.people["Elena"], house.settings.data, change)


async def last_sent(house: House) -> BackupRun:
    return (await runs(house, Kind.ONWARD))[-1]


@needs("restic")
async def test_restic_keeps_what_can_be_brought_back_with_the_password_of_the_sheet(
    house: House, night: Night, tmp_path: Path
) -> None:
    await send_to(house, Onward.RESTIC, str(tmp_path / "repository"))
    await night(minutes=11)
    assert (await last_sent(house)).state == State.DONE
    password = house.settings.data / "restic-password"
    assert password.stat().st_mode & 0o777 == 0o600
    call = ["restic", f"--repo={tmp_path / 'repository'}", f"--password-file={password}", "--no-cache"]
    await asyncio.to_thread(subprocess.run, [*call, "restore", "latest", f"--target={tmp_path}"], check=True)
    assert lying(tmp_path / str(own(house)).lstrip("/")) == lying(own(house)) != []
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "arrived" in page


@needs("restic")
async def test_a_repository_that_is_not_there_is_told_without_its_password(
    house: House, night: Night
) -> None:
    await send_to(house, Onward.RESTIC, "rest:http://me:very-secret@127.0.0.1:9/")
    await night(minutes=11)
    sent = await last_sent(house)
    assert sent.state == State.FAILED and sent.reason == "refused"
    browser = await house.browser("Elena")
    for path in ("/backups", "/backups/plan"):
        page = (await browser.get(path)).text
        assert "very-secret" not in page and "127.0.0.1:9" in page
    stored = (house.settings.data / "appliance.db-wal").read_bytes() + house.settings.database.read_bytes()
    assert b"very-secret" not in stored


@needs("rclone")
async def test_rclone_copies_and_lets_old_ones_go_but_an_empty_folder_empties_nothing(
    house: House, night: Night, tmp_path: Path
) -> None:
    cloud = tmp_path / "cloud"
    remotes = house.settings.data / "rclone.conf"
    remotes.write_text(f"[cloud]\ntype = alias\nremote = {cloud}\n")
    await send_to(house, Onward.RCLONE, "cloud:home")
    await night(minutes=11)
    first = lying(cloud / "home")
    await night(days=2)
    assert (await last_sent(house)).state == State.DONE
    assert lying(cloud / "home") == lying(own(house)) != first
    for backup in own(house).glob("*.age"):
        backup.unlink()
    api = await house.api("Elena")
    await api.post("/api/v1/backups/runs", json={"kind": "onward"})
    await night(minutes=1)
    assert (await last_sent(house)).state == State.DONE and len(lying(cloud / "home")) == 1


async def test_a_program_that_is_not_installed_is_refused_with_the_line_to_type(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Invalid) as refused:
        await send_to(house, Onward.RCLONE, "cloud:home")
    assert "apt install rclone" in refused.value.errors["onward"]
