"""The plug is pulled while a family's database is migrated: it is the old one or the new one."""

import itertools
import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest

from appliance.core.migrate import migrate
from appliance.core.soundness import first_fault, opened
from tests.support.golden import golden, pulled_plug, rows_of, taken_back

ALL = bool(os.environ.get("APPLIANCE_TEST_ALL"))
ROUNDS = 50 if ALL else 8
STEPS = range(1, 200) if ALL else range(1, 200, 3)
TOUCHES = {"open", "os.remove", "os.rename", "os.chmod", "os.listdir", "os.scandir", "sqlite3.connect"}
Folder = dict[str, list[tuple[object, ...]]]

# Each child is forked from a process that has imported what a migration needs: a round takes no second.
forked = multiprocessing.get_context("forkserver")
forked.set_forkserver_preload(["alembic.command", "appliance.wiring", "tests.core.test_migrate_killed"])


def migrate_until(database: Path, step: int) -> None:
    """Killed at the step-th time when it is about to touch a file of the house; 0 is never."""
    touched = itertools.count(1)

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if event in TOUCHES and str(database.parent) in str(arguments[0]) and next(touched) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    migrate(database)


def started(database: Path, step: int = 0) -> ForkServerProcess:
    child = forked.Process(target=migrate_until, args=(database, step))
    child.start()
    return child


class Street:
    """The same old house again and again, with what it must look like before and after."""

    def __init__(self, folder: Path, revision: str) -> None:
        self.folder = folder
        whole = taken_back(golden("0009", folder / "appliance.db"), revision)
        self.model = pulled_plug(whole, folder / "model").parent
        self.old = rows_of(self.house("old") / "appliance.db")
        grown = self.house("new") / "appliance.db"
        migrate(grown)
        self.new = rows_of(grown)
        assert self.old != self.new

    def house(self, name: str) -> Path:
        shutil.rmtree(self.folder / name, ignore_errors=True)
        return Path(shutil.copytree(self.model, self.folder / name))

    def look(self, house: Path) -> str:
        """On a copy: looking opens the file, and would mend what the next start has to mend."""
        seen = Path(shutil.copytree(house, house.with_name("seen"), dirs_exist_ok=False))
        try:
            for path in seen.glob("before-*.db"):
                assert rows_of(path) == self.old
            rows = rows_of(seen / "appliance.db")
            with opened(seen / "appliance.db") as database:
                assert first_fault(database) == ""
            assert rows in (self.old, self.new)
            return "old" if rows == self.old else "new"
        finally:
            shutil.rmtree(seen)

    def goes_on(self, house: Path) -> None:
        migrate(house / "appliance.db")
        assert rows_of(house / "appliance.db") == self.new
        left = {path.name.partition("-")[0] for path in house.iterdir()}
        assert left == {"appliance.db", "before"}


@pytest.fixture(params=["0003", "0005"])
def street(request: pytest.FixtureRequest, tmp_path: Path) -> Street:
    return Street(tmp_path, request.param)


def test_the_plug_may_be_pulled_at_any_moment(street: Street) -> None:
    chance = random.Random()
    whole = min(duration(lambda: started(street.house("whole") / "appliance.db")) for _try in range(2))
    ends = []
    for _round in range(ROUNDS):
        house = street.house("killed")
        child = started(house / "appliance.db")
        child.join(chance.uniform(0, whole))
        child.kill()
        child.join()
        ends.append(street.look(house))
        street.goes_on(house)
    print(f"{ends.count('old')} ended in the old version, {ends.count('new')} in the new one")


def test_the_plug_may_be_pulled_at_every_step(street: Street) -> None:
    ends = []
    for step in STEPS:
        house = street.house("killed")
        child = started(house / "appliance.db", step)
        child.join()
        ends.append(street.look(house))
        if child.exitcode == 0:
            break
        assert child.exitcode == -signal.SIGKILL
        street.goes_on(house)
    assert ends == sorted(ends, reverse=True) and set(ends) == {"old", "new"}
    print(f"{ends.count('old')} steps before the switch, {ends.count('new')} after it")


def test_a_start_that_is_killed_twice_goes_on_too(street: Street) -> None:
    house = street.house("killed")
    for step in (9, 20):
        child = started(house / "appliance.db", step)
        child.join()
        assert child.exitcode == -signal.SIGKILL
    assert street.look(house) == "old"
    street.goes_on(house)


def duration(start: Callable[[], ForkServerProcess]) -> float:
    began = time.perf_counter()
    start().join()
    return time.perf_counter() - began
