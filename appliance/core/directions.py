"""What people write keeps its direction: a Hebrew name must not turn round the sentence around it."""

import re

OPEN, CLOSE = "\u2068", "\u2069"  # first strong isolate, and its end
OPENERS = frozenset("\u2066\u2067\u2068")
# Letters that run from right to left, and the marks that can make any text do so.
TURNING = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def isolated(text: str) -> str:
    """As it is where nothing in it turns; else between marks that no mark inside can reach over."""
    if text.isascii() or not TURNING.search(text):
        return text
    return OPEN + balanced(text) + CLOSE


def balanced(text: str) -> str:
    """Every isolate within it ends within it, and no end stands alone."""
    kept, depth = [], 0
    for letter in text:
        if letter == CLOSE and depth == 0:
            continue
        depth += (letter in OPENERS) - (letter == CLOSE)
        kept.append(letter)
    return "".join(kept) + CLOSE * depth
