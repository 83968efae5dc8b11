"""Cards that many children's days have: each with its block and its picture, in the order of a usual day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time

from appliance.core.i18n import mark as _
from appliance.core.people import Blocks

MOST_CARDS = 30  # of one go: nobody's day has more


@dataclass(frozen=True)
class Card:
    """`picture` empty: the one that fits the title."""

    part_of_day: str
    title: str
    picture: str = ""


TYPICAL: Mapping[str, Card] = {
    "dressed": Card("morning", _("Get dressed"), "p-shirt"),
    "bed": Card("morning", _("Make your bed"), "p-bed"),
    "breakfast": Card("morning", _("Have breakfast"), "p-lunch"),
    "morning_teeth": Card("morning", _("Brush your teeth"), "p-tooth"),
    "hair": Card("morning", _("Brush your hair"), "p-brush"),
    "bag": Card("morning", _("Pack your bag"), "p-bag"),
    "hands": Card("afternoon", _("Wash your hands"), "p-hands"),
    "lunch_box": Card("afternoon", _("Empty your lunch box"), "p-lunch"),
    "homework": Card("afternoon", _("Do your homework"), "p-pencil"),
    "music": Card("afternoon", _("Practise your instrument"), "p-music"),
    "toys": Card("afternoon", _("Tidy your toys"), "p-box"),
    "table": Card("evening", _("Lay the table"), "p-table"),
    "shower": Card("evening", _("Have a shower"), "p-shower"),
    "pyjamas": Card("evening", _("Put on your pyjamas"), "p-bed"),
    "evening_teeth": Card("evening", _("Brush your teeth"), "p-tooth"),
    "clothes": Card("evening", _("Lay out clothes for tomorrow"), "p-shirt"),
    "book": Card("evening", _("Read a book"), "p-book"),
}


def is_over(part_of_day: str, clock: time, blocks: Blocks) -> bool:
    """Whether that block of today has passed."""
    end = blocks.end_of(part_of_day)
    return end is not None and clock >= end


def lacking(people: Sequence[int], card: Card, there: Sequence[tuple[Card, Sequence[int]]]) -> list[int]:
    """Who does not have a card of that name in that block yet."""
    same = [
        have
        for known, have in there
        if known.part_of_day == card.part_of_day and known.title.casefold() == card.title.casefold()
    ]
    return [member_id for member_id in people if not any(member_id in have for have in same)]


def moved(ids: Sequence[int], at: int, by: int) -> list[int]:
    """The order after a card has changed places with the one before or after it."""
    order = list(ids)
    to = at + by
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return order
