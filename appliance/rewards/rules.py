"""What points may do. Pure."""

import re

PICTURES = {
    "p-tablet": "screen tablet phone computer game gaming minutes",
    "p-ice": "ice cream sweets cake pizza treat chocolate",
    "p-film": "movie film cinema series",
    "p-moon": "late night bedtime sleepover",
    "p-book": "book books comic magazine story",
    "p-cat": "zoo pet animal",
    "p-lawn": "park football playground trip",
}
HUES = {
    "p-tablet": "sky",
    "p-ice": "berry",
    "p-film": "rust",
    "p-moon": "indigo",
    "p-book": "moss",
    "p-cat": "plum",
    "p-lawn": "moss",
}
ANY = "p-sun"


def picture_for(title: str) -> str:
    words = re.findall(r"\w+", title.lower())
    fitting = (picture for word in words for picture, known in PICTURES.items() if word in known.split())
    return next(fitting, ANY)


def hue_for(picture: str) -> str:
    return HUES.get(picture, "ochre")


def may_spend(balance: int, price: int) -> bool:
    """Spending never goes below zero; only taking back what was earned may."""
    return balance >= price


def wish_cause(wish_id: int) -> str:
    return f"wish:{wish_id}"


def grant_cause(wish_id: int, round_: int) -> str:
    return f"wish:{wish_id}:{round_}"


def reversal_cause(cause: str) -> str:
    return f"{cause}:taken back"
