"""Before the house is brought back: what the page says, whom it asks, and what it refuses."""

import asyncio
import sqlite3
from pathlib import Path

import httpx

from appliance.backups.archive.keys import adopt_key, open_key
from appliance.backups.archive.portable import bundle
from appliance.backups.models import BackupRun, Kind, State
from appliance.backups.restoring.attempt import Restorations, Stage
from appliance.backups.restoring.story import Asked, Story, Way, story_of, write_story
from tests.backups.living import PASSWORD, Past
from tests.support.house import BASE, Browser, House


def page(past: Past) -> str:
    return f"/backups/kept/{past.made.name}/restoration"


def family_in(data: Path) -> str:
    with sqlite3.connect(data / "appliance.db") as db:
        return str(db.execute("SELECT name FROM family WHERE id = 1").fetchone()[0])


def portable(past: Past) -> bytes:
    return b"".join(bundle(past.folder, past.made.name, [open_key(past.data)]))


async def send(browser: Browser, address: str, content: bytes, csrf: str = "") -> httpx.Response:
    return await browser.client.post(
        address,
        data={"csrf": csrf or browser.csrf},
        files={"file": ("house.tar", content)},
        headers={"origin": BASE},
    )


def restorations(house: House) -> Restorations:
    found: Restorations = house.app.state.restorations
    return found


async def over(house: House) -> None:
    """Waits as an open page does."""
    attempt = restorations(house).attempt
    assert attempt is not None
    with house.office.signals.listening(attempt.asked.family_id, "a page") as line:
        while attempt.stage is Stage.RUNNING:
            await line.get()


async def test_the_page_says_what_would_be_lost_and_changes_nothing(past: Past, elena: Browser) -> None:
    said = (await elena.get(page(past))).text
    assert "What was changed since is lost" in said
    assert "PINs and pictures go on working" in said
    assert "People" in said
    assert family_in(past.data) == "Santos"


async def test_without_the_right_password_nothing_begins(past: Past, santos: House, elena: Browser) -> None:
    await elena.get(page(past))
    wrong = await elena.post(page(past), {"password": "not it"})
    assert (wrong.status_code, "That is not your present one" in wrong.text) == (422, True)
    none = await elena.post(page(past))
    assert none.status_code == 422
    assert restorations(santos).attempt is None


async def test_another_parent_is_refused_and_a_child_finds_no_such_page(past: Past, santos: House) -> None:
    told = {
        name: (await (await santos.browser(name)).get(page(past))).status_code for name in ("Marco", "Maya")
    }
    assert told == {"Marco": 403, "Maya": 404}


async def test_while_a_backup_is_made_nothing_is_brought_back(
    past: Past, santos: House, elena: Browser
) -> None:
    await elena.get(page(past))
    async with santos.office.database.writing() as db:
        db.add(BackupRun(kind=Kind.BACKUP, state=State.RUNNING, asked_at=santos.clock()))
    refused = await elena.post(page(past), {"password": PASSWORD})
    assert refused.status_code == 409
    assert "A backup is being made just now" in refused.text


async def test_of_two_at_once_one_wins(past: Past, santos: House, elena: Browser) -> None:
    other = await santos.browser("Elena")
    await elena.get(page(past))
    await other.get(page(past))
    answers = await asyncio.gather(
        elena.post(page(past), {"password": PASSWORD}), other.post(page(past), {"password": PASSWORD})
    )
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    assert (await elena.get(page(past))).status_code == 200
    stopped = await elena.post("/restoration/end")
    assert stopped.status_code == 303
    assert "It was stopped. Nothing was changed." in (await elena.get("/restoration")).text


async def test_a_flipped_byte_is_found_and_nothing_changes(past: Past, santos: House, elena: Browser) -> None:
    file = past.folder / past.made.name
    held = bytearray(file.read_bytes())
    held[-1000] ^= 1
    file.write_bytes(held)
    await elena.get(page(past))
    assert (await elena.post(page(past), {"password": PASSWORD})).status_code == 303
    await over(santos)
    told = (await elena.get("/restoration")).text
    assert "This backup was changed or damaged after it was made." in told
    assert "The house is as it was before." in told
    assert family_in(past.data) == "Santos"
    assert not (past.data / "incoming" / "ready").exists()
    async with santos.office.database.reading() as db:
        run = await db.get_one(BackupRun, 1)
        assert (run.kind, run.state, run.reason) == (Kind.RESTORE, State.FAILED, "changed")


async def test_a_backup_that_is_none_is_refused_with_its_reason(past: Past, elena: Browser) -> None:
    (past.folder / past.made.name).write_bytes(b"a shopping list")
    answer = await elena.get(page(past))
    assert answer.status_code == 409


async def test_a_file_of_the_houses_own_is_taken_and_looked_into(
    past: Past, elena: Browser, tmp_path: Path
) -> None:
    await elena.get("/restorations/new")
    sent = await send(elena, "/restorations/file", portable(past))
    assert (sent.status_code, sent.headers.get("location")) == (303, "/restorations/chosen")
    assert "What was changed since is lost" in (await elena.get("/restorations/chosen")).text


async def test_a_file_of_another_house_is_opened_with_its_key(
    past: Past, santos: House, elena: Browser, tmp_path: Path
) -> None:
    file, key = portable(past), past.key
    (past.data / "recovery-key").unlink()
    await elena.get("/restorations/new")
    await send(elena, "/restorations/file", file)
    assert "This backup has another key" in (await elena.get("/restorations/chosen")).text
    other = open_key(tmp_path).text
    wrong = await elena.post("/restorations/chosen/key", {"key": other})
    assert wrong.status_code == 422
    assert "locked with another recovery key" in wrong.text
    assert (await elena.post("/restorations/chosen/key", {"key": "hello"})).status_code == 422
    typed = key.lower().replace("-", " - ")
    assert (await elena.post("/restorations/chosen/key", {"key": typed})).status_code == 303
    assert "What was changed since is lost" in (await elena.get("/restorations/chosen")).text
    answers = [await elena.post("/restorations/chosen/key", {"key": other}) for _try in range(6)]
    assert answers[-1].status_code == 429


async def test_what_breaks_off_or_is_no_backup_leaves_nothing(past: Past, elena: Browser) -> None:
    whole = portable(past)
    await elena.get("/restorations/new")
    for name, content in (
        ("cut", whole[: len(whole) // 2]),
        ("other", b"a shopping list" * 1000),
        ("empty", b""),
    ):
        answer = await send(elena, "/restorations/file", content)
        assert answer.status_code in (409, 422), name
        assert not list((past.data / "incoming").glob("*")), name


async def test_a_form_without_its_token_fills_no_disk(past: Past, elena: Browser, tmp_path: Path) -> None:
    await elena.get("/restorations/new")
    refused = await send(elena, "/restorations/file", portable(past), "another's")
    assert refused.status_code == 403
    assert not list((past.data / "incoming").glob("*"))


async def test_a_file_that_the_disk_cannot_hold_is_refused_by_its_length(past: Past, elena: Browser) -> None:
    await elena.get("/restorations/new")
    part = '--kite\r\nContent-Disposition: form-data; name="'
    begin = f'{part}csrf"\r\n\r\n{elena.csrf}\r\n{part}file"; filename="house.tar"\r\n\r\n'.encode()
    headers = {"content-type": "multipart/form-data; boundary=kite", "content-length": str(10**15)}
    answer = await elena.client.post("/restorations/file", content=begin, headers={"origin": BASE, **headers})
    assert (answer.status_code, "Send the file" in answer.text) == (507, True)
    assert not list((past.data / "incoming").glob("*"))


async def test_a_folder_is_looked_into(past: Past, santos: House, elena: Browser, tmp_path: Path) -> None:
    usb = tmp_path / "usb"
    past.folder.rename(usb)
    shown = await elena.get(f"/restorations/new?place={usb}")
    assert past.made.name in shown.text
    chosen = await elena.post("/restorations/folder", {"place": str(usb), "name": past.made.name})
    assert chosen.headers["location"] == "/restorations/chosen"
    for place in (tmp_path / "nowhere", past.data, Path("/etc")):
        answer = await elena.get(f"/restorations/new?place={place}")
        assert answer.status_code == 422, place


async def test_a_kill_in_the_middle_is_told_afterwards(past: Past, santos: House, elena: Browser) -> None:
    write_story(past.data, Story(asked=Asked(way=Way.BACKUP, name=past.made.name, at=santos.clock())))
    assert "It was broken off" in (await elena.get("/restoration")).text
    assert story_of(past.data).asked is not None
    assert adopt_key(past.data, open_key(past.data)).text == past.key
