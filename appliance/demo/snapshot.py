"""Photos that nobody took: a nest box on a tree and a tidy room, drawn the same everywhere."""

from collections.abc import Sequence
from io import BytesIO

SIZE = (1200, 900)
Box = tuple[int, int, int, int]
Shape = tuple[str, Box, str]  # rectangle or ellipse, where, and its colour

NEST_BOX: Sequence[Shape] = (
    ("rectangle", (500, 0, 700, 900), "#6b4a32"),
    *(("ellipse", (left, top, left + 260, top + 200), "#5f8f4e") for left, top in ((60, 40), (300, -60))),
    *(("ellipse", (left, top, left + 260, top + 200), "#5f8f4e") for left, top in ((760, -40), (950, 120))),
    ("rectangle", (440, 330, 760, 740), "#c89a5b"),
    ("rectangle", (400, 280, 800, 345), "#8c5a2b"),
    ("ellipse", (555, 430, 645, 520), "#2b1c10"),
    ("rectangle", (590, 560, 610, 640), "#8c5a2b"),
)
TIDY_ROOM: Sequence[Shape] = (
    ("rectangle", (0, 640, 1200, 900), "#b98d5e"),
    ("rectangle", (90, 430, 640, 700), "#7d5a3c"),
    ("rectangle", (110, 470, 620, 620), "#cf8f7a"),
    ("rectangle", (120, 440, 260, 520), "#f4efe6"),
    ("rectangle", (780, 180, 1090, 690), "#8a6443"),
    *(("rectangle", (805, top, 1065, top + 100), "#e9dcc4") for top in (210, 370, 530)),
    *(
        ("rectangle", (825 + 45 * n, 230, 860 + 45 * n, 310), colour)
        for n, colour in enumerate(("#4d7ea8", "#c85a54", "#5f8f4e", "#e0b04c"))
    ),
    ("ellipse", (850, 410, 920, 470), "#c85a54"),
    ("rectangle", (200, 110, 500, 330), "#bcd7e8"),
)


def drawn(shapes: Sequence[Shape], ground: str) -> bytes:
    from PIL import Image, ImageDraw

    picture = Image.new("RGB", SIZE, ground)
    draw = ImageDraw.Draw(picture)
    for kind, box, colour in shapes:
        (draw.rectangle if kind == "rectangle" else draw.ellipse)(box, fill=colour)
    written = BytesIO()
    picture.save(written, "JPEG", quality=80)
    return written.getvalue()


def nest_box() -> bytes:
    return drawn(NEST_BOX, "#bcd7e8")


def tidy_room() -> bytes:
    return drawn(TIDY_ROOM, "#e6ddcf")
