"""The keeper brings the house back in the browser: a real process, which starts itself again."""

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from appliance.backups.archive.keys import open_key
from appliance.backups.archive.portable import bundle
from tests.backups.living import PASSWORD, Past, Visitor, has_left, keeper_at, until
from tests.cli.running import serving


def test_the_keeper_brings_the_house_back_and_takes_that_back_again(past: Past) -> None:
    with keeper_at(past) as (house, elena):
        _bring_back(past, elena)
        assert house.started.poll() is None
        again = Visitor(house.url).sign_in()
        told = again.get("/restoration").text
        assert "This came back" in told
        assert "Brought back by Elena" in told
        _is_told(past)
        assert again.post("/restoration/return", password="not it").status_code == 422
        assert again.post("/restoration/return", password=PASSWORD).status_code == 303
        until(lambda: has_left(again))
        assert "It is as it was before" in Visitor(house.url).sign_in().get("/restoration").text
        assert _family(past) == "Santos"


def _is_told(past: Past) -> None:
    """Every family reads it in its log, parents hear of it, and the list of runs has it."""
    assert _family(past) == "Rivera"
    until(lambda: _rows(past, RUN) == [("restore", "done", past.made.name)])
    facts = [json.loads(row[0]) for row in _rows(past, TOLD)]
    assert [(fact["by"], fact["way"]) for fact in facts] == [("Elena", "backup")] * 2
    letters = [json.loads(row[0])["message"] for row in _rows(past, LETTERS)]
    assert len(letters) == 1
    assert "Elena did it" in letters[0]


@pytest.mark.slow  # in a browser this is tried each time
def test_a_newcomer_gets_the_family_back_on_a_fresh_machine(past: Past, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh"
    file = tmp_path / "house.tar"
    file.write_bytes(b"".join(bundle(past.folder, past.made.name, [open_key(past.data)])))
    with serving(fresh) as house:
        newcomer = Visitor(house.url)
        newcomer.get("/setup")
        newcomer.post("/setup", code=(fresh / "setup-code").read_text().strip())
        assert "/setup/return" in newcomer.get("/setup/family").text
        newcomer.get("/setup/return")
        assert newcomer.send("/setup/return/file", file).headers["location"] == "/setup/return/key"
        newcomer.get("/setup/return/key")
        assert newcomer.post("/setup/return/key", key=open_key(tmp_path).text).status_code == 422
        begun = newcomer.post("/setup/return/key", key=past.key)
        assert begun.headers["location"] == "/setup/return/progress", begun.text
        until(lambda: newcomer.get("/setup/return/progress").headers.get("location") == "/restoration")
        elena = Visitor(house.url).sign_in()
        told = elena.get("/restoration").text
        assert "This came back" in told
        assert "Set a PIN: Maya" in told
    assert _family(Past(fresh, past.made)) == "Rivera"
    assert open_key(fresh).text == past.key
    assert not (fresh / "setup-code").exists()


def test_the_power_goes_in_the_middle_and_nothing_has_changed(past: Past) -> None:
    with keeper_at(past) as (house, elena):
        elena.get(_page(past))
        elena.post(_page(past), password=PASSWORD)
        house.started.kill()
        house.started.wait()
    with serving(past.data) as house:
        again = Visitor(house.url).sign_in()
        assert "It was broken off" in again.get("/restoration").text
        assert _family(past) == "Santos"
        assert not (past.data / "incoming").exists()


RUN = "SELECT kind, state, name FROM backup_run"
TOLD = "SELECT facts FROM audit WHERE verb = 'HouseBroughtBack'"
LETTERS = "SELECT payload FROM outbox WHERE key LIKE 'brought-back:%'"


def _page(past: Past) -> str:
    return f"/backups/kept/{past.made.name}/restoration"


def _bring_back(past: Past, elena: Visitor) -> None:
    elena.get(_page(past))
    begun = elena.post(_page(past), password=PASSWORD)
    assert begun.headers.get("location") == "/restoration", begun.text
    until(lambda: has_left(elena))


def _family(past: Past) -> str:
    return str(_rows(past, "SELECT name FROM family WHERE id = 1")[0][0])


def _rows(past: Past, query: str) -> list[tuple[Any, ...]]:
    with sqlite3.connect(past.data / "appliance.db") as db:
        return db.execute(query).fetchall()
