"""Tells after a fall which model was at work. Kept in memory, so no card wears by it: decision 018."""

import faulthandler
import hashlib
import json
import mmap
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import structlog

BOOT = Path("/proc/sys/kernel/random/boot_id")
MEMORY = Path("/dev/shm")
ROOM = 256  # bytes for one kind of model: whether it is at work, then the name of its file
OF = "of"  # holds whose directory it is
KINDS = ("chat", "embedding")
FALLS = 2  # inside one boot, after which a model is set aside
FATAL = "Fatal Python error: "  # how faulthandler begins for SIGSEGV, SIGABRT, SIGILL, SIGBUS and SIGFPE
log = structlog.get_logger("models")


def place_for(data: Path) -> Path:
    """The unit's own directory in memory, else one of ours there; on the disk where there is neither."""
    given = os.environ.get("RUNTIME_DIRECTORY", "").split(":")[0]
    if given:
        return Path(given)
    name = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:12]
    folder = MEMORY / f"appliance-{os.geteuid()}-{name}"
    return folder if MEMORY.is_dir() and _is_made(folder) else data / ".inference"


def _is_made(folder: Path) -> bool:
    """Anybody may make a directory of that name there: then it is not ours to use."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        seen = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(seen.st_mode) and seen.st_uid == os.geteuid() and not seen.st_mode & 0o077


def open_box(data: Path) -> "BlackBox | None":
    """None where there is no place for it: the house goes on without."""
    try:
        place = place_for(data)
        box = BlackBox(place)
        if place.parent == MEMORY:
            (place / OF).write_text(str(data.resolve()))
            _sweep()
        return box
    except OSError as fault:
        log.warning("nothing would tell which model the house fell with", why=fault.strerror)
        return None


def _sweep() -> None:
    """What houses left behind that were killed, and whose directory is gone since."""
    for place in MEMORY.glob(f"appliance-{os.geteuid()}-*"):
        house = _read(place / OF)
        if house and not Path(house).exists():
            shutil.rmtree(place, ignore_errors=True)


class BlackBox:
    """`at_work` is entered around each call into llama.cpp, and costs less than a microsecond."""

    def __init__(self, place: Path) -> None:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._place = place
        self._counts, self._boot = place / "falls.json", _read(BOOT)
        self.fell: tuple[str, ...] = ()  # models that were set aside by this very start
        fault = _read(place / "fault")
        self._marks = _mapped(place / "inference")
        self._falls = self._known()
        self._count(fault)
        self._fault: IO[str] = (place / "fault").open("w")

    def listen(self) -> None:
        """From now on a fatal signal leaves its name and the line where it struck."""
        faulthandler.enable(self._fault, all_threads=False)

    @contextmanager
    def at_work(self, kind: str, name: str) -> Iterator[None]:
        at = KINDS.index(kind) * ROOM
        written = name.encode()[: ROOM - 2]
        self._marks[at + 1 : at + 1 + len(written) + 1] = written + b"\0"
        self._marks[at] = 1
        try:
            yield
        finally:
            self._marks[at] = 0

    def is_aside(self, name: str) -> bool:
        return self._falls.get(name, 0) >= FALLS

    @property
    def aside(self) -> list[str]:
        return sorted(name for name in self._falls if self.is_aside(name))

    def forget(self) -> None:
        self._falls = {}
        self._keep()

    def close(self) -> None:
        """Where nothing fell, nothing is left behind; the unit's own directory goes by itself."""
        if not self._falls and self._place.parent == MEMORY:
            shutil.rmtree(self._place, ignore_errors=True)

    def _count(self, fault: str) -> None:
        fell = self._at_work_then() if fault.startswith(FATAL) else []
        for name in fell:
            self._falls[name] = self._falls.get(name, 0) + 1
        self._marks[:] = bytes(len(self._marks))
        if fell:
            self._keep()
            self.fell = tuple(name for name in fell if self._falls[name] == FALLS)
            log.error("the house fell while a model was at work", models=fell, fault=fault[:2000])

    def _at_work_then(self) -> list[str]:
        slots = (self._marks[at : at + ROOM] for at in range(0, ROOM * len(KINDS), ROOM))
        return [slot[1:].split(b"\0")[0].decode("utf-8", "replace") for slot in slots if slot[0]]

    def _known(self) -> dict[str, int]:
        """What an earlier boot noted is forgotten: memory, heat and the machine itself are others now."""
        try:
            kept = json.loads(self._counts.read_text())
        except (OSError, ValueError):
            return {}
        return dict(kept["falls"]) if kept.get("boot") == self._boot else {}

    def _keep(self) -> None:
        self._counts.write_text(json.dumps({"boot": self._boot, "falls": self._falls}))


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError:
        return ""


def _mapped(path: Path) -> mmap.mmap:
    with open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        file.truncate(ROOM * len(KINDS))
        return mmap.mmap(file.fileno(), ROOM * len(KINDS))
