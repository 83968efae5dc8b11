"""Choices that the household offers: time zones, and looks that nobody has yet."""

import os
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from appliance.core.clock import from_local
from appliance.household.models import FACES, HUES, Member

ODD = ("Etc/", "SystemV/", "US/", "posix/", "right/")


@cache
def known_zones() -> frozenset[str]:
    """Read once: it means walking through 600 files."""
    return frozenset(available_timezones())


@cache
def offered_zones() -> tuple[str, ...]:
    return tuple(sorted(zone for zone in known_zones() if "/" in zone and not zone.startswith(ODD)))


@cache
def zone_of_this_machine() -> str:
    """A first guess for the form; the family says what is true."""
    named = os.environ.get("TZ", "")
    link = Path("/etc/localtime")
    found = str(link.resolve()).partition("zoneinfo/")[2] if link.is_symlink() else ""
    return next((zone for zone in (named, found) if zone in offered_zones()), "Europe/Berlin")


def free_looks(members: Sequence[Member]) -> tuple[str, str]:
    """A face and a hue that nobody of the family has, so that a glance tells people apart."""
    faces, hues = {member.face for member in members}, {member.hue for member in members}
    face = next((face for face in FACES if face not in faces), FACES[0])
    return face, next((hue for hue in HUES if hue not in hues), HUES[0])


def end_of_stay(today: date, days: int, zone: str) -> datetime:
    """A guest stays through the evening of the last day."""
    return from_local(today + timedelta(days=days), time(23, 59), zone)
