"""Whether somebody who writes may be in danger: lists of words, read before anything else looks at them.

It errs towards help: who is well shrugs at a number too many. Everyday sayings that sound alike are known.
"""

import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Danger(StrEnum):
    SELF = "self"  # thinks of hurting or killing themselves
    ABUSE = "abuse"  # is hurt, threatened or touched by somebody
    LOST = "lost"  # does not know where they are, or is alone with somebody unknown
    EMERGENCY = "emergency"  # poison, fire, blood, breath
    SECRET = "secret"  # asks for a promise of silence


URGENT_FIRST = (Danger.EMERGENCY, Danger.SELF, Danger.ABUSE, Danger.LOST, Danger.SECRET)


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    sources = tomllib.loads((files(__package__) / "danger.toml").read_text("utf-8"))
    return {name: re.compile(source, re.IGNORECASE | re.VERBOSE) for name, source in sources.items()}


def danger_in(text: str) -> Danger | None:
    """The first that fits, the most urgent one before others."""
    plain = " ".join(text.replace("’", "'").replace("`", "'").split())
    plain = _patterns()["sayings"].sub(" … ", plain)
    return next((kind for kind in URGENT_FIRST if _patterns()[kind].search(plain)), None)
