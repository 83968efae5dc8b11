"""Native code in a short-lived process: `python -m ... vectors|llama`, one JSON line on stdout."""

import json
import resource
import sqlite3
import struct
import sys
from collections.abc import Callable, Mapping


def vectors() -> dict[str, object]:
    """A vector is stored, found again and taken away."""
    import sqlite_vec

    db = sqlite3.connect(":memory:")
    db.enable_load_extension(True)
    sqlite_vec.load(db)
    db.execute("CREATE VIRTUAL TABLE v USING vec0(at float[4])")
    for n in range(1, 4):
        db.execute("INSERT INTO v(rowid, at) VALUES (?, ?)", (n, struct.pack("<4f", n, 0, 0, 0)))
    nearest = "SELECT rowid FROM v WHERE at MATCH ? AND k = 1"
    [(found,)] = db.execute(nearest, (struct.pack("<4f", 2.2, 0, 0, 0),)).fetchall()
    db.execute("DELETE FROM v WHERE rowid = ?", (found,))
    [(version, left)] = db.execute("SELECT vec_version(), (SELECT count(*) FROM v)").fetchall()
    if (found, left) != (2, 2):
        raise RuntimeError("it finds the wrong vectors")
    return {"version": version}


def llama() -> dict[str, object]:
    import llama_cpp

    said = llama_cpp.llama_print_system_info().decode("utf-8", "replace")
    parts = (part.rpartition(":")[2].partition("=") for part in said.split("|"))
    used = sorted(name.strip() for name, _is, on in parts if on.strip() == "1")
    return {"version": llama_cpp.__version__, "uses": used}


TRIALS: Mapping[str, Callable[[], dict[str, object]]] = {"vectors": vectors, "llama": llama}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(TRIALS[sys.argv[1]]()))


if __name__ == "__main__":
    main()
