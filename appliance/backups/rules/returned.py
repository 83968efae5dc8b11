"""Whether the house came back, and how long what was replaced is kept."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from appliance.backups.archive.facts import Staged
from appliance.backups.restoring.story import Asked, Story, Way
from appliance.core.i18n import mark as _

KEPT_FOR = timedelta(days=7)
TABLES: Mapping[str, str] = {
    "family": _("Families"),
    "member": _("People"),
    "chore": _("Chores"),
    "occurrence": _("Times that a chore was due"),
    "point_entry": _("Entries of points"),
    "wish": _("Wishes"),
    "usage_interval": _("Times at a screen"),
    "memory": _("Memories"),
    "utterance": _("Lines of talks"),
}
"""Whose rows a parent knows: counted now and in the backup."""


def came_back(story: Story, staged: Staged | None) -> Asked | None:
    """What came through with the last start and was told to nobody yet."""
    if staged is None or (story.told is not None and staged.staged <= story.told):
        return None
    if story.asked is not None and story.asked.at == staged.staged:
        return story.asked
    return Asked(way=Way.COMMAND, name=staged.name, created=staged.created, at=staged.staged)


def was_broken_off(story: Story, staged: Staged | None) -> bool:
    """Somebody wanted it, and the house was switched off before all was ready."""
    return story.asked is not None and came_back(story, staged) is None


def is_over(last: Asked | None, now: datetime) -> bool:
    """The clock alone decides: nobody has to remember to clear up."""
    return last is not None and now - last.at >= KEPT_FOR
