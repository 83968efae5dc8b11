"""Databases of released versions, kept as SQL. Before a release: `python -m tests.support.golden FILE.db`."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection

from alembic import command
from alembic.config import Config

from appliance.core.migrate import MIGRATIONS
from appliance.core.soundness import opened, row_counts

GOLDEN = Path(__file__).parents[1] / "core" / "golden"
HIDDEN = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"


def golden(revision: str, path: Path) -> Path:
    path.touch()
    with opened(path) as database:
        database.executescript((GOLDEN / f"{revision}.sql").read_text())
    return path


def pulled_plug(whole: Path, folder: Path) -> Path:
    """As a service that was killed leaves it: the newest rows are only in the log beside the file."""
    folder.mkdir()
    with opened(whole) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA wal_autocheckpoint=0")
        database.execute("UPDATE family SET name = name || ' of the garden'")
        for path in whole.parent.glob(f"{whole.name}*"):
            shutil.copy(path, folder / path.name)
    assert (folder / f"{whole.name}-wal").stat().st_size > 0
    return folder / whole.name


def taken_back(path: Path, revision: str) -> Path:
    """To a schema that is older still, with its rows."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = path
    command.downgrade(config, revision)
    return path


def rows_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that is in it, in an order that does not depend on the file's."""
    with opened(path) as database:
        names = [*row_counts(database), "alembic_version"]
        return {
            name: sorted(database.execute(f'SELECT * FROM "{name}"').fetchall(), key=repr) for name in names
        }


def as_sql(database: Connection) -> Iterator[str]:
    """Tables first, then rows, then what looks at rows: triggers would add to them."""
    virtual = {name for (name,) in database.execute(HIDDEN)}
    made = database.execute("SELECT type, name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL")
    ours = [
        row
        for row in made.fetchall()
        if not row[1].startswith("sqlite_")
        and (row[1] in virtual or not any(row[2].startswith(f"{name}_") for name in virtual))
    ]
    yield "BEGIN;"
    yield from (f"{sql};" for kind, _name, _table, sql in ours if kind == "table")
    for kind, name, _table, sql in ours:
        if kind == "table":
            yield from _rows(database, name, "fts5" in sql)
    yield from (f"{sql};" for kind, _name, _table, sql in ours if kind != "table")
    yield "COMMIT;"


def _rows(database: Connection, table: str, by_rowid: bool) -> Iterator[str]:
    columns = [row[1] for row in database.execute(f'PRAGMA table_info("{table}")')]
    columns = ["rowid", *columns] if by_rowid else columns
    quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    for (values,) in database.execute(f'SELECT {quoted} FROM "{table}"'):
        yield f'INSERT INTO "{table}" ({named}) VALUES ({values});'


if __name__ == "__main__":
    with opened(Path(sys.argv[1]), "ro") as one:
        for statement in as_sql(one):
            print(statement)
