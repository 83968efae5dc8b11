"""A folder that stands for a machine, for the real scripts/install; a stand-in notes what systemd is told."""

import os
import subprocess
import sys
from pathlib import Path

from appliance.core.settings import ROOT

WITHOUT_SETTINGS = {name: value for name, value in os.environ.items() if not name.startswith("APPLIANCE_")}
NOTE_DOWN = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/told"
"""


class Machine:
    def __init__(self, folder: Path) -> None:
        self.root = folder / "machine"
        (self.root / "etc/avahi").mkdir(parents=True)
        (self.root / "etc/avahi/avahi-daemon.conf").write_text("[server]\n#host-name=foo\nuse-ipv4=yes\n")
        self._systemctl = folder / "systemctl"
        self._systemctl.write_text(NOTE_DOWN)
        self._systemctl.chmod(0o755)

    @property
    def settings(self) -> Path:
        return self.root / "etc/appliance/appliance.env"

    @property
    def data(self) -> Path:
        return self.root / "var/lib/appliance"

    @property
    def current(self) -> Path:
        return self.root / "opt/appliance/current"

    def told(self) -> list[str]:
        """What systemd was told, each time in its own line; asking twice tells only what is new."""
        note = self._systemctl.with_name("told")
        lines = note.read_text().splitlines() if note.exists() else []
        note.write_text("")
        return lines

    def begin(self, *words: str, checkout: Path = ROOT) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [checkout / "scripts/install", "--root", self.root, "--venv", sys.prefix, *words],
            env=WITHOUT_SETTINGS | {"APPLIANCE_SYSTEMCTL": str(self._systemctl)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def install(self, *words: str, checkout: Path = ROOT) -> str:
        code, said = self.try_to_install(*words, checkout=checkout)
        assert code == 0, said
        return said

    def try_to_install(self, *words: str, checkout: Path = ROOT) -> tuple[int, str]:
        begun = self.begin(*words, checkout=checkout)
        said, _nothing = begun.communicate(timeout=120)
        return begun.returncode, said

    def setting(self, name: str) -> str:
        lines = [line for line in self.settings.read_text().splitlines() if line.startswith(f"{name}=")]
        return lines[-1].partition("=")[2] if lines else ""
