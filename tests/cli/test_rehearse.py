"""A copy of the family's data is tried out before it is trusted."""

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from appliance import __version__
from appliance.console.lock import owning
from appliance.core.soundness import opened, row_counts
from tests.cli.running import ENVIRONMENT, appliance, serving


def rehearsed(folder: Path, *words: str) -> tuple[int, dict[str, object]]:
    ended = appliance("rehearse", folder, "--json", *words)
    assert len(ended.stdout.splitlines()) == 1, ended.stdout + ended.stderr
    return ended.returncode, json.loads(ended.stdout)


def test_a_good_copy_opens_and_keeps_every_row(demo: Path) -> None:
    with opened(demo / "appliance.db", "ro") as database:
        before = row_counts(database)
    code, found = rehearsed(demo, "--model")
    assert not [path.name for path in demo.iterdir() if path.name.endswith(("-wal", "-shm", ".sock"))]
    assert (code, found["trouble"]) == (0, "")
    assert found["counts"] == before and before["family"] == 2 and before["occurrence"] > 1000
    assert (found["version"], found["schema"]) == (__version__, newest_schema(demo))
    assert set(found["pages"].values()) == {200} and len(found["pages"]) == 3  # type: ignore[attr-defined]


def test_the_house_that_is_open_is_rehearsed_on_a_copy_with_what_came_in_last(demo: Path) -> None:
    with opened(demo / "appliance.db", "ro") as database:
        before = row_counts(database)["api_token"]
    with serving(demo) as house:
        made = appliance("token", "create", "--as", "Elena", "--data", demo)
        code, found = rehearsed(demo.with_name("scratch"), "--of", str(demo))
        assert house.get("/health").status_code == 200
    assert (made.returncode, code, found["trouble"]) == (0, 0, "")
    assert found["counts"]["api_token"] == before + 1  # type: ignore[index]


def test_the_house_that_is_running_is_not_rehearsed_upon(demo: Path) -> None:
    with owning(demo):
        code, found = rehearsed(demo)
    assert (code, found["trouble"]) == (1, f"an appliance is running with {demo}")


def test_data_of_a_newer_version_is_red(demo: Path) -> None:
    with sqlite3.connect(demo / "appliance.db") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    code, found = rehearsed(demo)
    assert code == 1
    assert "newer version (9999)" in str(found["trouble"])


def test_a_copy_that_is_no_database_is_red(demo: Path) -> None:
    (demo / "appliance.db").write_bytes(b"this is no database" * 100)
    code, found = rehearsed(demo)
    assert code == 1
    assert "not a database" in str(found["trouble"])


def test_where_no_family_lives_nothing_is_made(tmp_path: Path) -> None:
    ended = appliance("rehearse", tmp_path)
    assert (ended.returncode, ended.stdout) == (
        1,
        f"This cannot be used: there is no family's data in {tmp_path}.\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_rehearsal_that_takes_too_long_ends_by_itself(demo: Path) -> None:
    hurried = "from appliance.cli import rehearse as r; r.PATIENCE = 0.01; r.rehearse()"
    ended = subprocess.run(
        [sys.executable, "-c", hurried, demo, "--json"], env=ENVIRONMENT, capture_output=True, check=False
    )
    assert (ended.returncode, json.loads(ended.stdout)["trouble"]) == (
        1, "the appliance was not up within 0.01 seconds",
    )  # fmt: skip
    with owning(demo):
        pass


def test_a_table_that_does_not_fit_this_version_is_red(demo: Path) -> None:
    with sqlite3.connect(demo / "appliance.db") as database:
        database.execute("ALTER TABLE reward RENAME COLUMN title TO called")
    code, found = rehearsed(demo)
    assert code == 1
    assert "reward cannot be read" in str(found["trouble"])


def newest_schema(folder: Path) -> str:
    with sqlite3.connect(folder / "appliance.db") as database:
        return str(database.execute("SELECT version_num FROM alembic_version").fetchone()[0])
