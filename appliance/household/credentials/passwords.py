"""What a password must be: long, and not one that everybody tries first. Nothing about its letters."""

import re
from functools import cache
from pathlib import Path

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

SHORTEST = 8
LONGEST = 1000  # far beyond any person's; keeps a megabyte from being hashed
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "abcdefghijklmnopqrstuvwxyz", "01234567890")


def check_password(password: str, *names: str) -> None:
    """Raises Invalid on the field `password`. `names`, the person's and the family's, are no passwords."""
    if len(password) < SHORTEST:
        raise _refused(_("A password has at least 8 characters. Four words in a row are good."))
    if len(password) > LONGEST:
        raise _refused(_("A password has at most 1000 characters."))
    if is_common(password) or _bare(password) in {_bare(name) for name in names}:
        raise _refused(_("Everybody tries this one first. Four words in a row are good."))


def is_common(password: str) -> bool:
    low = password.lower()
    return low in common_passwords() or _bare(low) in common_passwords() or _is_pattern(low)


@cache
def common_passwords() -> frozenset[str]:
    lines = (Path(__file__).parent / "common.txt").read_text().split()
    return frozenset(lines)


def _bare(text: str) -> str:
    """`Elena2024!` is `elena`: digits and signs at the end hide nothing."""
    return re.sub(r"[\W\d_]+$", "", text.lower())


def _is_pattern(low: str) -> bool:
    """One character or a short piece repeated, or a walk along the keyboard."""
    repeated = re.fullmatch(r"(.{1,4}?)\1+", low) is not None
    return repeated or any(low in row * 2 or low in row[::-1] * 2 for row in ROWS)


def _refused(sentence: str) -> Invalid:
    return Invalid(sentence, errors={"password": sentence})
