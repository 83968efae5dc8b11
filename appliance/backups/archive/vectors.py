"""Vectors that were written on another kind of machine are made anew from their texts."""

from pathlib import Path

from appliance.core.soundness import opened

VECTORS = "memory_vectors"


def drop_vectors(database: Path) -> None:
    """sqlite-vec 0.1.9 may spoil a file that another architecture wrote (its issue 297).

    The house's own job finds memories without a vector and makes it again.
    """
    with opened(database) as db:
        found = db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (VECTORS,)).fetchone()
        db.execute("BEGIN IMMEDIATE")
        db.execute("DROP TABLE memory_vectors")
        db.execute(found[0])
        db.execute("UPDATE memory SET embedded_with = ''")
        db.execute("COMMIT")
