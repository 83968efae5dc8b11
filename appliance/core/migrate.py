"""Brings a database to this version's schema, on a copy that takes its place when all is well.

The file is the old one or the new one, whenever this is cut short. The caller owns the directory.
"""

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator, Set
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from appliance.core.durable import sync
from appliance.core.soundness import first_fault, opened, row_counts, schema_of

if TYPE_CHECKING:
    from alembic.script import ScriptDirectory

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
NAMED = r"^{}\b[^=]*= \"(\w+)\""
ASIDE = "migrating.db"
BESIDE = ("-wal", "-shm", "-journal")  # what SQLite puts beside a file, and would apply to another one there
COPIES = 2  # states before a migration that are kept
KEPT = timedelta(days=31)
SPARE = 32 * 1024 * 1024  # bytes
READERS_PATIENCE = 10.0  # seconds


class CannotMigrate(Exception):
    """The database stays as it was; why is a sentence for whoever runs the house."""


class NewerSchema(CannotMigrate):
    """The database was written by a newer version of the appliance."""


def migrate(database: Path) -> bool:
    """True when something was migrated. A copy of the old state stays beside it as `before-<revision>.db`."""
    known, newest = revisions()
    _clear(database)
    at = _revision(database)
    if at == newest:
        return False
    if at is not None and at not in known:
        raise NewerSchema(
            f"This family's data was written by a newer version ({at}). Install that version again."
        )
    try:
        _bring_up_to_date(database, at)
    except (OSError, sqlite3.Error) as fault:
        raise CannotMigrate(_refused(str(fault))) from fault
    finally:
        _clear(database)
    return True


def _bring_up_to_date(database: Path, at: str | None) -> None:
    aside = database.with_name(ASIDE)
    if database.exists():
        need_room(database, database.parent)
        _keep(database, at)
        copy(database, aside)
    else:
        _make(aside)
    _upgrade(aside, at)
    _switch(aside, database)
    _forget_older_copies(database, at)


def _clear(database: Path) -> None:
    """What a start that was cut short has left."""
    strays = [database.with_name(ASIDE + end) for end in ("", *BESIDE)]
    strays += database.parent.glob("before-*.new*")
    if not database.exists():
        strays += _beside(database)
    for stray in strays:
        stray.unlink(missing_ok=True)


def _beside(database: Path) -> list[Path]:
    return [database.with_name(database.name + end) for end in BESIDE]


def revisions() -> tuple[set[str], str]:
    """All that this version knows, and the newest: the one that no other builds on."""
    scripts = [path.read_text() for path in (MIGRATIONS / "versions").glob("*.py")]
    known = {found[1] for text in scripts if (found := re.search(NAMED.format("revision"), text, re.M))}
    built_on = {
        found[1] for text in scripts if (found := re.search(NAMED.format("down_revision"), text, re.M))
    }
    [newest] = known - built_on
    return known, newest


def _revision(database: Path) -> str | None:
    if not database.exists():
        return None
    with closing(sqlite3.connect(database)) as connection:
        return schema_of(connection) or None


def need_room(database: Path, folder: Path, copies: int = 3) -> None:
    """Three: one is kept, one is migrated, and to rebuild a table takes as much again."""
    size = sum(path.stat().st_size for path in (database, *_beside(database)) if path.exists())
    needed, free = copies * size + SPARE, shutil.disk_usage(folder).free
    if free < needed:
        raise CannotMigrate(
            f"There is not enough room to bring the family's data to this version: {needed // 10**6} MB are "
            f"needed in {folder}, and {free // 10**6} MB are free. Make room, then start again."
        )


def _make(path: Path) -> None:
    """For its owner alone from the first byte on."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _before(database: Path, at: str | None) -> Path:
    return database.with_name(f"before-{at or 'nothing'}.db")


def _keep(database: Path, at: str | None) -> None:
    kept = _before(database, at)
    aside = kept.with_suffix(".new")
    copy(database, aside)
    sync(aside)
    aside.replace(kept)
    sync(kept.parent)


def copy(database: Path, to: Path) -> None:
    """Page by page through SQLite, which takes along what is still in the write-ahead log."""
    _make(to)
    with opened(database, "ro") as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")


def _upgrade(aside: Path, at: str | None) -> None:
    # Alembic takes a tenth of the start, and is needed on the first one only.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = aside
    with opened(aside) as database:
        before = row_counts(database)
    try:
        command.upgrade(config, "head")
    except Exception as fault:
        raise CannotMigrate(_refused(f"{type(fault).__name__}: {fault}")) from fault
    _check(aside, before, set(_said_to_lose_rows(ScriptDirectory.from_config(config), at)))


def _check(aside: Path, before: dict[str, int], said: Set[str]) -> None:
    with opened(aside) as database:
        fault, after = first_fault(database), row_counts(database)
    lost = [name for name, rows in before.items() if after.get(name, 0) < rows and name not in said]
    if lost:
        fault = f"{lost[0]} would have {after.get(lost[0], 0)} rows instead of {before[lost[0]]}"
    if fault:
        raise CannotMigrate(_refused(fault))


def _refused(why: str) -> str:
    return (
        f"The family's data could not be brought to this version ({why.rstrip('.')}). "
        "It is as it was: the version before this one can go on with it."
    )


def _said_to_lose_rows(scripts: "ScriptDirectory", at: str | None) -> Iterator[str]:
    """`loses_rows_of = ("table",)` in a migration: one that takes rows away, a table or its name says so."""
    for script in scripts.iterate_revisions("head", at or "base"):
        yield from getattr(script.module, "loses_rows_of", ())


def _switch(aside: Path, database: Path) -> None:
    """The old file is closed for good first: its log would be applied to the file that takes its name."""
    with closing(sqlite3.connect(aside)) as new:
        new.execute("PRAGMA journal_mode=WAL")
    sync(aside)
    if database.exists():
        _put_log_away(database)
    if left := [path.name for path in (*_beside(aside), *_beside(database)) if path.exists()]:
        raise CannotMigrate(_refused(f"{left[0]} is still there"))
    aside.replace(database)
    sync(database.parent)


def _put_log_away(database: Path) -> None:
    """Only who is alone with a database gets it out of its log's mode: a command that reads has to end."""
    deadline = time.monotonic() + READERS_PATIENCE
    with closing(sqlite3.connect(database, isolation_level=None)) as old:
        old.execute("PRAGMA synchronous=FULL")
        while not _is_alone(old):
            if time.monotonic() > deadline:
                raise CannotMigrate(_refused("another program reads it"))
            time.sleep(0.1)


def _is_alone(old: sqlite3.Connection) -> bool:
    try:
        return bool(old.execute("PRAGMA journal_mode=DELETE").fetchone()[0] == "delete")
    except sqlite3.OperationalError:
        return False


def _forget_older_copies(database: Path, at: str | None) -> None:
    """The newest is known by its name: a machine without a clock of its own may have made it in the past."""
    newest = _before(database, at)
    others = [path for path in database.parent.glob("before-*.db") if path != newest]
    for older in sorted(others, key=lambda path: path.stat().st_mtime_ns)[: -(COPIES - 1)]:
        older.unlink()


def forget_old_states(folder: Path, now: datetime) -> None:
    """What a family forgets must not live on in them, and after a month nobody goes back."""
    for state in (*folder.glob("before-*.db"), *folder.glob("failed-upgrade.db*")):
        if datetime.fromtimestamp(state.stat().st_mtime, UTC) < now - KEPT:
            state.unlink()
