"""What stays a child's own in a chat that parents may read: what was to be remembered, or rests on it."""

from collections.abc import Sequence

from appliance.assistant.models import Speaker, Utterance

PRIVATE = "private"  # in the place of its state


def as_parents_read(said: Sequence[Utterance]) -> list[Utterance]:
    """Copies to show, in the order it was said. Memories have rules of their own, which no chat softens."""
    shown: list[Utterance] = []
    private = False
    for one in reversed(said):
        if one.speaker == Speaker.ASSISTANT:
            private = bool(one.used) or one.tool.startswith("memory_")
        shown.append(_blank(one) if private else one)
    return list(reversed(shown))


def _blank(one: Utterance) -> Utterance:
    return Utterance(**{**one.model_dump(), "text": "", "lines": [], "used": [], "state": PRIVATE})
