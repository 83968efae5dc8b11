"""The unit confines the service as far as it can, and holds what the app expects of it."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from appliance.core.settings import ROOT

SYSTEMD = ROOT / "systemd"
UNIT = (SYSTEMD / "appliance.service").read_text()
# The network, the machine's own sockets, the clock's number, and what decision 016 tells.
NEEDED = {
    "PrivateNetwork=",
    "IPAddressDeny=",
    "RestrictAddressFamilies=~AF_(INET|INET6)",
    "RestrictAddressFamilies=~AF_UNIX",
    "RootDirectory=/RootImage=",
    "DeviceAllow=",
    "ProcSubset=",
    "SystemCallFilter=~@resources",
}
SCRIPTS = sorted(
    path
    for path in [*(ROOT / "scripts").iterdir(), *(ROOT / "scripts/lib").glob("*.sh"), *SYSTEMD.iterdir()]
    if path.is_file() and (path.suffix == ".sh" or path.read_bytes().startswith(b"#!/usr/bin/env bash"))
)


def tool(name: str, *words: str | Path) -> str:
    if shutil.which(name) is None:
        pytest.skip(f"{name} IS MISSING: this was not tried")
    tried = subprocess.run([name, *words], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stdout + tried.stderr
    return tried.stdout + tried.stderr


def test_systemd_finds_the_service_exposed_in_what_it_needs_alone() -> None:
    unit = SYSTEMD / "appliance.service"
    said = tool("systemd-analyze", "security", "--offline=true", "--no-pager", "--threshold=20", unit)
    exposure = re.search(r"Overall exposure level for appliance.service: ([0-9.]+)", said)
    assert exposure is not None
    assert float(exposure[1]) <= 1.2
    assert set(re.findall(r"^(?:✗|-) (\S+)", said, flags=re.M)) == NEEDED


def test_systemd_understands_every_line_of_the_units() -> None:
    assert tool("systemd-analyze", "verify", "--man=no", *sorted(SYSTEMD.glob("appliance*"))) == ""


def test_it_never_stays_down_and_gets_the_time_that_it_needs() -> None:
    for line in ("Type=notify", "Restart=always", "StartLimitIntervalSec=0", "User=appliance", "UMask=0077"):
        assert f"\n{line}\n" in UNIT
    waits_for = re.findall(r"^(?:After|Wants|Requires)=(.*)$", UNIT, flags=re.M)
    assert {unit for line in waits_for for unit in line.split()} == {
        "appliance.socket"
    }  # no clock, no network


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_clean(script: Path) -> None:
    # What a part sets is read by another, and which files are read is only known at run time.
    tool("shellcheck", "--shell=bash", "--exclude=SC1090,SC1091,SC2034", script)


def falls(word: str, folder: Path, result: str = "") -> str:
    environment = {"RUNTIME_DIRECTORY": str(folder), "APPLIANCE_SLEEP": "echo", "PATH": os.environ["PATH"]}
    if result:
        environment["SERVICE_RESULT"] = result
    done = subprocess.run(
        [SYSTEMD / "falls", word], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()[-1] if done.stdout else ""


def test_after_each_fall_in_a_row_the_pause_is_longer_up_to_five_minutes(tmp_path: Path) -> None:
    pauses = []
    for result in (
        "signal",
        "core-dump",
        "watchdog",
        "exit-code",
        "signal",
        "signal",
        "signal",
        "oom-kill",
        *["signal"] * 60,
    ):
        falls("count", tmp_path, result)
        pauses.append(falls("pause", tmp_path))
    assert pauses[:8] == ["", "", "10", "20", "40", "80", "160", "300"]
    assert set(pauses[8:]) == {"300"}


def test_a_restart_by_hand_or_ten_calm_minutes_begin_a_new_row(tmp_path: Path) -> None:
    for _fall in range(5):
        falls("count", tmp_path, "signal")
    assert falls("pause", tmp_path) == "40"
    os.utime(tmp_path / "falls", (0, 0))
    assert falls("pause", tmp_path) == ""
    falls("count", tmp_path, "signal")
    assert (tmp_path / "falls").read_text() == "1\n"
    falls("count", tmp_path, "success")
    assert not (tmp_path / "falls").exists()
    assert falls("pause", tmp_path) == ""


def test_what_systemd_runs_may_be_run() -> None:
    for path in (SYSTEMD / "falls", ROOT / "scripts/install"):
        assert path.stat().st_mode & stat.S_IXOTH
