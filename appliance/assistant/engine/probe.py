"""A first look at a model file in a process whose death costs nothing."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
CHILD = "appliance.assistant.engine.probe_child"
MAGIC = b"GGUF"


@dataclass(frozen=True)
class Probed:
    usable: bool
    why: str
    name: str = ""
    description: str = ""
    parameters: int = 0
    context: int = 0
    has_template: bool = False
    tokens_per_second: float = 0.0


def probe(path: Path, *, seconds: float = 120) -> Probed:
    """Loads the file and decodes a few tokens in a child process. Blocks; never raises for a bad file."""
    if fault := _header_fault(path):
        return Probed(False, fault)
    command = [sys.executable, "-m", CHILD, str(path)]
    try:
        child = subprocess.run(command, env=_environment(), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Probed(False, f"no word within {seconds:.0f} seconds")
    return _reading(child)


def _header_fault(path: Path) -> str:
    try:
        with path.open("rb") as file:
            magic = file.read(4)
    except OSError as fault:
        return f"cannot be read: {fault.strerror}"
    return "" if magic == MAGIC else "this is not a GGUF file"


def _environment() -> dict[str, str]:
    """Nothing but what the interpreter needs: the child reads an untrusted file."""
    kept = ("PATH", "LD_LIBRARY_PATH", "LANG")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONPATH": str(ROOT)}


def _reading(child: subprocess.CompletedProcess[bytes]) -> Probed:
    if child.returncode < 0:
        return Probed(False, f"llama.cpp died of it ({signal.Signals(-child.returncode).name})")
    try:
        return Probed(**json.loads(child.stdout))
    except (ValueError, TypeError):
        last = child.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        return Probed(False, last[0] if last else f"llama.cpp gave up (exit {child.returncode})")
