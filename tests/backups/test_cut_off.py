"""The plug is pulled while a backup is made: the next start says so, and makes it again."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from appliance.backups.archive.facts import quietly
from appliance.backups.archive.folder import names
from appliance.backups.archive.keys import keys_of
from appliance.backups.archive.verify import verify
from appliance.core.clock import system_clock
from tests.journeys.served import serve
from tests.support.house import open_house

ROUNDS = 10 if os.environ.get("APPLIANCE_TEST_ALL") else 1
PATIENCE = 60  # seconds


@contextmanager
def opened(data: Path, token: str) -> Iterator[tuple[httpx.Client, int]]:
    """The service, a program's way in, and the number of its process."""
    with serve(data) as served:
        headers = {"authorization": token}
        with httpx.Client(base_url=f"http://127.0.0.1:{served.port}/api/v1", headers=headers) as api:
            yield api, served.pid


def until(api: httpx.Client, run: int, *states: str) -> str:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        state = str(api.get(f"/backups/runs/{run}").json()["state"])
        if state in states:
            return state
    raise AssertionError(f"it did not get {states}")


async def key_of_elena(data: Path) -> str:
    """Good by the machine's clock, which the service goes by."""
    async with open_house(data) as house:
        house.clock.now = system_clock()
        return str((await house.api("Elena")).headers["authorization"])


async def test_a_backup_that_lost_its_house_is_told_as_broken_off_and_done_again(tmp_path: Path) -> None:
    data = tmp_path / "house"
    token = await key_of_elena(data)
    broken = 0
    for _round in range(ROUNDS):
        with opened(data, token) as (api, process):
            run = int(api.post("/backups/runs", json={"kind": "backup"}).json()["id"])
            until(api, run, "running", "done")
            os.kill(process, signal.SIGKILL)
        with opened(data, token) as (api, _process):
            state = api.get(f"/backups/runs/{run}").json()["state"]
            assert state in ("broken", "done")
            broken += state == "broken"
            again = int(api.post("/backups/runs", json={"kind": "backup"}).json()["id"])
            assert until(api, again, "done", "failed") == "done"
        for name in names(data / "backups"):
            verify(data / "backups", name, keys_of(data), data / ".checking", quietly)
    assert broken, "none was cut off while it was made"
