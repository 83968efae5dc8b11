"""A house that cannot open says so on its pages, and opens by itself once it can."""

import sqlite3
import subprocess
from pathlib import Path

import httpx

from tests.cli.running import appliance, health, trying_to_open
from tests.support.disks import mounted, needs_mounts


def is_closed(answer: httpx.Response) -> bool:
    return bool(answer.json().get("status") == "closed")


def is_open(answer: httpx.Response) -> bool:
    return bool(answer.json()["status"] == "ok")


def test_a_broken_database_is_told_on_the_pages_and_opens_once_a_good_one_lies_there(demo: Path) -> None:
    good = (demo / "appliance.db").read_bytes()
    (demo / "appliance.db").write_bytes(b"this is no database" * 100)
    with trying_to_open(demo) as house:
        answer = health(house, is_closed)
        assert (answer.status_code, answer.json()["reason"]) == (503, "malformed")
        page = house.get("/today", headers={"accept-language": "de-AT, en;q=0.5"})
        assert page.status_code == 503
        assert page.headers["retry-after"]
        assert "Das Haus ist gerade geschlossen" in page.text
        assert "appliance backup restore" in page.text
        program = house.get("/api/v1/me")
        assert program.status_code == 503
        assert program.headers["content-type"] == "application/problem+json"
        style = house.get(page.text.partition('rel="stylesheet" href="')[2].partition('"')[0])
        assert style.headers["content-type"].startswith("text/css")
        (demo / "appliance.db").write_bytes(good)
        health(house, is_open)
        assert house.get("/sign-in").status_code == 200


def test_while_it_is_closed_a_command_may_own_the_directory(demo: Path) -> None:
    (demo / "appliance.db").write_bytes(b"this is no database" * 100)
    with trying_to_open(demo) as house:
        health(house, is_closed)
        second = subprocess.run(
            ["flock", "--exclusive", "--timeout", "20", str(demo / "lock"), "true"], check=False
        )
        assert second.returncode == 0


def test_it_stops_when_it_is_told_to_while_it_is_closed(demo: Path) -> None:
    (demo / "appliance.db").write_bytes(b"this is no database" * 100)
    with trying_to_open(demo) as house:
        health(house, is_closed)
        code, said = house.stop()
    assert code == 0
    assert "Traceback" not in said


def test_under_systemd_data_of_a_newer_version_is_no_loop_of_starts(demo: Path, tmp_path: Path) -> None:
    with sqlite3.connect(demo / "appliance.db") as database:
        (known,) = database.execute("SELECT version_num FROM alembic_version").fetchone()
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    with trying_to_open(demo, NOTIFY_SOCKET=str(tmp_path / "notify")) as house:
        assert health(house, is_closed).json()["reason"] == "newer"
        with sqlite3.connect(demo / "appliance.db") as database:
            database.execute("UPDATE alembic_version SET version_num = ?", (known,))
        health(house, is_open)


@needs_mounts
def test_on_a_disk_that_can_only_be_read_it_waits_until_it_can_be_written(demo: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "64m") as disk:
        for file in demo.iterdir():
            if file.is_file():
                (disk.path / file.name).write_bytes(file.read_bytes())
        disk.only_read()
        with trying_to_open(disk.path) as house:
            assert health(house, is_closed).json()["reason"] == "read-only"
            disk.writable()
            health(house, is_open)
            house.stop()


@needs_mounts
def test_a_command_says_in_one_sentence_that_the_disk_takes_nothing(demo: Path, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "64m") as disk:
        for file in demo.iterdir():
            if file.is_file():
                (disk.path / file.name).write_bytes(file.read_bytes())
        disk.only_read()
        refused = appliance("member", "disable", "Leo", "--data", disk.path)
    assert refused.returncode == 1
    assert refused.stderr.startswith(str(disk.path)) and refused.stderr.count("\n") == 1


@needs_mounts
def test_on_a_full_disk_it_waits_for_room(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "2m") as disk:
        disk.fill()
        with trying_to_open(disk.path / "data") as house:
            assert health(house, is_closed).json()["reason"] == "full"
            disk.make_room()
            health(house, is_open)
            house.stop()
