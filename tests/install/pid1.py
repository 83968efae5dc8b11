"""A stand-in for systemd below a folder, because process 1 of a test is something else.

It reads the units that scripts/install put there and does what these rely on: keeps the port of the socket
unit open over restarts, starts, stops and restarts the service with it, waits for READY=1, starts it again
when it falls, and starts the roll back where its condition holds. It does not isolate, count starts, or start
anything by a knock at the port. `pid1.py FOLDER` boots; `pid1.py FOLDER WORDS...` is systemctl.
"""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

PASS_ON = 'exec 3<&"$DOOR"; export LISTEN_FDS=1 LISTEN_PID=$$ INVOCATION_ID=1; exec "$@"'
SERVICE, SOCKET, ROLLBACK = "appliance.service", "appliance.socket", "appliance-rollback.service"
RESTART = 0.3  # seconds; the unit has 2
PATIENCE = 60  # seconds for a start


class Unit:
    """A unit's file, with the places in it moved below the folder."""

    def __init__(self, root: Path, name: str) -> None:
        self._root = root
        file = root / "etc/systemd/system" / name
        dropped = sorted(file.with_name(f"{name}.d").glob("*.conf"))
        self._text = "\n".join(path.read_text() for path in (file, *dropped))

    def all(self, key: str) -> list[str]:
        found = re.findall(rf"^{key}=-?(.*)$", self._text, flags=re.M)
        return [re.sub(r"(?<![\w.])/(opt|var|etc)/", rf"{self._root}/\1/", value) for value in found]

    def command(self) -> list[str]:
        return self.all("ExecStart")[-1].split()

    def environment(self) -> dict[str, str]:
        lines = self.all("Environment")
        for file in self.all("EnvironmentFile"):
            lines += [line for line in Path(file).read_text().splitlines() if re.match(r"\w+=", line)]
        return dict(line.split("=", 1) for line in lines)


class Machine:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.door: socket.socket | None = None
        self.service: subprocess.Popen[bytes] | None = None
        self.ready = threading.Event()
        self._turn = threading.RLock()
        self._notified = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self._notified.bind(str(root / "run/notify"))
        threading.Thread(target=self._listen_for_ready, daemon=True).start()

    def boot(self) -> None:
        if not (self.root / "etc/systemd/system" / SERVICE).exists():
            return
        self.do(["start", SOCKET])
        self.do(["start", SERVICE])
        self.do(["start", ROLLBACK])

    def do(self, words: list[str]) -> int:
        verb, *units = [word for word in words if not word.startswith("-")]
        if verb in ("start", "stop", "restart"):
            return max(getattr(self, f"_{verb}")(unit) for unit in units)
        if verb == "is-active":
            return 0 if self._runs() else 3
        return 0

    def _start(self, unit: str) -> int:
        if unit == SOCKET:
            return self._open_door()
        if unit == ROLLBACK:
            return self._finish_trial()
        with self._turn:
            if self._runs():
                return 0
            return self._launch()

    def _stop(self, unit: str) -> int:
        with self._turn:
            if unit == SOCKET and self.door is not None:
                self.door.close()
                self.door = None
            if unit == SERVICE and self.service is not None:
                process, self.service = self.service, None
                process.terminate()
                try:
                    process.wait(30)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
        return 0

    def _restart(self, unit: str) -> int:
        with self._turn:
            self._stop(unit)
            return self._start(unit)

    def _runs(self) -> bool:
        return self.service is not None and self.service.poll() is None and self.ready.is_set()

    def _open_door(self) -> int:
        if self.door is None:
            address = [value for value in Unit(self.root, SOCKET).all("ListenStream") if value][-1]
            self.door = socket.create_server(("127.0.0.1", int(address.rpartition(":")[2])))
        return 0

    def _launch(self) -> int:
        unit = Unit(self.root, SERVICE)
        self._open_door()
        assert self.door is not None
        self.ready.clear()
        told = {"DOOR": str(self.door.fileno()), "NOTIFY_SOCKET": str(self.root / "run/notify")}
        with (self.root / "run/journal").open("ab") as journal:
            self.service = process = subprocess.Popen(
                ["bash", "-c", PASS_ON, "service", *unit.command()],
                env=os.environ | unit.environment() | told,
                cwd=self.root,
                stdin=subprocess.DEVNULL,
                stdout=journal,
                stderr=journal,
                pass_fds=[self.door.fileno()],
                start_new_session=True,
            )
        threading.Thread(target=self._start_again_after, args=(process,), daemon=True).start()
        end = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < end:
            if self.ready.wait(0.05):
                return 0
        return 1

    def _start_again_after(self, process: "subprocess.Popen[bytes]") -> None:
        process.wait()
        time.sleep(RESTART)
        with self._turn:
            if self.service is process:
                self._launch()

    def _finish_trial(self) -> int:
        unit = Unit(self.root, ROLLBACK)
        if all(Path(path).exists() for path in unit.all("ConditionPathExists")):
            with (self.root / "run/journal").open("ab") as journal:
                words = [*unit.command(), "--root", str(self.root)]
                subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=journal, stderr=journal)
        return 0

    def _listen_for_ready(self) -> None:
        while True:
            if b"READY=1" in self._notified.recv(4096):
                self.ready.set()


def serve(root: Path) -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    for left in ("notify", "pid1"):
        (root / "run" / left).unlink(missing_ok=True)
    machine = Machine(root)
    heard = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    heard.bind(str(root / "run/pid1"))
    heard.listen()
    threading.Thread(target=machine.boot, daemon=True).start()
    while True:
        threading.Thread(target=_answer, args=(machine, heard.accept()[0]), daemon=True).start()


def _answer(machine: Machine, line: socket.socket) -> None:
    with line, line.makefile("rw") as talk:
        status = machine.do(json.loads(talk.readline()))
        talk.write(f"{status}\n")


def ask(root: Path, words: list[str]) -> int:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.connect(str(root / "run/pid1"))
        with line.makefile("rw") as talk:
            talk.write(json.dumps(words) + "\n")
            talk.flush()
            return int(talk.readline() or 1)


if __name__ == "__main__":
    where, *said = sys.argv[1:]
    if not said:
        serve(Path(where))
    sys.exit(ask(Path(where), said))
