"""Upgrading a family's database."""

import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from appliance.core import migrate as migrating
from appliance.core.migrate import NewerSchema, migrate


def test_the_migrations_make_exactly_the_tables_of_the_models(tmp_path: Path) -> None:
    migrate(tmp_path / "family.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'family.db'}")
    with engine.connect() as connection:
        ours = {
            "compare_type": False,
            "include_name": lambda name, kind, _: not str(name).startswith("memory_"),
        }
        context = MigrationContext.configure(connection, opts=ours)
        wrong = compare_metadata(context, SQLModel.metadata)
    assert [change for change in wrong if "memory" not in str(change)] == []


def test_a_second_start_has_nothing_to_migrate(tmp_path: Path) -> None:
    assert migrate(tmp_path / "family.db")
    assert not migrate(tmp_path / "family.db")


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "family.db"
    migrate(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(NewerSchema):
        migrate(path)
    assert path.read_bytes() == before


def test_the_state_before_an_upgrade_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "family.db"
    migrate(path)
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO family (id, name, zone, language, week_start, created_at) "
            "VALUES (1, 'Rivera', 'UTC', 'en', 0, '2026-03-10 12:00:00')"
        )
    migrating._keep_copy(path, "0001")
    with sqlite3.connect(tmp_path / "before-0001.db") as copy:
        assert copy.execute("SELECT name FROM family").fetchall() == [("Rivera",)]
    assert (tmp_path / "before-0001.db").stat().st_mode & 0o777 == 0o600
