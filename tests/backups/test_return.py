"""The keeper brings the house back in the browser: a real process, which starts itself again."""

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from appliance.backups.archive.keys import open_key
from appliance.backups.archive.portable import bundle
from appliance.backups.archive.tar import BLOCK, header_of, padding
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


@pytest.mark.parametrize(
    "step",
    [
        "Trying it out beside the house",
        *(
            pytest.param(step, marks=pytest.mark.slow)
            for step in ("Opening", "Checking", "Fitting", "starts")
        ),
    ],
)
def test_the_power_goes_in_the_middle_and_the_house_is_as_before_or_as_then(past: Past, step: str) -> None:
    with keeper_at(past) as (house, elena):
        elena.get(_page(past))
        elena.post(_page(past), password=PASSWORD)
        until(lambda: has_left(elena) or step in elena.get("/restoration").text)
        house.started.kill()
        house.started.wait()
    with serving(past.data) as house:
        told = Visitor(house.url).sign_in().get("/restoration").text
        assert ("It was broken off" in told, "This came back" in told) in ((True, False), (False, True))
        assert _family(past) == ("Rivera" if "This came back" in told else "Santos")
        assert not (past.data / "incoming").exists()


@pytest.mark.slow
def test_a_file_of_a_gigabyte_passes_through_in_constant_memory(past: Past) -> None:
    with keeper_at(past) as (house, elena):
        elena.get("/restorations/new")
        before = _resident(house.started.pid)
        answer = elena.client.post(
            house.url + "/restorations/file",
            content=_form_with_a_large_file(past, elena.csrf),
            headers={"origin": house.url, "content-type": "multipart/form-data; boundary=kite"},
        )
        assert answer.headers.get("location") == "/restorations/chosen", answer.text
        assert _resident(house.started.pid, "VmHWM") - before < 24 * 1024


def _form_with_a_large_file(past: Past, csrf: str, size: int = 1024**3) -> Iterator[bytes]:
    """A backup with one more content file, which is nothing but zeros."""
    whole = b"".join(bundle(past.folder, past.made.name, [open_key(past.data)]))
    part = '--kite\r\nContent-Disposition: form-data; name="'
    yield f'{part}csrf"\r\n\r\n{csrf}\r\n{part}file"; filename="house.tar"\r\n\r\n'.encode()
    yield whole[: -2 * BLOCK]
    yield header_of(f"files/ab/ab{'0' * 62}.age", size)
    yield from (bytes(1024**2) for _mebibyte in range(size // 1024**2))
    yield bytes(padding(size) + 2 * BLOCK) + b"\r\n--kite--\r\n"


def _resident(pid: int, what: str = "VmRSS") -> int:
    """In KiB."""
    found = re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{pid}/status").read_text())
    assert found
    return int(found.group(1))


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
