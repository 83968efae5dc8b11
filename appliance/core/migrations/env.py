"""Alembic's entry. Tables are rebuilt in batches, because SQLite cannot alter them."""

import importlib
import sqlite3
from pathlib import Path
from typing import Literal

import sqlite_vec
from alembic import context
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool
from sqlmodel import SQLModel

APPLIANCE = Path(__file__).resolve().parents[2]
PLAIN = {"AutoString": "sa.String()", "UTCDateTime": "sa.DateTime()"}
VIRTUAL = (
    "memory_words",
    "memory_vectors",
    "chat_words",
)  # FTS5 and vec0 with their shadow tables: made by hand


def know_all_tables() -> None:
    for path in sorted([*APPLIANCE.rglob("models.py"), *APPLIANCE.glob("*/models")]):
        importlib.import_module(".".join(path.relative_to(APPLIANCE.parent).with_suffix("").parts))
    for core in ("audit", "outbox", "receipts"):
        importlib.import_module(f"appliance.core.{core}")


def include_name(name: str | None, kind: str, _parents: object) -> bool:
    return not (kind == "table" and name is not None and name.startswith(VIRTUAL))


def in_plain_types(kind: str, item: object, _context: object) -> str | Literal[False]:
    """Migrations outlive libraries: they name SQLAlchemy's own types, not SQLModel's."""
    name = type(item).__name__
    if kind == "type" and name in PLAIN:
        return PLAIN[name]
    return False


def engine_for(database: Path) -> Engine:
    engine = create_engine(f"sqlite:///{database}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.enable_load_extension(True)
        connection.load_extension(sqlite_vec.loadable_path())
        connection.execute("PRAGMA synchronous=FULL")
        # A batch rebuilds a table under the feet of its references; they are checked when it is done.
        connection.execute("PRAGMA foreign_keys=OFF")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        # The driver begins no transaction for DDL by itself: a crash would leave half a schema.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def run() -> None:
    know_all_tables()
    engine = engine_for(context.config.attributes["database"])
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            include_name=include_name,
            render_item=in_plain_types,
            transaction_per_migration=False,
        )
        with context.begin_transaction():
            context.run_migrations()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"{len(broken)} rows would lose what they belong to; nothing was migrated")
    engine.dispose()


run()
