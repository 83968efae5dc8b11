"""The doctor on real directories: lived in, empty, broken, and beside the running service."""

import hashlib
import json
import os
import socket
from pathlib import Path

import pytest

from appliance.assistant.checks import SHIPPED
from appliance.cli.doctor import all_checks
from tests.cli.running import ENVIRONMENT, appliance, free_port, serving

ROOT = Path(__file__).resolve().parents[2]


def findings(*words: str | Path) -> dict[str, list[dict[str, object]]]:
    found = appliance("doctor", "--json", *words)
    assert "Traceback" not in found.stderr
    rows: dict[str, list[dict[str, object]]] = {}
    for row in json.loads(found.stdout):
        rows.setdefault(row["check"], []).append(row)
    assert found.returncode == any(row["colour"] == "red" for told in rows.values() for row in told)
    return rows


def colour(rows: dict[str, list[dict[str, object]]], name: str) -> object:
    return rows[name][0]["colour"]


def state_of(data: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.name: (hashlib.sha256(path.read_bytes()).digest(), path.stat().st_mode)
        for path in data.iterdir()
        if path.is_file() and not path.name.endswith(("-wal", "-shm"))
    }


def test_every_check_says_something_about_a_house_that_stands_still(demo: Path) -> None:
    demo.chmod(0o700)
    before = state_of(demo)
    rows = findings("--data", demo)
    assert set(rows) == {check.name for check in all_checks()}
    assert colour(rows, "database") == colour(rows, "directory") == colour(rows, "embedding") == "green"
    assert "not running" in str(rows["port"][0]["says"])
    assert state_of(demo) == before


def test_the_lines_for_people_name_the_mend(demo: Path) -> None:
    (demo / "secrets.json").chmod(0o644)
    found = appliance("doctor", "--quick", "--data", demo)
    assert found.returncode == 1
    assert "BAD  Directory:" in found.stdout and "chmod 600" in found.stdout
    assert "Traceback" not in found.stderr


def test_a_place_where_nobody_lives_is_no_fault(tmp_path: Path) -> None:
    rows = findings("--quick", "--data", tmp_path / "nowhere")
    assert colour(rows, "database") == colour(rows, "directory") == "yellow"
    assert not (tmp_path / "nowhere").exists()


def test_a_database_that_is_none_is_red_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "appliance.db").write_bytes(b"no database at all" * 100)
    rows = findings("--quick", "--data", tmp_path)
    assert colour(rows, "database") == "red"
    assert "restore" in str(rows["database"][0]["mend"])


def test_a_flipped_bit_in_the_database_is_found(demo: Path) -> None:
    whole = bytearray((demo / "appliance.db").read_bytes())
    for page in range(4096 * 20, 4096 * 60, 4096):
        whole[page] ^= 0xFF
    (demo / "appliance.db").write_bytes(whole)
    assert colour(findings("--quick", "--data", demo), "database") == "red"


def test_it_looks_on_while_the_service_runs(demo: Path) -> None:
    with serving(demo) as served:
        rows = findings("--quick", "--data", demo)
        assert served.get("/health").status_code == 200
    port = served.url.rpartition(":")[2]
    assert colour(rows, "port") == "green" and f"port {port}" in str(rows["port"][0]["says"])
    assert colour(rows, "jobs") == colour(rows, "database") == "green"


def test_another_program_at_our_port_is_told(demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setitem(ENVIRONMENT, "APPLIANCE_PORT", str(port))
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        rows = findings("--quick", "--data", demo)
    assert colour(rows, "port") == "red" and "another program" in str(rows["port"][0]["says"])


@pytest.mark.skipif(os.geteuid() != 0, reason="LOUD: only root can give the directory to somebody else")
def test_a_file_of_another_user_is_found(demo: Path) -> None:
    os.chown(demo / "appliance.db", 65534, 65534)
    rows = findings("--quick", "--data", demo)
    assert colour(rows, "directory") == "red" and "appliance.db" in str(rows["directory"][0]["says"])


def test_the_small_model_is_known_by_the_hash_that_its_page_names() -> None:
    assert SHIPPED in (ROOT / "models" / "README.md").read_text()
