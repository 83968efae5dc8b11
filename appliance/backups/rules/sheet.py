"""The recovery sheet: a key that a person can read, type and check."""

from dataclasses import dataclass
from datetime import datetime

from appliance.core.errors import Invalid
from appliance.core.i18n import mark as _

GROUP = 6


@dataclass(frozen=True)
class Sheet:
    """`text` is the key as the QR code holds it; `onward` the password of a restic repository."""

    text: str
    fingerprint: str
    printed: datetime
    onward: str = ""

    @property
    def groups(self) -> list[str]:
        return groups_of(self.text)


def groups_of(key: str) -> list[str]:
    """The part that every such key begins with, then the letters that are this one's."""
    begin, one, rest = key.rpartition("-1")
    return [begin + one, *(rest[at : at + GROUP] for at in range(0, len(rest), GROUP))]


def check_last_group(key: str, typed: str) -> None:
    """Whoever typed the end has the whole sheet before them. Invalid on the field `group`."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    if letters != groups_of(key)[-1]:
        sentence = _("That is not the last group of the sheet. Is it the newest one?")
        raise Invalid(sentence, errors={"group": sentence})
