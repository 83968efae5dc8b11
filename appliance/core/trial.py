"""Native code, tried in a process of its own, whose death costs nothing."""

import json
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass

from appliance.core.settings import ROOT


@dataclass(frozen=True)
class Trial:
    """What the child told as one JSON object, or how it ended."""

    told: Mapping[str, object]
    fault: str


def tried(module: str, *words: str, seconds: float) -> Trial:
    """`python -m MODULE WORDS`. Code for another processor ends it by a signal."""
    command = [sys.executable, "-m", module, *words]
    try:
        child = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return Trial({}, f"no answer within {seconds:.0f} seconds")
    if child.returncode == 0:
        return Trial(json.loads(child.stdout), "")
    if child.returncode < 0:
        return Trial({}, f"the process died of {signal.Signals(-child.returncode).name}")
    last = child.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
    return Trial({}, last[0] if last else f"exit {child.returncode}")
