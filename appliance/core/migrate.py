"""Brings a database to this version's schema: backup first, a newer schema is refused."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class NewerSchema(Exception):
    """The database was written by a newer version of the appliance."""


def migrate(database: Path) -> bool:
    """True when something was migrated. A copy of the old state stays beside it as `before-<revision>.db`."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["database"] = database
    script = ScriptDirectory.from_config(config)
    known = {revision.revision for revision in script.walk_revisions()}
    at = _revision(database)
    if at == script.get_current_head():
        return False
    if at is not None and at not in known:
        raise NewerSchema(
            f"This family's data was written by a newer version ({at}). Install that version again."
        )
    if at is not None:
        _keep_copy(database, at)
    command.upgrade(config, "head")
    database.chmod(0o600)
    return True


def _revision(database: Path) -> str | None:
    if not database.exists():
        return None
    engine = create_engine(f"sqlite:///{database}")
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    finally:
        engine.dispose()


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
