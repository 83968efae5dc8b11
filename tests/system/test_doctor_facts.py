"""Where the doctor's facts come from: the kernel's files, systemd's answers, the directory itself."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from appliance.console.lock import owning
from appliance.console.outside import is_owned, service_of
from appliance.core.settings import Settings
from appliance.system.doctor.facts import machine, storage, surroundings
from tests.cli.running import free_port
from tests.support.house import House


def systemctl(folder: Path, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    program = folder / "systemctl"
    program.write_text(f"#!/bin/sh\nprintf '{says}'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_the_unit_is_asked_of_systemd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = r"LoadState=loaded\nActiveState=failed\nSubState=failed\nResult=core-dump\nNRestarts=4\n"
    systemctl(tmp_path, answer, monkeypatch)
    assert surroundings.unit(tmp_path) == surroundings.Unit(True, "failed", "core-dump", 4)
    systemctl(tmp_path, r"LoadState=not-found\nActiveState=inactive\n", monkeypatch)
    assert not surroundings.unit(tmp_path).installed
    assert not surroundings.unit(tmp_path / "nothing").installed


def test_a_systemd_that_does_not_answer_its_own_service_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    systemctl(tmp_path, "", monkeypatch)
    monkeypatch.setenv("INVOCATION_ID", "1")
    assert surroundings.unit(tmp_path).active == "active"


def test_a_memory_card_is_known_by_its_device_also_from_a_partition(tmp_path: Path) -> None:
    card = tmp_path / "devices" / "mmcblk0"
    (card / "device").mkdir(parents=True)
    (card / "device" / "type").write_text("MMC\n")
    (card / "device" / "life_time").write_text("0x02 0x0a\n")
    (card / "mmcblk0p2").mkdir()
    number = tmp_path.stat().st_dev
    named = tmp_path / "block" / f"{os.major(number)}:{os.minor(number)}"
    named.parent.mkdir()
    named.symlink_to(card / "mmcblk0p2")
    assert storage._card(tmp_path, tmp_path / "block") == ("MMC", 10)
    assert storage._card(tmp_path, tmp_path / "nothing") == ("", 0)


def test_whether_a_service_owns_the_directory_is_read_and_never_tried(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, port=free_port())
    assert not service_of(settings).runs and not (tmp_path / "lock").exists()
    with owning(tmp_path):
        here = service_of(settings)
        assert here.runs is is_owned(tmp_path / "lock")
        held = f"1: FLOCK  ADVISORY  WRITE 7 fe:00:{(tmp_path / 'lock').stat().st_ino} 0 EOF\n"
        (tmp_path / "locks").write_text(held)
        assert is_owned(tmp_path / "lock", tmp_path / "locks")
    (tmp_path / "locks").write_text("1: FLOCK  ADVISORY  WRITE 7 fe:00:1 0 EOF\n")
    assert not is_owned(tmp_path / "lock", tmp_path / "locks")


async def test_the_clock_is_held_against_the_newest_thing_that_was_stored(house: House) -> None:
    elena = await house.browser("Elena")
    await elena.post("/me/looks", {"face": "owl", "hue": "plum", "theme": "dark", "language": ""})
    newest = surroundings.clockwork(house.settings.database).newest
    assert newest is not None and abs(newest - house.clock()) < timedelta(minutes=1)
    assert surroundings.clockwork(house.settings.data / "nothing.db").newest is None


def test_this_machine_has_what_the_appliance_needs() -> None:
    assert machine.interpreter().loads_extensions
    assert machine.sqlite().missing == ()
    assert storage.disk_of(Path("/proc/self/nothing/at/all")).total >= 0
