"""A chore is shown done by a photo: who may send it, who sees it, and how long it stays."""

import asyncio
import io
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from PIL import Image
from sqlmodel import select

from appliance.chores.actions import ChorePlan, change_chore, put_away_chore
from appliance.chores.jobs import forget_old_photos
from appliance.chores.models import Occurrence
from appliance.chores.rules.repeats import once
from appliance.core.audit import AuditRow
from tests.chores.doing import add, again, approve, complete, due, send_back, undo
from tests.support.access import add_rosa
from tests.support.house import BASE, Browser, House


def a_photo(colour: str = "green", **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (2000, 1000), colour).save(out, "JPEG", **more)  # type: ignore[arg-type]
    return out.getvalue()


def told() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Elena"
    return exif


async def send(browser: Browser, number: int, sent: bytes, **form: str) -> httpx.Response:
    await browser.get(f"/occurrences/{number}")
    return await browser.client.post(
        f"/occurrences/{number}/photo",
        data={"csrf": browser.csrf, **form},
        files={"photo": ("room.jpg", sent)},
        headers={"origin": BASE},
    )


def kept(house: House) -> list[Path]:
    return sorted(path for path in (house.settings.data / "files").glob("??/*"))


async def forget(house: House) -> None:
    await forget_old_photos(house.office, house.app.state.files)


async def test_maya_takes_a_photo_and_with_it_her_room_is_done(house: House) -> None:
    await add(house, "Tidy your room", "Maya", points=3, photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    page = await maya.get(f"/occurrences/{room.id}")
    assert 'type="file"' in page.text and f'action="/occurrences/{room.id}/completion"' not in page.text
    answer = await send(maya, room.id, a_photo(exif=told()))
    assert answer.headers["location"] == f"/occurrences/{room.id}"
    seen = await again(house, room)
    assert (seen.state, seen.done_by) == ("waiting", house.people["Maya"].member_id)
    elena = await house.browser("Elena")
    assert f'src="/occurrences/{room.id}/photo?' in (await elena.get(f"/occurrences/{room.id}")).text
    shown = await elena.client.get(f"/occurrences/{room.id}/photo")
    found = Image.open(io.BytesIO(shown.content))
    assert (found.format, found.size) == ("JPEG", (1600, 800))
    assert b"Elena" not in shown.content and not found.getexif()
    assert shown.headers["cache-control"] == "private, no-store"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]


async def test_without_a_photo_it_is_not_done_but_a_parent_has_eyes(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    refused = await maya.post(f"/occurrences/{room.id}/completion")
    assert refused.status_code == 409 and "Take a photo of it first." in refused.text
    await complete(house, "Elena", room)
    assert (await again(house, room)).state == "waiting"


async def test_only_whoevers_chore_it_is_and_who_looks_after_the_children_see_it(house: House) -> None:
    await add_rosa(house)
    await add(house, "Tidy your room", "Maya", photo=True)
    room = await due(house, "Tidy your room")
    await send(await house.browser("Maya"), room.id, a_photo())
    answers = {
        who: (await (await house.browser(who)).client.get(f"/occurrences/{room.id}/photo")).status_code
        for who in ("Maya", "Elena", "Marco", "Rosa", "Leo", "Ada")
    }
    assert answers == {"Maya": 200, "Elena": 200, "Marco": 200, "Rosa": 200, "Leo": 404, "Ada": 404}
    assert (await house.stranger().client.get(f"/occurrences/{room.id}/photo")).status_code == 303
    assert "/photo?" not in (await (await house.browser("Leo")).get(f"/occurrences/{room.id}")).text


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"not a picture", "We could not read this picture."),
        (b"", "Choose a file."),
        (b"\xff" * (12 * 1024 * 1024 + 1), "at most 12 MB"),
        (b"\xff" * (20 * 1024 * 1024), "at most 12 MB"),
    ],
    ids=["words", "nothing", "heavy", "far too heavy"],
)
async def test_what_is_no_photo_is_told_beside_its_field_and_changes_nothing(
    house: House, sent: bytes, said: str
) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    answer = await send(maya, room.id, sent)
    assert answer.status_code == 422
    assert said in answer.text and 'aria-invalid="true"' in answer.text
    assert (await again(house, room)).state == "open" and not kept(house)


async def test_a_brother_cannot_send_a_photo_and_nothing_of_it_is_read(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, leo = await due(house, "Tidy your room"), await house.browser("Leo")
    assert (await send(leo, room.id, b"not even a picture")).status_code == 403


async def test_without_the_pages_own_token_a_photo_changes_nothing(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    for proof in ({}, {"csrf": "forged"}):
        answer = await maya.client.post(
            f"/occurrences/{room.id}/photo",
            data=proof,
            files={"photo": ("room.jpg", a_photo())},
            headers={"origin": BASE},
        )
        assert answer.status_code == 403
    assert (await again(house, room)).state == "open" and not kept(house)


async def test_a_new_photo_takes_the_place_of_the_old_one_whose_file_is_gone(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    await send(maya, room.id, a_photo("green"))
    old = kept(house)
    await send_back(house, "Elena", room, "under the bed, too")
    await send(maya, room.id, a_photo("blue"))
    assert len(kept(house)) == 1 and kept(house) != old


async def test_an_undo_leaves_the_photo_where_it_is(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    await send(maya, room.id, a_photo())
    await undo(house, "Maya", room)
    seen = await again(house, room)
    assert seen.state == "open" and seen.picture_of_it and len(kept(house)) == 1
    await complete(house, "Maya", room)


async def test_thirty_days_after_the_answer_it_is_thrown_away(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True, repeat="once")
    room = await due(house, "Tidy your room")
    await send(await house.browser("Maya"), room.id, a_photo())
    house.clock.forward(days=40)
    await forget(house)
    assert len(kept(house)) == 1, "it waits for a parent who has not seen it yet"
    await approve(house, "Elena", room)
    house.clock.forward(days=29)
    await forget(house)
    assert len(kept(house)) == 1
    house.clock.forward(days=2)
    await forget(house)
    assert not kept(house) and (await again(house, room)).picture_of_it is None
    async with house.office.database.reading() as db:
        verbs = (await db.exec(select(AuditRow.verb).where(AuditRow.verb == "PhotosForgotten"))).all()
    assert len(verbs) == 1


async def test_the_same_photo_of_two_chores_stays_until_both_are_done_with_it(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    await add(house, "Make your bed", "Leo", photo=True)
    room, bed = await due(house, "Tidy your room"), await due(house, "Make your bed")
    maya, leo = await house.browser("Maya"), await house.browser("Leo")
    await send(maya, room.id, a_photo())
    await send(leo, bed.id, a_photo())
    elena = await house.browser("Elena")
    for number, left in ((room.id, 1), (bed.id, 0)):
        assert (await elena.post(f"/occurrences/{number}/photo/removal")).status_code == 303
        assert len(kept(house)) == left


async def test_a_chore_that_is_put_away_or_changed_leaves_no_photo_behind_for_ever(house: House) -> None:
    chore_id = await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.api("Maya")
    assert (await maya.put(f"/api/v1/occurrences/{room.id}/photo", content=a_photo())).status_code == 200
    async with house.office.work(house.people["Elena"]) as work:
        later = ChorePlan("Tidy", room.people, once(work.today + timedelta(days=9), work.actor.zone))
        await change_chore(work, chore_id, later)
        await put_away_chore(work, chore_id)
    assert (await again(house, room)).state == "missed"
    house.clock.forward(days=31)
    await forget(house)
    assert not kept(house)


async def test_who_may_take_a_photo_away(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    await send(maya, room.id, a_photo())
    gone = f"/occurrences/{room.id}/photo/removal"
    assert (await maya.post(gone)).status_code == 403, "a parent decides by it"
    await send_back(house, "Elena", room)
    assert (await maya.post(gone)).status_code == 303
    assert not kept(house)
    assert (await maya.post(gone)).status_code == 404


async def test_many_photos_at_once_leave_one_and_no_file_without_a_chore(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True)
    room, maya = await due(house, "Tidy your room"), await house.browser("Maya")
    colours = ["red", "green", "blue", "red", "green", "blue"]
    answers = await asyncio.gather(*(send(maya, room.id, a_photo(colour)) for colour in colours))
    assert sorted(answer.status_code for answer in answers) == [303, *[409] * 5]
    async with house.office.database.reading() as db:
        rows = (await db.exec(select(Occurrence.photo).where(Occurrence.id == room.id))).all()
    assert [path.name for path in kept(house)] == list(rows)


async def test_a_program_sends_a_photo_and_says_that_it_is_done(house: House) -> None:
    await add(house, "Tidy your room", "Maya", photo=True, steps=("Bed", "Floor"))
    room, maya = await due(house, "Tidy your room"), await house.api("Maya")
    address = f"/api/v1/occurrences/{room.id}"
    put = await maya.put(f"{address}/photo", content=a_photo())
    assert put.json()["photo"] is True and put.json()["state"] == "open"
    assert (await maya.post(f"{address}/completion")).status_code == 409
    for step in (1, 2):
        await maya.put(f"{address}/ticks/{step}")
    done = await maya.put(f"{address}/photo?done=true", content=a_photo("blue"))
    assert (done.status_code, done.json()["state"]) == (200, "waiting")
    assert Image.open(io.BytesIO((await maya.get(f"{address}/photo")).content)).size == (1600, 800)
    late = await maya.put(f"{address}/photo", content=a_photo("red"))
    assert late.status_code == 409 and "waits for a parent" in late.text
    refused = await (await house.api("Leo")).put(f"{address}/photo", content=a_photo())
    assert refused.status_code == 403
    heavy = await (await house.api("Elena")).put(f"{address}/photo", content=b"x" * (13 * 1024 * 1024))
    assert heavy.status_code in (409, 422)
