"""What families tell their appliance, put together by chance: made up, and the same in every run."""

from collections.abc import Iterator
from random import Random

WHO = """Grandma Rosa|Grandpa Otto|Aunt Clara|Uncle Ben|Nora|Felix|Ines|Jannis|Lotte|Paul|Hilde
Amir|Greta|Vera|Timo|Sofia|the plumber|the dentist|the neighbour|Mr. Brandl|Maya|Leo
the cat|the dog|our landlord|the coach|Dr. Weber"""
WHOSE = "|'s sister|'s friend|'s boss|'s teacher|'s car|'s bike|'s daughter|'s son|'s dog"
FACTS = """birthday is on {month} {day}|likes {thing} as a present|is allergic to {food}
keeps {thing} in {place}|comes on {weekday} at {hour}|has the phone number {number}
has shoe size {size}|does not eat {food}|lives in {street} {size}|likes {colour} best
uses the code {number} for {thing}|needs {thing} on {weekday}|was born in {year}
paid {size} euros for {thing}|lent us {thing}|works in {street} on {weekday}s"""
PARTS = {
    "month": "January|February|March|April|May|June|July|August|September|October|November|December",
    "weekday": "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    "thing": """the drill|garden seeds|a crossword book|loose tea|bicycle maps|watercolours|card games
chocolate|candles|horse stickers|a basketball|olive oil|the tent|the sledge|the sewing kit
a camera|headphones|the ladder|a lamp|the passport|swimming goggles|the picnic blanket
the vacuum cleaner|the guitar|a telescope""",
    "food": "peanuts|mushrooms|olives|fish|celery|milk|strawberries|onions|rye|tomatoes",
    "place": "the shed|the attic|the cellar|the hall cupboard|the garage|the desk drawer|the car",
    "colour": "red|green|blue|yellow|purple|orange|turquoise",
    "street": "Linden Street|Mill Lane|Church Road|Harbour Street|Station Road|Rose Alley",
}
ASKED = """when is {who}'s birthday?|what does {who} like as a present?
is {who} allergic to anything?|where does {who} keep {thing}?|when does {who} come?
what is {who}'s phone number?|where does {who} live?|who lent us {thing}?
what is the code for {thing}?|what can {who} not eat?|shoe size of {who}
who works in {street}?|wer wohnt in {street}?"""


def told(chance: Random, count: int) -> list[str]:
    """All different."""
    texts: dict[str, None] = {}
    while len(texts) < count:
        texts[f"{_who(chance)} {_one(chance, FACTS).format(**_filled(chance))}"] = None
    return list(texts)


def asked(chance: Random, count: int) -> Iterator[str]:
    for _number in range(count):
        yield _one(chance, ASKED).format(who=_who(chance), **_filled(chance))


def _who(chance: Random) -> str:
    return _one(chance, WHO) + _one(chance, WHOSE)


def _filled(chance: Random) -> dict[str, object]:
    words: dict[str, object] = {name: _one(chance, words) for name, words in PARTS.items()}
    numbers = {"day": (1, 28), "number": (1000, 99999), "size": (2, 60), "year": (1930, 2020)}
    return (
        words
        | {name: chance.randint(*span) for name, span in numbers.items()}
        | {"hour": f"{chance.randint(7, 21)}:{chance.choice(('00', '15', '30'))}"}
    )


def _one(chance: Random, words: str) -> str:
    return chance.choice(words.replace("\n", "|").split("|"))
