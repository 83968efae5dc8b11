"""The picture that fits a title, so that nobody has to choose one."""

import re

WORDS = {
    "p-cat": "cat cats kitten litter hamster rabbit pet pets",
    "p-dog": "dog dogs puppy walk",
    "p-fish": "fish aquarium",
    "p-piano": "piano keyboard",
    "p-music": "music violin guitar flute drums instrument sing",
    "p-brush": "hair comb",
    "p-tooth": "teeth tooth",
    "p-hands": "hands",
    "p-shower": "shower",
    "p-bath": "bath bathroom",
    "p-bag": "bag backpack satchel school pack",
    "p-plant": "plant plants garden",
    "p-flower": "flower flowers",
    "p-bed": "bed room bedroom",
    "p-box": "toys toy lego",
    "p-dishes": "dishwasher dishes dish plates",
    "p-table": "table breakfast dinner cook",
    "p-broom": "sweep broom tidy floor kitchen clean",
    "p-vacuum": "vacuum hoover stairs carpet",
    "p-laundry": "laundry washing wash",
    "p-shirt": "clothes shirts fold iron dress",
    "p-trash": "trash rubbish bin bins garbage recycling bottles",
    "p-pencil": "homework write draw spelling maths vocabulary",
    "p-book": "book books read reading study learn",
    "p-lawn": "lawn grass mow leaves",
    "p-lunch": "lunch snack",
    "p-cart": "shopping groceries",
    "p-car": "car",
    "p-bike": "bike bicycle",
    "p-ball": "football sport training",
    "p-window": "window windows",
}
HUES = {
    "p-piano": "ochre",
    "p-music": "berry",
    "p-bag": "berry",
    "p-plant": "moss",
    "p-flower": "berry",
    "p-bed": "plum",
    "p-box": "ochre",
    "p-broom": "ochre",
    "p-trash": "stone",
    "p-pencil": "indigo",
    "p-book": "moss",
    "p-lawn": "moss",
    "p-lunch": "ochre",
    "p-dog": "rust",
    "p-tooth": "indigo",
    "p-shirt": "plum",
    "p-laundry": "indigo",
    "p-ball": "moss",
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


def word_for(title: str) -> str:
    """The one word of a title that says most: the one with a picture, else a name, else the longest."""
    words: list[str] = re.findall(r"\w+", title)
    known = [word for word in words if picture_for(word) != ANY]
    names = [word for word in words[1:] if word[0].isupper()]
    said = [*known, *names, *sorted(words, key=len, reverse=True), title]
    return said[0][:1].upper() + said[0][1:]


def hue_for(picture: str) -> str:
    return HUES.get(picture, "sky")
