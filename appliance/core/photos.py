"""Pictures that somebody sent: decoded, turned upright, written anew. Only what is seen of them is kept."""

import asyncio
import io
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = ("JPEG", "PNG", "WEBP", "GIF")
LARGEST_AREA = 40_000_000  # pixels: 160 MB while it is decoded
LARGEST_FROM_CAMERA = 64_000_000  # of a plain JPEG, which is decoded small at once
MOST_SCANS = 100  # a camera writes ten; a file of thousands would keep a core busy for hours
SCAN = b"\xff\xda"  # cannot occur inside of a scan
EDGE = 1600  # pixels of the longer side
KIND = "image/jpeg"
_one_at_a_time = asyncio.Semaphore(1)
T = TypeVar("T")


async def redraw(draw: Callable[[], T]) -> T:
    """In a thread, one of the whole house at a time; outside of any transaction."""
    async with _one_at_a_time:
        return await asyncio.to_thread(draw)


def photo_of(sent: bytes, field: str) -> bytes:
    """A JPEG of at most `EDGE` pixels. `field`: where a form names what is wrong with it."""
    whole = decoded(sent, EDGE, field)
    whole.thumbnail((EDGE, EDGE))
    whole.info = {}  # colour profile, comment, place and camera stay behind
    out = io.BytesIO()
    _on_white(whole).save(out, "JPEG", quality=82)
    return out.getvalue()


def decoded(sent: bytes, edge: int, field: str) -> "Image":
    """Upright, RGB or RGBA, where it can be had cheaply not much larger than `edge`."""
    if not sent:
        raise refused(_("Choose a picture first."), field)
    try:
        return _opened(sent, edge, field)
    except Invalid:
        raise
    except Exception as broken:  # decoders raise whatever a broken file makes them stumble over
        raise refused(_("We could not read this picture. Send a JPEG, PNG, WebP or GIF."), field) from broken


def refused(sentence: str, field: str) -> Invalid:
    return Invalid(sentence, errors={field: sentence})


def _opened(sent: bytes, edge: int, field: str) -> "Image":
    """The header is read first: 50,000 by 50,000 pixels fit into a few bytes, but not into the house."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(sent), formats=KINDS) as found:
        width, height = found.size
        if width * height > _largest(found) or sent.count(SCAN) > MOST_SCANS:
            raise refused(_("This picture has too many pixels. Choose a smaller one."), field)
        found.draft("RGB", (edge, edge))
        found.load()
        upright = ImageOps.exif_transpose(_smaller(found, edge))
        return upright.convert("RGBA" if upright.has_transparency_data else "RGB")


def _smaller(found: "Image", edge: int) -> "Image":
    """Before it is copied for its colours and for standing upright: three times 160 MB are too much."""
    times = min(found.size) // edge
    return found.reduce(times) if times > 1 and found.mode in ("RGB", "RGBA", "L") else found


def _largest(found: "Image") -> int:
    """A progressive JPEG is held whole, however small it is wanted."""
    plain = found.format in ("JPEG", "MPO") and not found.info.get("progressive")
    return LARGEST_FROM_CAMERA if plain else LARGEST_AREA


def _on_white(whole: "Image") -> "Image":
    from PIL import Image

    if whole.mode == "RGB":
        return whole
    paper = Image.new("RGB", whole.size, "white")
    paper.paste(whole, mask=whole.getchannel("A"))
    return paper
