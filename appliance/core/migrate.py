"""Brings a database to this version's schema: backup first, a newer schema is refused."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
NAMED = r"^{}\b[^=]*= \"(\w+)\""


class NewerSchema(Exception):
    """The database was written by a newer version of the appliance."""


def migrate(database: Path) -> bool:
    """True when something was migrated. A copy of the old state stays beside it as `before-<revision>.db`."""
    known, newest = revisions()
    at = _revision(database)
    if at == newest:
        return False
    if at is not None and at not in known:
        raise NewerSchema(
            f"This family's data was written by a newer version ({at}). Install that version again."
        )
    if at is not None:
        _keep_copy(database, at)
    _upgrade(database)
    database.chmod(0o600)
    return True


def _upgrade(database: Path) -> None:
    # Alembic takes a tenth of the start, and is needed on the first one only.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = database
    command.upgrade(config, "head")


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
        tables = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'")
        found = tables.fetchone() and connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(found[0]) if found else None


def _keep_copy(database: Path, revision: str) -> None:
    """`VACUUM INTO` takes what is still in the WAL along, which a plain copy would miss."""
    copy = database.with_name(f"before-{revision}.db")
    aside = copy.with_suffix(".new")
    aside.unlink(missing_ok=True)
    connection = sqlite3.connect(database)
    try:
        connection.execute("VACUUM INTO ?", (str(aside),))
    finally:
        connection.close()
    aside.chmod(0o600)
    aside.replace(copy)
