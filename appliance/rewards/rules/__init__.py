"""What points may do. Pure."""

import re

PICTURES = {
    "p-tablet": "screen tablet phone minutes",
    "p-game": "game games gaming console",
    "p-ice": "ice sweets treat chocolate",
    "p-cake": "cake pizza bake dessert",
    "p-film": "movie film cinema series",
    "p-moon": "late night bedtime sleepover",
    "p-book": "book books comic magazine story",
    "p-ball": "park football playground",
    "p-bike": "bike trip",
    "p-cart": "toy shop shopping",
    "p-dog": "zoo pet animal",
}
HUES = {
    "p-tablet": "sky",
    "p-game": "plum",
    "p-ice": "berry",
    "p-cake": "berry",
    "p-film": "rust",
    "p-moon": "indigo",
    "p-book": "moss",
    "p-ball": "moss",
    "p-bike": "moss",
    "p-dog": "rust",
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


def missing_for(balance: int, price: int) -> int:
    """What is owed has to be filled up first."""
    return max(0, price - balance)


def wish_cause(wish_id: int, booking: int = 1) -> str:
    """Of the points that are put aside: again, where a no was taken back."""
    return f"wish:{wish_id}" if booking == 1 else f"wish:{wish_id}:aside again:{booking}"


def grant_cause(wish_id: int, round_: int) -> str:
    return f"wish:{wish_id}:{round_}"


def reversal_cause(cause: str) -> str:
    return f"{cause}:taken back"
