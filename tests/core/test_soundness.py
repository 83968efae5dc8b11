"""A file that looks well and is not is found out before a family lives on it."""

import sqlite3
from pathlib import Path

import pytest

from appliance.core.migrate import migrate
from appliance.core.soundness import first_fault, opened, row_counts, schema_of

FAMILY = (
    "INSERT INTO family (id, name, zone, language, week_start, created_at, keeps_house) "
    "VALUES (1, 'Rivera', 'UTC', 'en', 0, '2026-03-10 12:00:00', 1)"
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "family.db"
    migrate(path)
    with opened(path) as db:
        db.execute(FAMILY)
        db.execute("INSERT INTO memory_words(rowid, text) VALUES (1, 'the key is under the mat')")
        db.execute("INSERT INTO memory_vectors VALUES (1, '1:family:mini', 1, vec_bit(zeroblob(48)))")
    return path


def fault(path: Path) -> str:
    with opened(path) as db:
        return first_fault(db)


def test_a_whole_file_has_no_fault_and_is_not_changed_by_looking(database: Path) -> None:
    with opened(database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    before = database.read_bytes()
    assert fault(database) == ""
    assert database.read_bytes() == before


def test_rows_of_an_index_are_counted_once(database: Path) -> None:
    with opened(database, "ro") as db:
        counts = row_counts(db)
        assert schema_of(db) != ""
    assert (counts["family"], counts["memory_words"], counts["memory_vectors"]) == (1, 1, 1)
    assert not [name for name in counts if name.startswith(("memory_words_d", "memory_vectors_", "sqlite_"))]
    assert "alembic_version" not in counts


def test_a_row_that_belongs_to_nobody_is_found(database: Path) -> None:
    with sqlite3.connect(database) as db:
        db.execute("INSERT INTO point_sum VALUES (7, 1, 5)")
    assert fault(database) == "a row of point_sum belongs to a row of member that is not there"


def test_words_that_the_index_has_lost_are_found(database: Path) -> None:
    with sqlite3.connect(database) as db:
        db.execute("UPDATE memory_words_content SET c0 = 'something else'")
    assert fault(database).startswith("the search index memory_words cannot be used")


def test_vectors_that_cannot_be_written_any_more_are_found(database: Path) -> None:
    with sqlite3.connect(database) as db:
        db.execute("DROP TABLE memory_vectors_rowids")
    assert fault(database).startswith("the search index memory_vectors cannot be used")


def test_a_flipped_page_is_found(database: Path) -> None:
    with opened(database) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = bytearray(database.read_bytes())
    whole[4096 : 2 * 4096] = b"\xff" * 4096
    database.write_bytes(whole)
    assert "damaged" in fault(database)
