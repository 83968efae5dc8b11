"""Upgrading a family's database."""

import shutil
import sqlite3
import subprocess
import sys
from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlmodel import SQLModel

from appliance.core import migrate as migrating
from appliance.core.migrate import CannotMigrate, NewerSchema, forget_old_states, migrate
from appliance.core.soundness import first_fault, opened
from tests.support.golden import GOLDEN, golden, pulled_plug, rows_of, taken_back

Migration = Callable[[str], None]


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """As version 0.1.0 kept them."""
    return golden("0009", tmp_path / "family.db")


@pytest.fixture
def next_migration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Migration:
    """A version with one more migration, which does this."""
    migrations = shutil.copytree(migrating.MIGRATIONS, tmp_path / "version" / "next" / "migrations")
    _known, newest = migrating.revisions()

    def written(body: str, also: str = "") -> None:
        (migrations / "versions" / "9000_next.py").write_text(
            f'from alembic import op\n\nrevision = "9000"\ndown_revision = "{newest}"\n{also}\n\n\n'
            f"def upgrade() -> None:\n    {body}\n"
        )

    monkeypatch.setattr(migrating, "MIGRATIONS", migrations)
    return written


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if path.is_file()}


def test_the_migrations_make_exactly_the_tables_of_the_models(tmp_path: Path) -> None:
    migrate(tmp_path / "family.db")
    engine = create_engine(f"sqlite:///{tmp_path / 'family.db'}")
    with engine.connect() as connection:
        ours = {
            "compare_type": False,
            "include_name": lambda name, kind, _: (
                not str(name).startswith(("memory_words", "memory_vectors", "chat_words"))
            ),
        }
        context = MigrationContext.configure(connection, opts=ours)
        wrong = compare_metadata(context, SQLModel.metadata)
    assert [change for change in wrong if "memory" not in str(change)] == []


def test_a_new_house_has_nothing_but_its_database(tmp_path: Path) -> None:
    assert migrate(tmp_path / "family.db")
    assert names(tmp_path) == {"family.db"}
    assert (tmp_path / "family.db").stat().st_mode & 0o777 == 0o600


def test_a_second_start_has_nothing_to_migrate(tmp_path: Path) -> None:
    assert migrate(tmp_path / "family.db")
    assert not migrate(tmp_path / "family.db")


def test_a_start_without_news_does_not_wait_for_the_tool_that_migrates(tmp_path: Path) -> None:
    migrate(tmp_path / "family.db")
    asked = (
        "import sys, pathlib; from appliance.core.migrate import migrate; "
        "print(migrate(pathlib.Path(sys.argv[1])), 'alembic' in sys.modules)"
    )
    words = [sys.executable, "-c", asked, tmp_path / "family.db"]
    assert subprocess.run(words, capture_output=True, text=True, check=True).stdout == "False False\n"


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "family.db"
    migrate(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    with pytest.raises(NewerSchema):
        migrate(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("released", sorted(path.stem for path in GOLDEN.glob("*.sql")))
def test_families_of_every_released_version_come_along_with_all_they_have(
    released: str, tmp_path: Path
) -> None:
    path = golden(released, tmp_path / "family.db")
    before = rows_of(path)
    assert migrate(path)
    after = rows_of(path)
    assert {name: len(after[name]) for name in before} == {name: len(rows) for name, rows in before.items()}
    with opened(path) as database:
        assert first_fault(database) == ""


def test_what_is_still_in_the_log_comes_along_and_is_kept(family: Path, tmp_path: Path) -> None:
    path = pulled_plug(family, tmp_path / "killed")
    assert migrate(path)
    assert names(path.parent) == {"family.db", "before-0009.db"}
    for copy in (path, path.with_name("before-0009.db")):
        with opened(copy, "ro") as database:
            assert ("Rivera of the garden",) in database.execute("SELECT name FROM family").fetchall()
        assert copy.stat().st_mode & 0o777 == 0o600


def test_the_last_two_states_are_kept(family: Path, tmp_path: Path, next_migration: Migration) -> None:
    taken_back(family, "0005")
    (tmp_path / "before-0002.db").write_text("older")
    (tmp_path / "before-0004.db").write_text("old")
    migrate(family)
    assert names(tmp_path) == {"family.db", "before-0004.db", "before-0005.db"}
    next_migration("op.execute('CREATE TABLE jar (sweets INTEGER)')")
    migrate(family)
    assert names(tmp_path) >= {"before-0005.db"} and "before-0004.db" not in names(tmp_path)


def test_a_month_later_nothing_that_was_forgotten_lives_on_in_an_older_state(family: Path) -> None:
    migrate(family)
    family.with_name("failed-upgrade.db").write_text("newer")
    made = datetime.fromtimestamp(family.with_name("before-0009.db").stat().st_mtime, UTC)
    forget_old_states(family.parent, made + timedelta(days=30))
    assert names(family.parent) == {"family.db", "before-0009.db", "failed-upgrade.db"}
    forget_old_states(family.parent, made + timedelta(days=32))
    assert names(family.parent) == {"family.db"}


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("op.execute('DELETE FROM usage_interval')", "usage_interval would have 0 rows instead of 1"),
        ("op.drop_table('usage_interval')", "usage_interval would have 0 rows instead of 1"),
        ("op.execute('DELETE FROM memory_words')", "memory_words would have 0 rows instead of 4"),
        ("op.execute('DELETE FROM family WHERE id = 1')", "rows would lose what they belong to"),
        ("op.execute('UPDATE memory_words_content SET c0 = 1')", "the search index memory_words"),
        ("op.execute('DROP TABLE memory_vectors_rowids')", "memory_vectors"),
        ("raise ZeroDivisionError('the migration is wrong')", "ZeroDivisionError: the migration is wrong"),
    ],
)
def test_a_migration_that_harms_the_family_changes_nothing(
    family: Path, next_migration: Migration, body: str, why: str
) -> None:
    before = rows_of(family)
    next_migration(body)
    with pytest.raises(CannotMigrate, match=why) as refused:
        migrate(family)
    assert "It is as it was" in str(refused.value)
    assert rows_of(family) == before
    assert names(family.parent) == {"family.db", "before-0009.db"}


def test_a_migration_may_say_that_it_takes_rows_away(family: Path, next_migration: Migration) -> None:
    next_migration("op.execute('DELETE FROM usage_interval')", 'loses_rows_of = ("usage_interval",)')  # type: ignore[call-arg]
    assert migrate(family)
    assert rows_of(family)["usage_interval"] == []


def test_without_room_for_the_copies_nothing_is_begun(family: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = namedtuple("full", "total used free")(10**9, 10**9 - 10**6, 10**6)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    before = family.read_bytes()
    with pytest.raises(CannotMigrate, match=r"not enough room .* and 1 MB are free"):
        migrate(family)
    assert family.read_bytes() == before
    assert names(family.parent) == {"family.db"}


def test_a_command_that_still_reads_is_waited_for_and_then_refused(
    family: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(migrating, "READERS_PATIENCE", 0.2)
    with opened(family) as ours:
        ours.execute("PRAGMA journal_mode=WAL")
    before = rows_of(family)
    with opened(family, "ro") as reading:
        reading.execute("SELECT count(*) FROM family").fetchone()
        with pytest.raises(CannotMigrate, match="another program reads it"):
            migrate(family)
    assert rows_of(family) == before
    assert migrate(family)


def test_what_an_upgrade_that_was_cut_short_left_is_cleared_away(tmp_path: Path) -> None:
    path = tmp_path / "family.db"
    migrate(path)
    for stray in ("migrating.db", "migrating.db-journal", "before-0009.new", "before-0009.new-journal"):
        (tmp_path / stray).write_text("half a file")
    assert not migrate(path)
    assert names(tmp_path) == {"family.db"}


def test_the_log_of_a_file_that_was_taken_away_is_not_applied_to_a_new_one(
    family: Path, tmp_path: Path
) -> None:
    path = pulled_plug(family, tmp_path / "killed")
    path.unlink()
    assert migrate(path)
    assert rows_of(path)["family"] == []
