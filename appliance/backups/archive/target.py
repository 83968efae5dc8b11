"""Where the backups of a house go, as its plan says; asked of the file itself, by whoever is outside."""

import os
import sqlite3
from pathlib import Path

from appliance.core.soundness import opened

DEFAULT = "backups"


def target_of(data: Path) -> Path:
    """The folder in the data directory where the chosen disk is not plugged in: only an empty folder is there
    then. There too where the database cannot be read.
    """
    try:
        with opened(data / "appliance.db", "ro") as db:
            found = db.execute("SELECT place, mount FROM backup_plan WHERE place <> ''").fetchone()
    except sqlite3.Error:
        found = None
    there = found is not None and (not found[1] or os.path.ismount(found[1]))
    return Path(found[0]) if there else data / DEFAULT
