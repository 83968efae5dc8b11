"""A picture of one's own: what may come in, what is kept of it, and who sees it."""

import contextlib
import io
import struct
import zlib

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from appliance.core.errors import Invalid
from appliance.household.actions.pictures import LARGE, LARGEST_FILE, SMALL, cut_picture
from appliance.household.models import Member, MemberPicture
from tests.household.people import tablet
from tests.support.house import BASE, Browser, House


def a_photo(kind: str = "JPEG", size: tuple[int, int] = (400, 300), **more: object) -> bytes:
    """Red above, blue below."""
    photo = Image.new("RGB", size, (200, 30, 30))
    photo.paste((30, 30, 200), (0, size[1] // 2, size[0], size[1]))
    out = io.BytesIO()
    photo.save(out, kind, **more)  # type: ignore[arg-type]
    return out.getvalue()


def from_a_phone_held_upright() -> bytes:
    """The sensor saw it lying; place and camera are written into it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Camera of Elena"
    exif[0x9003] = "2026:03:10 12:00:00"
    return a_photo(exif=exif)


def huge_png(side: int) -> bytes:
    """A header that promises side x side pixels, and hardly any bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


def seen(cut: bytes) -> Image.Image:
    return Image.open(io.BytesIO(cut))


async def upload(browser: Browser, path: str, sent: bytes, name: str = "me.jpg") -> httpx.Response:
    await browser.get("/me/looks")
    return await browser.client.post(
        path, data={"csrf": browser.csrf}, files={"picture": (name, sent)}, headers={"origin": BASE}
    )


async def picture_of(house: House, name: str) -> str:
    async with house.office.database.reading() as db:
        return (await db.get_one(Member, house.people[name].member_id)).picture


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_a_photo_becomes_two_small_squares(kind: str) -> None:
    cut = cut_picture(a_photo(kind))
    assert (seen(cut.large).size, seen(cut.small).size) == ((LARGE, LARGE), (SMALL, SMALL))
    assert len(cut.large) < 20_000


def test_of_a_moving_picture_the_first_one_stays() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    red, _green, blue = seen(cut_picture(out.getvalue()).large).convert("RGB").getpixel((128, 128))  # type: ignore[misc]
    assert red > 200 > 50 > blue


def test_a_photo_stands_upright_and_forgets_where_it_was_taken() -> None:
    cut = cut_picture(from_a_phone_held_upright())
    assert b"Elena" not in cut.large and b"2026:03" not in cut.large and not seen(cut.large).getexif()
    left, right = (seen(cut.large).convert("RGB").getpixel((x, 128)) for x in (20, 236))
    assert left[2] > left[0] and right[0] > right[2], "what was above is on the right once it is turned"  # type: ignore[index]


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 20,
        b"%PDF-1.7\n<html><script>alert(1)</script>",
        huge_png(50_000),
        huge_png(7_000),
        a_photo("BMP"),
        a_photo("TIFF"),
        a_photo()[:200],
        b"\xff" * (LARGEST_FILE + 1),
    ],
    ids=["nothing", "words", "svg", "broken gif", "pdf", "huge", "large", "bmp", "tiff", "cut off", "heavy"],
)
def test_what_is_no_fitting_picture_is_refused(sent: bytes) -> None:
    with pytest.raises(Invalid):
        cut_picture(sent)


@given(
    at=st.integers(0, 2_000), byte=st.integers(0, 255), kind=st.sampled_from(["JPEG", "PNG", "WEBP", "GIF"])
)
def test_a_broken_picture_is_read_or_refused_and_nothing_else(at: int, byte: int, kind: str) -> None:
    broken = bytearray(a_photo(kind, (64, 48)))
    broken[at % len(broken)] = byte
    with contextlib.suppress(Invalid):
        cut_picture(bytes(broken))


async def test_maya_puts_a_photo_in_place_of_the_fox(house: House) -> None:
    maya = await house.browser("Maya")
    answer = await upload(maya, "/me/picture", a_photo())
    assert answer.headers["location"] == "/me/looks"
    version = await picture_of(house, "Maya")
    assert (
        f'src="/pictures/{version}/small"' in (await maya.get("/me")).text + (await maya.get("/today")).text
    )
    shown = await maya.client.get(f"/pictures/{version}")
    assert seen(shown.content).size == (LARGE, LARGE)
    assert shown.headers["content-type"] == "image/webp"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["cache-control"] == "private, max-age=31536000, immutable"


async def test_a_picture_is_for_the_family_and_its_wall_alone(house: House) -> None:
    await upload(await house.browser("Maya"), "/me/picture", a_photo())
    address = f"/pictures/{await picture_of(house, 'Maya')}/small"
    wall, foreign_wall = await tablet(house), await tablet(house, "Ada")
    assert address.removesuffix("/small") in (await wall.get("/sign-in")).text
    answers = {
        "sister": await (await house.browser("Leo")).client.get(address),
        "wall": await wall.client.get(address),
        "stranger": await house.stranger().client.get(address),
        "neighbour": await (await house.browser("Ada")).client.get(address),
        "neighbour's wall": await foreign_wall.client.get(address),
    }
    told = {who: answer.status_code for who, answer in answers.items()}
    assert told == {"sister": 200, "wall": 200, "stranger": 404, "neighbour": 404, "neighbour's wall": 404}


async def test_a_wrong_file_is_told_beside_its_field_and_changes_nothing(house: House) -> None:
    maya = await house.browser("Maya")
    answer = await upload(maya, "/me/picture", b"not a picture")
    assert answer.status_code == 422
    assert "We could not read this picture." in answer.text and 'aria-invalid="true"' in answer.text
    assert await picture_of(house, "Maya") == ""


async def test_a_parent_takes_a_childs_picture_away_and_a_brother_may_not(house: House) -> None:
    await upload(await house.browser("Maya"), "/me/picture", a_photo())
    address = f"/family/members/{house.people['Maya'].member_id}/picture"
    leo, elena = await house.browser("Leo"), await house.browser("Elena")
    assert (await leo.post(f"{address}/removal")).status_code == 403
    assert (await upload(leo, address, a_photo())).status_code == 403
    assert (await elena.post(f"{address}/removal")).status_code == 303
    assert await picture_of(house, "Maya") == ""
    async with house.office.database.reading() as db:
        assert await db.get(MemberPicture, 1) is None, "its bytes are gone, too"


async def test_a_picture_may_come_and_go_by_api(house: House) -> None:
    maya, address = await house.api("Maya"), f"/api/v1/members/{house.people['Maya'].member_id}/picture"
    put = await maya.put(address, content=a_photo("PNG"))
    assert put.json()["picture"] == await picture_of(house, "Maya")
    assert seen((await (await house.api("Leo")).get(address)).content).size == (LARGE, LARGE)
    refused = await maya.put(address, content=b"not a picture")
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["picture"])
    assert (await maya.delete(address)).status_code == 204
    assert (await maya.get(address)).status_code == 404
