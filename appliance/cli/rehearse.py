"""`appliance rehearse`: tries a copy of the family's data out, before it is trusted."""

import ctypes
import json
import os
import signal
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

import click

from appliance import __version__

PATIENCE = 120.0  # seconds, after which nothing of this is left running
DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG


@dataclass
class Rehearsal:
    version: str = __version__
    schema: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)  # what was asked, and the status of the answer
    trouble: str = ""


@click.command(hidden=True)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--of",
    "original",
    metavar="DATA",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Copy the database of DATA there first; its house may be open.",
)
@click.option("--model", is_flag=True, help="Open the assistant's embedded model too.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line.")
def rehearse(folder: Path, original: Path | None, model: bool, as_json: bool) -> None:
    """Boots an appliance on the scratch directory DIR, asks it for some pages, and counts its rows.

    What is in DIR is migrated to this version.
    """
    os.environ.pop("NOTIFY_SOCKET", None)  # what a rehearsal does is nothing that systemd waits for
    ctypes.CDLL(None).prctl(DIES_WITH_PARENT, signal.SIGKILL)
    too_late = threading.Timer(PATIENCE, _give_up, (as_json,))
    too_late.daemon = True
    too_late.start()
    from appliance.cli.rehearsal import rehearsed

    found = rehearsed(folder.absolute(), model, original)
    too_late.cancel()
    _tell(found, as_json)
    raise SystemExit(1 if found.trouble else 0)


def _give_up(as_json: bool) -> None:
    _tell(Rehearsal(trouble=f"the appliance was not up within {PATIENCE:g} seconds"), as_json)
    os._exit(1)


def _tell(found: Rehearsal, as_json: bool) -> None:
    plain = f"This cannot be used: {found.trouble}." if found.trouble else "All is well."
    click.echo(json.dumps(asdict(found)) if as_json else plain)
