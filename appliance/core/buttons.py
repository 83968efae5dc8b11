"""Buttons of an alert: one tap on a phone says one thing, for the one whose phone the alert was sent to.

What it says is signed by the house, so that it can be neither changed nor made up, and it opens nothing else.
What it says is bound to a state, so that it says it once: that is for the verb to look at.
"""

from dataclasses import dataclass

from appliance.core.secrets import Secrets

PURPOSE = "button of an alert"


@dataclass(frozen=True)
class Button:
    """`path` is posted `{"press": ...}`; `words` is what the feature behind it reads."""

    label: str
    path: str
    words: str


@dataclass(frozen=True)
class Press:
    member_id: int
    words: str


def press_of(secrets: Secrets, member_id: int, words: str) -> str:
    said = f"{member_id}:{words}"
    return f"{said}:{secrets.sign(PURPOSE, said)}"


def read_press(secrets: Secrets, press: str) -> Press | None:
    said, _colon, signature = press.rpartition(":")
    if not said or not secrets.signed(PURPOSE, said, signature):
        return None
    member_id, _colon, words = said.partition(":")
    return Press(int(member_id), words)
