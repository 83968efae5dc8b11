"""A folder that stands for a machine with the appliance: installed by the real script, run by `pid1.py`."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import httpx

from appliance.core.migrate import migrate, revisions
from appliance.core.settings import ROOT
from tests.cli.running import free_port
from tests.support.golden import golden, rows_of

PID1 = Path(__file__).with_name("pid1.py")
MARK = "APPLIANCE_TEST_MACHINE"
OLD, NEW = "0.1.0", "0.2.0"
JAR = "op.create_table('jar', sa.Column('id', sa.Integer(), primary_key=True))"
ILL = {
    "appliance/system/pages/__init__.py": (
        "status_code=200 if found.well else 503",
        "status_code=503 if 'INVOCATION_ID' in __import__('os').environ else 200",
    )
}
MUTE = {"appliance/cli/serve.py": ("set_up_logs(", "raise SystemExit(3)\n    set_up_logs(")}
PATIENCE = 120.0  # seconds
# What no job of the house changes by itself while a test runs.
KEPT = (
    "family",
    "member",
    "member_picture",
    "reward",
    "wish",
    "point_entry",
    "point_sum",
    "bonus_minutes",
    "usage_interval",
    "memory_words",
    "conversation",
    "utterance",
    "api_token",
)
WITHOUT_SETTINGS = {name: value for name, value in os.environ.items() if not name.startswith("APPLIANCE_")}
# Each version runs its own code with the packages of this environment.
COMMAND = """#!/bin/sh
here=$(cd "$(dirname "$0")/../.." && pwd -P)
PYTHONPATH=$here exec {python} -P {module}"$@"
"""


class Home:
    def __init__(self, root: Path, tools: Path, *, patience: int = 20) -> None:
        self.root = root
        self.tools = tools
        self.port = free_port()
        self.environment = WITHOUT_SETTINGS | {
            MARK: str(root),
            "APPLIANCE_SYSTEMCTL": str(tools / "systemctl"),
            "APPLIANCE_TRIAL_PATIENCE": str(patience),
            "APPLIANCE_TRIAL_CALM": "0",
            "TMPDIR": str(root / "tmp"),
        }

    @classmethod
    def built(cls, folder: Path) -> "Home":
        """A family of version 0.1.0 in a house that was installed from this checkout."""
        for name, module in (("python", ""), ("appliance", "-m appliance ")):
            command = folder / "venv/bin" / name
            command.parent.mkdir(parents=True, exist_ok=True)
            command.write_text(COMMAND.format(python=sys.executable, module=module))
            command.chmod(0o755)
        home = cls(folder / "built", folder)
        for place in ("run", "tmp", "var/lib/appliance"):
            (home.root / place).mkdir(parents=True)
        told = folder / "systemctl"
        told.write_text(f'#!/bin/sh\nexec {sys.executable} {PID1} "${MARK}" "$@"\n')
        told.chmod(0o755)
        migrate(golden("0009", home.database))
        home.power_on()
        code, said = home.install(ROOT)
        assert code == 0, said
        home.power_cut()
        return home

    def another(self, root: Path, **more: int) -> "Home":
        """The same home again at a port of its own; files of the versions are shared, never written to."""
        shutil.copytree(self.root, root, symlinks=True, ignore=_no_sockets, copy_function=_linked_if_code)
        home = Home(root, self.tools, **more)
        for path in ("etc/appliance/appliance.env", "etc/systemd/system/appliance.socket.d/port.conf"):
            place = root / path
            place.write_text(re.sub(rf"\b{self.port}\b", str(home.port), place.read_text()))
        return home

    @property
    def database(self) -> Path:
        return self.root / "var/lib/appliance/appliance.db"

    @property
    def versions(self) -> Path:
        return self.root / "opt/appliance/versions"

    @property
    def current(self) -> str:
        return (self.root / "opt/appliance/current").readlink().name

    @property
    def on_trial(self) -> bool:
        return (self.root / "opt/appliance/trial").exists()

    @contextmanager
    def lived_in(self, root: Path, **more: int) -> Iterator["Home"]:
        """Another one that is switched on, until the test ends."""
        home = self.another(root, **more)
        home.power_on()
        try:
            assert home.settled() == OLD
            yield home
        finally:
            home.power_cut()

    def begin(self, checkout: Path, *more: str) -> "subprocess.Popen[str]":
        words = ["--root", self.root, "--venv", self.tools / "venv", "--port", str(self.port), *more]
        return subprocess.Popen(
            [checkout / "scripts/install", *words],
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def install(self, checkout: Path, *more: str) -> tuple[int, str]:
        begun = self.begin(checkout, *more)
        said, _nothing = begun.communicate(timeout=PATIENCE)
        return begun.returncode, said

    def power_on(self) -> None:
        with (self.root / "run/journal").open("ab") as journal:
            subprocess.Popen(
                [sys.executable, PID1, self.root],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=journal,
                stderr=journal,
                start_new_session=True,
            )
        wait_for(lambda: self.control("is-active", "appliance.service") in (0, 3), self.journal)

    def power_cut(self) -> None:
        """Everything that runs on this machine ends in the same moment, as far as signals allow."""
        while found := self._running():
            for pid in found:
                _kill(pid)

    def kill(self, installer: "subprocess.Popen[str]") -> None:
        """It and all that it started; the machine stays on."""
        while found := [pid for pid in self._running() if _session(pid) == installer.pid]:
            for pid in found:
                _kill(pid)
        installer.communicate()

    def control(self, *words: str) -> int:
        told = [sys.executable, PID1, self.root, *words]
        return subprocess.run(told, stderr=subprocess.DEVNULL, check=False).returncode

    def number(self) -> str:
        """The version that is open and well."""
        try:
            answer = httpx.get(f"http://127.0.0.1:{self.port}/health", timeout=5, trust_env=False)
        except httpx.TransportError:
            return ""
        return str(answer.json()["version"]) if answer.status_code == 200 else ""

    def settled(self) -> str:
        """Its version, as soon as it is well and no trial is left."""
        wait_for(lambda: not self.on_trial and self.number() != "", self.journal)
        return self.number()

    def schema(self) -> str:
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            return str(database.execute("SELECT version_num FROM alembic_version").fetchone()[0])

    def family(self) -> dict[str, list[tuple[object, ...]]]:
        copy = self.root / "tmp/seen.db"
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as database:
            copy.unlink(missing_ok=True)
            with closing(sqlite3.connect(copy)) as target:
                database.backup(target)
        rows = rows_of(copy)
        return {name: rows[name] for name in KEPT}

    def journal(self) -> str:
        return (self.root / "run/journal").read_text(errors="replace")[-4000:]

    def _running(self) -> list[int]:
        mark = f"{MARK}={self.root}".encode()
        return [int(path.name) for path in Path("/proc").glob("[0-9]*") if mark in _environment(path)]


class Versions:
    """Further versions, made from the one that was installed: with another number, and what is said."""

    def __init__(self, home: Home, folder: Path) -> None:
        self._old = home.versions / home.current
        self._folder = folder

    def make(self, name: str, migration: str = "", patches: dict[str, tuple[str, str]] | None = None) -> Path:
        made = self._folder / name
        shutil.copytree(self._old, made, symlinks=True, copy_function=os.link)
        _patch(made / "pyproject.toml", f'version = "{OLD}"', f'version = "{NEW}"')
        _patch(made / "appliance/__init__.py", f'__version__ = "{OLD}"', f'__version__ = "{NEW}"')
        for file, (old, new) in (patches or {}).items():
            _patch(made / file, old, new)
        if migration:
            _known, newest = revisions()
            (made / "appliance/core/migrations/versions/9000_next.py").write_text(
                f'import sqlalchemy as sa\nfrom alembic import op\n\nrevision = "9000"\n'
                f'down_revision = "{newest}"\n\n\ndef upgrade() -> None:\n    {migration}\n'
            )
        return made


def wait_for(done: Callable[[], bool], why: Callable[[], str]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise AssertionError(why())
        time.sleep(0.1)


def _patch(file: Path, old: str, new: str) -> None:
    text = file.read_text()
    assert old in text, (file, old)
    file.unlink()  # the file itself is shared with the other versions
    file.write_text(text.replace(old, new))


def _no_sockets(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if (Path(folder) / name).is_socket()}


def _linked_if_code(source: str, target: str) -> str:
    if "/opt/appliance/versions/" in source:
        os.link(source, target)
        return target
    return str(shutil.copy2(source, target))


def _environment(process: Path) -> bytes:
    try:
        return (process / "environ").read_bytes()
    except OSError:
        return b""


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0


def _kill(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
