"""Whether a database is whole: pages, foreign keys, the words' index, vectors, and that they take writes."""

import hashlib
import re
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path

from appliance.backups.archive.faults import unsound

WORDS = re.compile(r"\bUSING\s+fts5\b", re.IGNORECASE)
VECTORS = re.compile(r"\bUSING\s+vec0\s*\((.*)\)", re.IGNORECASE | re.DOTALL)
LENGTH = re.compile(r"FLOAT\[(\d+)\]", re.IGNORECASE)
# Found without importing the package, which would bring numpy and its 40 MB along.
EXTENSION = Path(getattr(find_spec("sqlite_vec"), "origin", "")).with_name("vec0")
BLOCK = 1024 * 1024


def check(database: Path) -> dict[str, int]:
    """The rows of each table, when all is well. The file is as before: what is written is taken back."""
    try:
        with connected(database) as db:
            _check_pages(db)
            for name, sql in tables(db).items():
                if WORDS.search(sql):
                    _check_words(db, name)
                if found := VECTORS.search(sql):
                    _check_vectors(db, name, found[1])
            return row_counts(db)
    except sqlite3.DatabaseError as fault:
        if "full" in str(fault):
            raise
        raise unsound(str(fault)) from None


@contextmanager
def connected(database: Path, mode: str = "rw") -> Iterator[sqlite3.Connection]:
    """With vectors, and every transaction begun by hand."""
    address = f"file:{str(database).replace('%', '%25').replace('?', '%3f').replace('#', '%23')}?mode={mode}"
    with closing(sqlite3.connect(address, uri=True, isolation_level=None, timeout=30)) as db:
        db.enable_load_extension(True)
        db.load_extension(str(EXTENSION))
        db.enable_load_extension(False)
        yield db


def tables(db: sqlite3.Connection) -> dict[str, str]:
    """Name and statement of each, without those in which virtual tables keep their things."""
    rows = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    virtual = tuple(f"{name}_" for name, sql in rows if sql and sql.upper().startswith("CREATE VIRTUAL"))
    made = {name for name, sql in rows if sql and sql.upper().startswith("CREATE VIRTUAL")}
    return {
        name: sql
        for name, sql in rows
        if sql
        and not name.startswith("sqlite_")
        and (name in made or not name.startswith(virtual or ("\0",)))
    }


def row_counts(db: sqlite3.Connection) -> dict[str, int]:
    return {name: _one(db, on(name, "SELECT count(*) FROM @")) for name in tables(db)}


def hash_of(path: Path) -> str:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            whole.update(block)
    return whole.hexdigest()


def schema_of(db: sqlite3.Connection) -> str:
    if "alembic_version" not in tables(db):
        return ""
    found = db.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else ""


def on(table: str, statement: str) -> str:
    """The statement with the table's name in the place of each @."""
    return statement.replace("@", quoted(table))


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _check_pages(db: sqlite3.Connection) -> None:
    said = str(db.execute("PRAGMA integrity_check(1)").fetchone()[0])
    if said != "ok":
        raise unsound(said)
    orphan = db.execute("PRAGMA foreign_key_check").fetchone()
    if orphan is not None:
        raise unsound(f"{orphan[0]}: a row belongs to nothing")


def _check_words(db: sqlite3.Connection, name: str) -> None:
    with _taken_back(db):
        db.execute(on(name, "INSERT INTO @(@, rank) VALUES ('integrity-check', 1)"))


def _check_vectors(db: sqlite3.Connection, name: str, columns: str) -> None:
    """Finds neighbours, and writes one more: a table may answer and yet take nothing any more."""
    values: dict[str, object] = {}
    found = ""
    for column in columns.split(","):
        title, kind = column.split()[:2]
        if length := LENGTH.fullmatch(kind):
            found = title
            values[title] = struct.pack(f"{length[1]}f", *[1.0] * int(length[1]))
        else:
            values[title] = "0" if kind.upper() == "TEXT" else 2**53
    near = on(name, "SELECT distance FROM @ WHERE ?c MATCH ? AND k = 3").replace("?c", quoted(found))
    db.execute(near, (values[found],)).fetchall()
    places = ", ".join("?" * len(values))
    write = on(name, "INSERT INTO @ VALUES (?v)").replace("?v", places)
    with _taken_back(db):
        db.execute(write, tuple(values.values()))


@contextmanager
def _taken_back(db: sqlite3.Connection) -> Iterator[None]:
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def _one(db: sqlite3.Connection, statement: str) -> int:
    return int(db.execute(statement).fetchone()[0])
