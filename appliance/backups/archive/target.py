"""Where the backups of a house go, as its plan says; asked of the file itself, by whoever is outside."""

import sqlite3
from pathlib import Path

from appliance.core.soundness import opened

DEFAULT = "backups"


def target_of(data: Path) -> Path:
    """Where the database cannot be read, it is the folder in the data directory."""
    try:
        with opened(data / "appliance.db", "ro") as db:
            found = db.execute("SELECT place FROM backup_plan WHERE place <> ''").fetchone()
    except sqlite3.Error:
        found = None
    return Path(found[0]) if found else data / DEFAULT
