"""A photo is decoded and written anew: upright, small, and with nothing of the file's own words."""

import contextlib
import io
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms, PngImagePlugin

from appliance.core.errors import Invalid
from appliance.core.photos import EDGE, MOST_SCANS, SCAN, photo_of

KINDS = ["JPEG", "PNG", "WEBP", "GIF"]
HIDDEN = (b"Elena", b"2026:03", b"52.5", b"ICC", b"Exif", b"http", b"seen by nobody")


def shot(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **more: object) -> bytes:
    """Red above, blue below."""
    photo = Image.new("RGB", size, (200, 30, 30))
    photo.paste((30, 30, 200), (0, size[1] // 2, size[0], size[1]))
    out = io.BytesIO()
    photo.convert(mode).save(out, kind, **more)  # type: ignore[arg-type]
    return out.getvalue()


def told(orientation: int = 1) -> Image.Exif:
    """Whose camera it was, when and where, as a phone writes it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Camera of Elena"
    exif[0x9003] = "2026:03:10 12:00:00"
    exif.get_ifd(0x8825)[2] = (52.5, 31.0, 12.0)
    return exif


def taken(sent: bytes) -> Image.Image:
    return Image.open(io.BytesIO(photo_of(sent, "photo")))


def promised(side: int) -> bytes:
    """A header that promises side x side pixels, and hardly any bytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))


def promised_by_a_jpeg(width: int, height: int, *, progressive: bool = False) -> bytes:
    small = shot(size=(16, 16), progressive=progressive)
    frame = small.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    return small[:frame] + struct.pack(">HH", height, width) + small[frame + 4 :]


def of_many_scans() -> bytes:
    """Its last scan once more and once more: little to send, and long to decode."""
    small = shot(size=(640, 480), progressive=True)
    last = small.rindex(SCAN)
    return small[:-2] + small[last:-2] * MOST_SCANS + small[-2:]


@pytest.mark.parametrize("kind", KINDS)
def test_every_photo_becomes_a_jpeg_that_fits_a_page(kind: str) -> None:
    found = taken(shot(kind, (2400, 1800)))
    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (EDGE, 1200))


def test_a_small_photo_is_not_blown_up_and_a_long_one_keeps_its_shape() -> None:
    assert taken(shot(size=(400, 300))).size == (400, 300)
    assert taken(shot("PNG", size=(100, 4000))).size == (40, EDGE)


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "RGBA", "I;16"])
def test_grey_and_see_through_pictures_are_readable_too(mode: str) -> None:
    sent = io.BytesIO()
    Image.new("L", (60, 40), 128).convert(mode).save(sent, "PNG")
    assert taken(sent.getvalue()).size == (60, 40)


def test_what_is_see_through_becomes_paper_and_not_night() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (60, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert taken(out.getvalue()).getpixel((30, 20)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("orientation", "size", "red"),
    [
        (1, (400, 300), (200, 40)),
        (2, (400, 300), (200, 40)),
        (3, (400, 300), (200, 260)),
        (4, (400, 300), (200, 260)),
        (5, (300, 400), (40, 200)),
        (6, (300, 400), (260, 200)),
        (7, (300, 400), (260, 200)),
        (8, (300, 400), (40, 200)),
    ],
)
def test_it_stands_as_the_phone_was_held(
    orientation: int, size: tuple[int, int], red: tuple[int, int]
) -> None:
    found = taken(shot(exif=told(orientation)))
    colour = found.getpixel(red)
    assert found.size == size
    assert isinstance(colour, tuple) and colour[0] > 150 > 100 > colour[2]


def test_nothing_is_kept_of_place_time_camera_profile_and_comment() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta xmlns:x='http://ns.adobe.com/x'>seen by nobody</x:xmpmeta>"
    words = PngImagePlugin.PngInfo()
    words.add_text("Comment", "seen by nobody")
    words.add_itxt("XML:com.adobe.xmp", xmp.decode())
    everything = {"exif": told(6), "icc_profile": profile, "xmp": xmp}
    sent = [
        shot(**everything, comment=b"seen by nobody") + b"seen by nobody",
        shot("PNG", **{**everything, "xmp": None}, pnginfo=words),
        shot("WEBP", **everything),
        shot("GIF", comment=b"seen by nobody"),
    ]
    for photo in sent:
        assert any(word in photo for word in HIDDEN), "it was there"
        kept = photo_of(photo, "photo")
        assert not [word for word in HIDDEN if word in kept]
        found = Image.open(io.BytesIO(kept))
        assert not found.getexif() and set(found.info) <= {
            *("jfif", "jfif_version", "jfif_unit", "jfif_density"),
        }


def test_of_a_moving_picture_the_first_one_stays() -> None:
    frames = [Image.new("RGB", (40, 40), colour) for colour in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    red, _green, blue = taken(out.getvalue()).getpixel((20, 20))  # type: ignore[misc]
    assert red > 200 > 50 > blue


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a" + b"\0" * 20,
        b"%PDF-1.7\n<html><script>alert(1)</script>",
        promised(50_000),
        promised(7_000),
        promised_by_a_jpeg(65_000, 65_000),
        promised_by_a_jpeg(8_100, 8_000),
        promised_by_a_jpeg(7_000, 7_000, progressive=True),
        of_many_scans(),
        shot("BMP"),
        shot("TIFF"),
        shot()[:200],
        shot("PNG")[:90],
    ],
    ids=[
        *("nothing", "words", "svg", "broken gif", "pdf", "huge png", "large png", "huge jpeg", "large jpeg"),
        *("large progressive jpeg", "many scans", "bmp", "tiff", "cut off", "cut off png"),
    ],
)
def test_what_is_no_fitting_photo_is_refused_at_its_field(sent: bytes) -> None:
    with pytest.raises(Invalid) as refusal:
        photo_of(sent, "photo")
    assert list(refusal.value.errors) == ["photo"]


def test_a_phone_with_fifty_million_pixels_is_welcome() -> None:
    assert taken(shot(size=(8160, 6120), quality=30)).size == (EDGE, 1200)


@given(at=st.integers(0, 2_000), byte=st.integers(0, 255), kind=st.sampled_from(KINDS))
def test_a_broken_photo_is_read_or_refused_and_nothing_else(at: int, byte: int, kind: str) -> None:
    broken = bytearray(shot(kind, (64, 48)))
    broken[at % len(broken)] = byte
    with contextlib.suppress(Invalid):
        photo_of(bytes(broken), "photo")
