"""Why a backup cannot be made or used, in a sentence that a parent can read."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from appliance.core.errors import RuleBroken
from appliance.core.i18n import mark as _

Reason = Literal["key", "changed", "cut", "newer", "foreign", "missing", "room", "unreachable", "contents"]

FULL = (errno.ENOSPC, errno.EDQUOT)


class Unusable(RuleBroken):
    """`sentence` is a gettext msgid with its values. Whatever raises it has changed nothing in use."""

    def __init__(self, reason: Reason, sentence: str, **values: object) -> None:
        super().__init__(sentence, **values)
        self.reason: Reason = reason


def wrong_key() -> Unusable:
    return Unusable("key", _("This backup was locked with another recovery key."))


def no_key() -> Unusable:
    return Unusable("key", _("This is not a recovery key. It begins with AGE-SECRET-KEY-1."))


def changed() -> Unusable:
    return Unusable("changed", _("This backup was changed or damaged after it was made."))


def cut() -> Unusable:
    return Unusable("cut", _("This backup is cut short: its end is missing."))


def newer() -> Unusable:
    return Unusable(
        "newer", _("This backup was made by a newer version of the appliance. Install that one first.")
    )


def foreign() -> Unusable:
    return Unusable("foreign", _("This is not a backup of the appliance."))


def other_house() -> Unusable:
    return Unusable("foreign", _("Another house keeps its backups in this folder. Choose another one."))


def missing() -> Unusable:
    return Unusable("missing", _("There is no such backup."))


def missing_file() -> Unusable:
    return Unusable("missing", _("A file that belongs to this backup is missing."))


def no_room() -> Unusable:
    return Unusable("room", _("There is not enough room on the disk."))


def unreachable() -> Unusable:
    return Unusable("unreachable", _("The folder of the backups cannot be reached or written."))


def unsound(what: str) -> Unusable:
    """`what` is for the log and for whoever runs the box: which check failed."""
    return Unusable("contents", _("The check of its contents failed: %(what)s"), what=what)


@contextmanager
def disk_faults() -> Iterator[None]:
    """A full disk, or one that is gone, told as such."""
    try:
        yield
    except OSError as fault:
        raise no_room() if fault.errno in FULL else unreachable() from fault
    except sqlite3.OperationalError as fault:
        if "full" in str(fault):
            raise no_room() from fault
        raise
