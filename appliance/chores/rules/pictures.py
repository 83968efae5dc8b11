"""The picture that fits a title, so that nobody has to choose one."""

import re

WORDS = {
    "p-cat": "cat cats kitten dog puppy pet hamster rabbit fish litter",
    "p-piano": "piano violin guitar flute music instrument",
    "p-brush": "brush teeth tooth wash shower bath hair",
    "p-bag": "bag backpack school pack satchel",
    "p-plant": "plant plants flower flowers water garden",
    "p-bed": "bed room bedroom tidy toys",
    "p-dishes": "dishwasher dishes dish plates table cutlery kitchen",
    "p-trash": "trash rubbish bin bins garbage recycling bottles",
    "p-book": "book books read reading homework study learn vocabulary",
    "p-lawn": "lawn grass mow leaves",
    "p-lunch": "lunch snack cook dinner breakfast",
    "p-tablet": "tablet phone computer",
}
HUES = {
    "p-cat": "sky",
    "p-piano": "ochre",
    "p-brush": "indigo",
    "p-bag": "berry",
    "p-plant": "moss",
    "p-bed": "plum",
    "p-dishes": "sky",
    "p-trash": "stone",
    "p-book": "moss",
    "p-lawn": "moss",
    "p-lunch": "ochre",
    "p-tablet": "indigo",
}
ANY = "p-house"
PICTURES = (*WORDS, ANY)


def picture_for(title: str) -> str:
    """The earliest word that is known decides: `water the plants`, `tidy your room`."""
    for word in re.findall(r"\w+", title.lower()):
        for picture, known in WORDS.items():
            if word in known.split():
                return picture
    return ANY


def hue_for(picture: str) -> str:
    return HUES.get(picture, "rust")
