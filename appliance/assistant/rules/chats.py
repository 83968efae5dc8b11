"""How long chats are kept, what parents see of them, and which help lines are named."""

from datetime import datetime, timedelta

from appliance.assistant.models import ChatRules, Sees
from appliance.core.i18n import mark as _

KEPT_FOR = (30, 90, 365, 0)  # days without a new word; 0: until somebody deletes them
ORDER = (Sees.NOTHING, Sees.TOPICS, Sees.EVERYTHING)
HELP_LINES = _(
    "A help line for children and young people, or the emergency number of the country where you are. Any "
    "grown-up near you can call it with you."
)


def goes_at(rules: ChatRules, last_at: datetime) -> datetime | None:
    """When a chat is thrown away, if nobody goes on with it."""
    return last_at + timedelta(days=rules.keep_days) if rules.keep_days else None


def shown_to_parents(when_said: Sees, now: Sees) -> Sees:
    """Never more than the child was told when it was said, and never more than what counts today."""
    return min(when_said, now, key=ORDER.index)


def help_lines(rules: ChatRules) -> str:
    """The family's own words as they stand, or a msgid."""
    return rules.help_lines or HELP_LINES
