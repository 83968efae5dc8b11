"""Whether a database file is whole and all of it can be used, asked of SQLite itself."""

import re
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

# Found without importing the package, which would bring numpy and its 40 MB along.
EXTENSION = Path(getattr(find_spec("sqlite_vec"), "origin", "")).with_name("vec0")
VECTOR = re.compile(r"(\w+)\s+(FLOAT|BIT)\[(\d+)\]", re.IGNORECASE)


@contextmanager
def opened(database: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """A file that is not there is refused, never made. `ro` cannot search the words' index for faults."""
    address = f"{database.absolute().as_uri()}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA busy_timeout=5000")
        connection.enable_load_extension(True)
        connection.load_extension(str(EXTENSION))
        connection.enable_load_extension(False)
        yield connection
    finally:
        connection.close()


def schema_of(connection: sqlite3.Connection) -> str:
    """The revision, or nothing in a database that no migration has made."""
    tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    found = tables and connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """Of every table that holds the family's rows: not of those in which an index keeps its own."""
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
        for name in sorted(_tables(connection))
    }


def first_fault(connection: sqlite3.Connection) -> str:
    """In words for whoever reads a log; nothing where all is well. What it writes is rolled back."""
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        return f"the file is damaged: {found}"
    lost = connection.execute("PRAGMA foreign_key_check").fetchone()
    if lost is not None:
        return f"a row of {lost[0]} belongs to a row of {lost[2]} that is not there"
    try:
        for name, made_by in _virtual(connection).items():
            _try_out(connection, name, made_by)
    except sqlite3.Error as fault:
        return f"the search index {name} cannot be used: {fault}"
    return ""


def _virtual(connection: sqlite3.Connection) -> dict[str, str]:
    made = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'")
    return dict(made.fetchall())


def _tables(connection: sqlite3.Connection) -> set[str]:
    virtual = _virtual(connection)
    names = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    return {
        name
        for name in names - {"alembic_version"}
        if name in virtual
        or not (name.startswith("sqlite_") or any(name.startswith(f"{owner}_") for owner in virtual))
    }


def _try_out(connection: sqlite3.Connection, name: str, made_by: str) -> None:
    if "using fts5" in made_by.lower():
        connection.execute(f'INSERT INTO "{name}"("{name}") VALUES (\'integrity-check\')')  # noqa: S608
    elif found := VECTOR.search(made_by):
        _find_and_write_a_vector(connection, name, found[1], found[2].upper(), int(found[3]))


def _find_and_write_a_vector(
    connection: sqlite3.Connection, name: str, column: str, kind: str, length: int
) -> None:
    """A file that came from another machine may be read well and break at the first write."""
    bits = kind == "BIT"
    direction = b"\xff" * (length // 8) if bits else struct.pack(f"{length}f", *[1.0] * length)
    given = "vec_bit(?)" if bits else "?"
    search = f'SELECT count(*) FROM "{name}" WHERE "{column}" MATCH {given} AND k = 5'  # noqa: S608
    columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    key = next(row[1] for row in columns if row[5])
    others = [row[1] for row in columns if row[1] not in (key, column)]
    row = {key: 2**53, column: direction} | dict.fromkeys(others, 0)
    row |= dict.fromkeys(re.findall(r"(\w+)\s+TEXT", _virtual(connection)[name]), "")
    places = ", ".join(given if one == column else "?" for one in row)
    listed = ", ".join(f'"{one}"' for one in row)
    connection.execute("BEGIN")
    try:
        connection.execute(search, (direction,)).fetchone()
        connection.execute(f'INSERT INTO "{name}" ({listed}) VALUES ({places})', list(row.values()))  # noqa: S608
        connection.execute(search, (direction,)).fetchone()
    finally:
        connection.execute("ROLLBACK")
