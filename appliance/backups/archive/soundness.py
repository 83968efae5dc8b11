"""Whether a copy is whole, as an answer or as a refusal; and hashes of files."""

import hashlib
import sqlite3
from pathlib import Path

from appliance.backups.archive.faults import unsound
from appliance.core.soundness import first_fault, opened, row_counts


def check(database: Path) -> dict[str, int]:
    """The rows of each table, when all is well. What is written to try it is taken back."""
    try:
        with opened(database) as db:
            fault = first_fault(db)
            if not fault:
                return row_counts(db)
    except sqlite3.DatabaseError as broken:
        if "full" in str(broken):
            raise
        fault = str(broken)
    raise unsound(fault)


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
