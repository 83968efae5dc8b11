"""A small Debian that boots systemd as its first process, in a folder, on the network of this machine."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from appliance.core.settings import ROOT

NEEDED = ("debootstrap", "systemd-nspawn", "nsenter")
INCLUDED = "systemd,systemd-sysv,dbus,python3,ca-certificates"  # the rest is for scripts/install to bring
CHECKOUT = "/root/appliance"
ENVIRONMENT = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin",
    "HOME": "/root",
    "LANG": "C.UTF-8",
}
PATIENCE = 120


class Debian:
    def __init__(self, root: Path) -> None:
        self.root = root
        self._nspawn: subprocess.Popen[bytes] | None = None
        self._leader = ""

    def make(self) -> bool:
        made = subprocess.run(
            ["debootstrap", "--variant=minbase", f"--include={INCLUDED}", "bookworm", self.root],
            capture_output=True,
            check=False,
        )
        return made.returncode == 0

    def furnish(self) -> None:
        """With this checkout, and with what this machine knows already of certificates and built wheels."""
        ignored = shutil.ignore_patterns("__pycache__", ".git", ".venv", ".*_cache", "data-demo")
        shutil.copytree(ROOT, self.root / CHECKOUT[1:], ignore=ignored)
        for known in ("/etc/pip.conf", "/etc/ssl/certs/ca-certificates.crt"):
            if Path(known).exists():
                shutil.copy(known, self.root / known[1:])
        wheels = Path.home() / ".cache/appliance/wheels"
        if wheels.exists():
            shutil.copytree(wheels, self.root / "root/.cache/appliance/wheels")

    @contextmanager
    def booted(self) -> Iterator[None]:
        self._nspawn = subprocess.Popen(
            ["systemd-nspawn", "-D", self.root, "--machine=appliance-test", "--boot", "--register=no",
             "--keep-unit", "--resolv-conf=copy-host"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            self._wait_until_up()
            yield
        finally:
            self._nspawn.terminate()
            self._nspawn.wait(PATIENCE)

    def reboots(self) -> None:
        """Until it has gone down; whoever booted it boots it again."""
        assert self._nspawn is not None
        self.run("systemctl", "reboot")
        self._nspawn.wait(PATIENCE)

    def loses_power(self) -> None:
        """Everything in it ends in the same moment; whoever booted it boots it again."""
        assert self._nspawn is not None
        os.kill(int(self._leader), signal.SIGKILL)
        self._nspawn.wait(PATIENCE)

    def begin(self, *words: str) -> "subprocess.Popen[bytes]":
        said = subprocess.DEVNULL
        return subprocess.Popen(self._inside(words), env=ENVIRONMENT, stdin=said, stdout=said, stderr=said)

    def _inside(self, words: Sequence[str]) -> list[str]:
        return ["nsenter", "-t", self._leader, "-a", "-r", "-w", *words]

    def run(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            self._inside(words),
            env=ENVIRONMENT,
            capture_output=True,
            text=True,
            timeout=600,
            check=False,
        )
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return (done.stdout + done.stderr).strip()

    def _wait_until_up(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self._leader = self._first_process()
            if self._leader and self.run("systemctl", "is-system-running", check=False) in (
                "running",
                "degraded",
            ):
                return
            time.sleep(0.5)
        raise AssertionError("it did not boot")

    def _first_process(self) -> str:
        assert self._nspawn is not None
        task = Path(f"/proc/{self._nspawn.pid}/task/{self._nspawn.pid}/children")
        children = task.read_text().split() if task.exists() else []
        return next(
            (pid for pid in children if os.path.basename(os.readlink(f"/proc/{pid}/exe")) == "systemd"), ""
        )
