"""A parent brings in what ActivityWatch measured before: on the device's page, or by a key of their own."""

import json
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import httpx
import pytest
from sqlmodel import select

from appliance.core.audit import AuditRow
from appliance.core.errors import NotAllowed
from appliance.screen_time.actions.importing import ask_to_bring_in
from appliance.screen_time.models import Bucket, MeasuredDevice, ToldEvent
from tests.screen_time.activitywatch.watching import AFK, WINDOW, Computer, computer, minutes
from tests.support.house import BASE, Browser, House

HOUR = timedelta(hours=1)


def an_export(house: House) -> bytes:
    """Three hours of a game on each of two days before, with a break of one."""
    at = house.clock() - timedelta(days=2)
    window = [event(at + day * 24 * HOUR, 3 * HOUR, app="minetest", title="Secret") for day in (0, 1)]
    afk = [event(at + HOUR, HOUR, status="afk")]
    return json.dumps(
        {"buckets": {WINDOW: bucket("currentwindow", window), AFK: bucket("afkstatus", afk)}}
    ).encode()


def event(at: object, length: timedelta, **words: str) -> dict[str, object]:
    return {"id": 1, "timestamp": f"{at}", "duration": length.total_seconds(), "data": words}


def bucket(kind: str, events: list[dict[str, object]]) -> dict[str, object]:
    return {"id": "any", "type": kind, "client": "aw", "hostname": "pc", "events": events}


async def bring(browser: Browser, device: int, sent: bytes | None) -> httpx.Response:
    await browser.get("/screen")
    files = {} if sent is None else {"file": ("aw-buckets-export.json", sent)}
    return await browser.client.post(
        f"/screen/devices/{device}/import",
        data={"csrf": browser.csrf},
        files=files or {"other": ("", b"")},
        headers={"origin": BASE},
    )


async def rows(house: House) -> tuple[int, int]:
    async with house.office.database.reading() as db:
        found = [(await db.exec(select(table))).all() for table in (Bucket, ToldEvent)]
    return len(found[0]), len(found[1])


async def device_row(house: House, pc: Computer) -> MeasuredDevice:
    async with house.office.database.reading() as db:
        return await db.get_one(MeasuredDevice, pc.id)


@pytest.fixture
def nothing_lies_around(house: House) -> Iterator[None]:
    before = {path.name for path in house.settings.data.iterdir()}
    yield
    assert {path.name for path in house.settings.data.iterdir()} == before


async def test_elena_brings_leos_days_in_and_a_second_time_adds_nothing(house: House) -> None:
    pc, elena = await computer(house), await house.browser("Elena")
    page = (await elena.get(f"/screen/devices/{pc.id}")).text
    assert f'enctype="multipart/form-data" action="/screen/devices/{pc.id}/import"' in page
    answer = await bring(elena, pc.id, an_export(house))
    assert (answer.status_code, answer.headers["location"]) == (303, f"/screen/devices/{pc.id}")
    assert "3 events came in. Measured on 2 days." in (await elena.get(f"/screen/devices/{pc.id}")).text
    assert await minutes(house) == {"Luanti": 300}
    assert await rows(house) == (2, 3)
    await bring(elena, pc.id, an_export(house))
    assert "Nothing new: all of it was here already." in (await elena.get(f"/screen/devices/{pc.id}")).text
    assert await minutes(house) == {"Luanti": 300}
    assert await rows(house) == (2, 3)
    async with house.office.database.reading() as db:
        noted = (await db.exec(select(AuditRow).where(AuditRow.verb == "ExportBroughtIn"))).all()
    assert [row.member_id for row in noted] == [house.people["Elena"].member_id] * 2


async def test_a_device_is_not_heard_by_what_somebody_else_brings(house: House) -> None:
    pc, elena = await computer(house), await house.browser("Elena")
    await bring(elena, pc.id, an_export(house))
    assert (await device_row(house, pc)).heard_at is None
    await pc.window(house.clock(), "firefox")
    heard = (await device_row(house, pc)).heard_at
    assert heard == house.clock()
    house.clock.forward(hours=5)
    await bring(elena, pc.id, an_export(house))
    assert (await device_row(house, pc)).heard_at == heard
    assert (await pc.client.post("/api/0/import", content=an_export(house))).status_code == 200
    assert (await device_row(house, pc)).heard_at == house.clock()


def broken(house: House) -> dict[str, bytes | None]:
    """The last three only after thousands of events that are right."""
    one = json.dumps(event(house.clock() - HOUR, HOUR, app="chess")).encode()
    right = b'{"buckets": {"w": {"type": "currentwindow", "events": [%s]}' % b",".join([one] * 3000)
    return {
        "no file": None,
        "empty": b"",
        "a table": b"time;app\n10:00;chess",
        "another file": b'{"family": "Walrus", "events": []}',
        "a picture": b"\x89PNG\r\n\x1a\n" + b"\xff" * 400,
        "broken late": right + b"}, oops",
        "cut short": right[:-60],
        "a bad name": right + b', "\\u0007": {"events": []}}}',
    }


@pytest.mark.usefixtures("nothing_lies_around")
async def test_what_is_no_export_is_told_beside_its_field_and_leaves_nothing_half_done(house: House) -> None:
    pc, elena, key = await computer(house), await house.browser("Elena"), await house.api("Elena")
    for why, sent in broken(house).items():
        answer = await bring(elena, pc.id, sent)
        assert (answer.status_code, why) == (422, why)
        said = "This is no export of ActivityWatch" if sent else "Choose a file."
        assert said in answer.text, why
        assert 'aria-invalid="true" autofocus aria-describedby="f-file-error' in answer.text, why
        assert f'hx-get="/screen/devices/{pc.id}"' in answer.text, "what it told goes on to be looked up"
        told = await key.post(f"/api/v1/screen-time/devices/{pc.id}/import", content=sent or b"")
        assert (told.status_code, list(told.json()["errors"])) == (422, ["file"]), why
        assert await rows(house) == (0, 0), why


@pytest.mark.usefixtures("nothing_lies_around")
async def test_a_file_that_is_too_large_is_refused_before_it_has_arrived(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("appliance.screen_time.activitywatch.arriving.LARGEST", 2 * 1024 * 1024)
    pc, elena, key = await computer(house), await house.browser("Elena"), await house.api("Elena")
    large = an_export(house) + b" " * (4 * 1024 * 1024)
    answer = await bring(elena, pc.id, large)
    assert answer.status_code == 422 and "too large: an export has at most 2 MB" in answer.text

    async def untold() -> AsyncIterator[bytes]:
        for start in range(0, len(large), 65536):
            yield large[start : start + 65536]

    told = await key.post(f"/api/v1/screen-time/devices/{pc.id}/import", content=untold())
    assert told.status_code == 422 and list(told.json()["errors"]) == ["file"]
    assert await rows(house) == (0, 0)


async def test_another_familys_device_is_not_there_and_a_child_brings_nothing_in(house: House) -> None:
    pc = await computer(house)
    answers = {
        who: (await bring(await house.browser(who), pc.id, an_export(house))).status_code
        for who in ("Ada", "Leo", "Maya")
    }
    assert answers == {"Ada": 404, "Leo": 403, "Maya": 403}
    path = f"/api/v1/screen-time/devices/{pc.id}/import"
    for who, status in (("Ada", 404), ("Leo", 403)):
        assert (await (await house.api(who)).post(path, content=an_export(house))).status_code == status
    reader = await house.api("Elena", scopes=("read",))
    assert (await reader.post(path, content=an_export(house))).status_code == 403
    with pytest.raises(NotAllowed):
        await ask_to_bring_in(house.office, house.people["Leo"], pc.id)
    assert await rows(house) == (0, 0)
    assert "/import" not in (await (await house.browser("Leo")).get(f"/screen/devices/{pc.id}")).text


async def test_a_program_of_elenas_hears_how_much_it_was(house: House) -> None:
    pc, key = await computer(house), await house.api("Elena")
    path = f"/api/v1/screen-time/devices/{pc.id}/import"
    sent = json.loads(an_export(house))
    sent["buckets"][AFK]["events"].append({"timestamp": "tomorrow", "duration": 1, "data": {}})
    told = {"buckets": 2, "events": 3, "days": 2, "unreadable": 1}
    first = await key.post(path, content=json.dumps(sent).encode())
    assert (first.status_code, first.json()) == (200, told | {"new": 3})
    again = await key.post(path, content=json.dumps(sent).encode())
    assert again.json() == told | {"new": 0}
    elena = await house.browser("Elena")
    await bring(elena, pc.id, b'{"buckets": {}}')
    assert "There was no event in it." in (await elena.get(f"/screen/devices/{pc.id}")).text


async def test_a_foreign_page_cannot_bring_anything_in(house: House) -> None:
    pc, elena = await computer(house), await house.browser("Elena")
    await elena.get("/screen")
    answer = await elena.client.post(
        f"/screen/devices/{pc.id}/import",
        data={"csrf": "another"},
        files={"file": ("x.json", an_export(house))},
        headers={"origin": BASE},
    )
    assert answer.status_code == 403 and await rows(house) == (0, 0)
