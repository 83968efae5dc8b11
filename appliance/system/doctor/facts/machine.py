"""The interpreter, SQLite, and what the processor can do."""

import platform
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Interpreter:
    version: str
    loads_extensions: bool


@dataclass(frozen=True)
class Sqlite:
    version: str
    missing: tuple[str, ...]


def interpreter() -> Interpreter:
    return Interpreter(platform.python_version(), hasattr(sqlite3.Connection, "enable_load_extension"))


def sqlite() -> Sqlite:
    needed = {"FTS5": "porter", "FTS5 trigram": "trigram"}
    with closing(sqlite3.connect(":memory:")) as db:
        missing = [name for name, words in needed.items() if not _has_words(db, words)]
    return Sqlite(sqlite3.sqlite_version, tuple(missing))


def _has_words(db: sqlite3.Connection, words: str) -> bool:
    try:
        db.execute(f"CREATE VIRTUAL TABLE t_{words} USING fts5(text, tokenize = '{words}')")
    except sqlite3.OperationalError:
        return False
    return True


def processor() -> frozenset[str]:
    """Its abilities, as the kernel names them."""
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return frozenset()
    named = (line.partition(":")[2] for line in lines if line.lower().startswith(("flags", "features")))
    return frozenset(next(named, "").split())
