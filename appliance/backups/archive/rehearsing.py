"""An appliance is opened on what was staged, in a process of its own, before it is trusted."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from appliance.backups.archive.faults import unsound

PATIENCE = 180  # seconds


def rehearse(folder: Path, counts: Mapping[str, int]) -> None:
    """Raises where it does not open, or does not have the rows that it had before."""
    told = subprocess.run(
        [sys.executable, "-m", "appliance", "rehearse", str(folder), "--json"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    try:
        found = json.loads(told.stdout.strip().splitlines()[-1])
        trouble, seen = str(found["trouble"]), dict(found["counts"])
    except (IndexError, ValueError, KeyError, TypeError):
        raise unsound(told.stderr.strip()[-200:] or "the appliance did not open") from None
    if trouble or told.returncode:
        raise unsound(trouble)
    if seen != dict(counts):
        raise unsound("the rows are not those that were there")
