"""Killed at any moment: a folder holds whole backups only, and a house is wholly the old or the new one."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from appliance.backups.archive.facts import quietly
from appliance.backups.archive.folder import names
from appliance.backups.archive.listing import kept as listed
from appliance.backups.archive.stage import stage
from appliance.backups.archive.swap import take_over
from appliance.backups.archive.verify import verify
from appliance.core.soundness import opened
from tests.backups.archive.test_coming_back import CARED_FOR
from tests.support.vault import NOW, Kept, backed_up, child, files_in, house_in, put_files

EVERYTHING = bool(os.environ.get("APPLIANCE_TEST_ALL"))
ROUNDS = 50 if EVERYTHING else 4
RESTORES = 50 if EVERYTHING else 1
pytestmark = pytest.mark.timeout(1800 if EVERYTHING else 180)
EACH = 1 if EVERYTHING else 5  # of the steps of taking over


def ended_or_killed(started: subprocess.Popen[str], after: float) -> None:
    try:
        started.wait(timeout=after)
    except subprocess.TimeoutExpired:
        started.kill()
    started.communicate()


def living(data: Path) -> dict[str, str]:
    ours = ("backups/", ".backing-up/", "incoming/", "appliance.db-")
    return {name: found for name, found in files_in(data).items() if not name.startswith(ours)}


def test_a_backup_that_is_killed_leaves_whole_ones_only(kept: Kept) -> None:
    put_files(kept.data, seed=2, sizes=(3_000_000,) * 4)
    before, chance = living(kept.data), Random(11)
    arguments = {"data": kept.data, "target": kept.target, "now": NOW.isoformat()}
    began = time.monotonic()
    child("create", arguments).communicate()
    took = time.monotonic() - began
    for number in range(ROUNDS):
        put_files(kept.data, seed=100 + number, sizes=(3_000_000,) * 2)
        before = living(kept.data)
        ended_or_killed(child("create", arguments), chance.uniform(0.1, 1) * took)
        assert living(kept.data) == before
        assert [one.reason for one in listed(kept.target, [kept.key]) if one.reason] == []
        newest = names(kept.target)[0]
        verify(kept.target, newest, [kept.key], kept.data.parent / "scratch", quietly)
    backed_up(kept.data, kept.target)
    assert not list(kept.target.rglob("*.partial"))
    assert not list((kept.data / ".backing-up").iterdir())


@pytest.fixture
def changed(kept: Kept, tmp_path: Path) -> Kept:
    """Since its backup it has another name, still in the log, and one more file. The plug was pulled."""
    put_files(kept.data, seed=3, sizes=(5_000,))
    with opened(kept.data / "appliance.db") as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA wal_autocheckpoint=0")
        db.execute("UPDATE family SET name = 'Of today'")
        data = Path(shutil.copytree(kept.data, tmp_path / "pulled"))
    assert (data / "appliance.db-wal").stat().st_size
    return Kept(data, data / "backups", kept.made)


Essence = tuple[dict[str, str], list[str]]


def essence(data: Path) -> Essence:
    tables, files = house_in(data)
    return {name: found for name, found in tables.items() if name not in CARED_FOR}, files


def test_taking_over_that_is_killed_at_any_step_is_finished_by_the_next_start(
    changed: Kept, tmp_path: Path
) -> None:
    old = essence(changed.data)
    stage(changed.target, changed.made.name, [changed.key], changed.data, NOW, quietly)
    assert essence(changed.data) == old
    step, done = 1, False
    while not done:
        data = Path(shutil.copytree(changed.data, tmp_path / f"step-{step}"))
        ended = subprocess.run(
            [sys.executable, "-m", "tests.backups.archive.dying", str(step), str(data)], check=False
        )
        done = ended.returncode == 0
        assert done or ended.returncode == -signal.SIGKILL
        take_over(data)
        new = essence(data)
        assert new != old and new[0]["family"] != old[0]["family"] and len(new[1]) == len(old[1]) - 1
        assert not (data / "incoming").exists()
        assert essence(next((data / "replaced").iterdir())) == old
        assert (data / "restored.json").exists()
        shutil.rmtree(data)
        step += EACH
    assert step > 15


def test_a_restore_that_is_killed_leaves_the_old_house_or_the_new_one(changed: Kept, tmp_path: Path) -> None:
    old, chance = essence(changed.data), Random(12)
    key = (changed.data / "recovery-key").read_text()
    took, new = 0.0, old
    for number in range(RESTORES + 1):
        data = Path(shutil.copytree(changed.data, tmp_path / f"round-{number}"))
        restoring = [sys.executable, "-m", "appliance", "backup", "restore", changed.made.name, "--yes"]
        began = time.monotonic()
        started = subprocess.Popen(
            [*restoring, "--from", str(changed.target), "--key-file", "-", "--data", str(data)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert started.stdin
        started.stdin.write(key)
        started.stdin.close()
        started.stdin = None
        if number == 0:
            started.communicate()
            assert started.returncode == 0
            took, new = time.monotonic() - began, essence(data)
        else:
            ended_or_killed(started, chance.uniform(0.1, 1) * took)
        child_has_ended(data)
        take_over(data)
        assert essence(data) in (old, new)
        assert not (data / "incoming").exists()
        shutil.rmtree(data)
    assert new != old


def child_has_ended(data: Path) -> None:
    """The kernel kills it after its parent, and drops its lock then."""
    with suppress(FileNotFoundError):
        folder = os.open(data / "incoming", os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        os.close(folder)
