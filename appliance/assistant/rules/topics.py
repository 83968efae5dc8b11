"""What a question was about, without a word of it."""

from appliance.core.i18n import mark as _

OTHER = _("Other questions")
TOPICS = {
    "chore": _("Chores"),
    "points": _("Points"),
    "reward": _("Rewards"),
    "screen": _("Screen time"),
    "memory": _("Things to remember"),
    "message": _("Messages"),
    "reminder": _("Reminders"),
    "file": _("Files"),
    "report": _("Reports"),
}


def topic_of(tool: str) -> str:
    """Of the tool that answered. A worry is one of the other questions: that it was one is not told."""
    kind = tool.partition("_")[0].removesuffix("s")
    return TOPICS.get(kind, TOPICS.get(f"{kind}s", OTHER))
