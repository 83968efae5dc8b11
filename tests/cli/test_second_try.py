"""Which failures of the test run get a second try: journeys alone, and few of them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path("scripts/lib/failed_journeys.py").resolve()
TALK, DAY = "tests/journeys/test_talking.py", "tests/journeys/test_a_childs_day.py"


def asked(folder: Path, failed: list[str]) -> tuple[int, list[str]]:
    kept = folder / ".pytest_cache/v/cache/lastfailed"
    kept.parent.mkdir(parents=True)
    kept.write_text(json.dumps(dict.fromkeys(failed, True)))
    ran = subprocess.run([sys.executable, str(SCRIPT)], cwd=folder, capture_output=True, text=True)
    return ran.returncode, ran.stdout.split()


def test_journeys_that_failed_are_named_once_by_file(tmp_path: Path) -> None:
    assert asked(tmp_path, [f"{TALK}::test_b", f"{DAY}::test_a", f"{TALK}::test_a"]) == (0, [DAY, TALK])


@pytest.mark.parametrize(
    "failed",
    [
        [],
        [f"{TALK}::test_a", "tests/chores/test_undo.py::test_c"],
        [f"tests/journeys/test_{n}.py::test_a" for n in range(4)],
    ],
    ids=["nothing", "not only journeys", "too many to be an accident"],
)
def test_any_other_failure_stays_one(tmp_path: Path, failed: list[str]) -> None:
    assert asked(tmp_path, failed) == (1, [])
