"""ActivityWatch's own server, as PyPI has it, in an environment of its own: it needs what we do not have."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.benchmarks.serving import ROOT, Serving, free_port, started

LOCK = ROOT / "scripts" / "requirements-aw-server.lock"
PIP = ("-m", "pip", "install", "--quiet", "--no-input", "--disable-pip-version-check")


@contextmanager
def aw_server(folder: Path) -> Iterator[Serving]:
    """Its database lies on the same disk as ours."""
    python = folder / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
    only_locked = ("--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
    subprocess.run([python, *PIP, *only_locked], check=True, stderr=subprocess.DEVNULL)
    port = free_port()
    homes = {f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    command = ["-m", "aw_server", "--host", "127.0.0.1", "--port", str(port)]
    with started(
        command, port, "/api/0/info", "", python=str(python), environment=os.environ | homes
    ) as serving:
        yield serving
