"""kill -9 at any moment: nothing acknowledged is lost, nothing is half done."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlmodel import col, select

from appliance.chores.models import Occurrence
from appliance.core.settings import ROOT
from appliance.rewards.models import PointEntry
from tests.chores.doing import add
from tests.support.house import open_house

ROUNDS = 12 if os.environ.get("APPLIANCE_TEST_ALL") else 3


def killed_in_the_middle(folder: Path, after: int) -> list[tuple[str, int, int]]:
    """What the process had acknowledged when it was killed while it went on."""
    command = [sys.executable, "-m", "tests.chores.approving", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(after)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    whole = [line.split() for line in lines if line.endswith("\n")]
    return [(verb, int(number), int(round_)) for verb, number, round_ in whole]


async def books(folder: Path) -> tuple[set[str], set[str], dict[str, str]]:
    """Causes that were paid, causes that were taken back, and the state of each last cause."""
    async with open_house(folder, empty=True) as house, house.office.database.reading() as db:
        entries = {entry.id: entry for entry in (await db.exec(select(PointEntry))).all()}
        rows = (await db.exec(select(Occurrence).where(col(Occurrence.round) > 0))).all()
    paid = {entry.cause for entry in entries.values() if entry.kind == "earned"}
    back = {entries[entry.reverses_id].cause for entry in entries.values() if entry.reverses_id}
    return paid, back, {f"occurrence:{row.id}:{row.round}": row.state for row in rows}


@pytest.mark.timeout(300)
async def test_a_power_cut_loses_nothing_that_was_said_to_be_done(tmp_path: Path) -> None:
    folder = tmp_path / "house"
    async with open_house(folder) as house:
        for n in range(5):
            await add(house, f"Chore {n}", "Maya", points=n + 1)
    dice = random.Random(7)
    for _round in range(ROUNDS):
        acknowledged = killed_in_the_middle(folder, dice.randint(3, 40))
        paid, back, last = await books(folder)
        assert acknowledged
        for verb, number, round_ in acknowledged:
            cause = f"occurrence:{number}:{round_}"
            assert cause in paid
            assert verb == "approve" or cause in back
        for cause, state in last.items():
            assert cause in paid and (state == "approved") == (cause not in back)
        assert paid - back == {cause for cause, state in last.items() if state == "approved"}
