"""Choices that the household offers: time zones, looks that nobody has yet; and why a sign-in is over."""

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from zoneinfo import available_timezones

from appliance.core.clock import from_local
from appliance.core.i18n import mark as _
from appliance.household.models import FACES, HUES, Device, Member, SignIn

# A parent who did not ask to stay signed in on a shared device: a tablet left on the table is nobody's.
BRIEF_IDLE = timedelta(minutes=5)
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


class Ending(StrEnum):
    """Why a sign-in is over; `NOT_YET` while it is open."""

    NOT_YET = ""
    LEFT = "left"  # at the end of one's turn, or for another sign-in in the same browser
    ELSEWHERE = "elsewhere"
    PERSON = "person"
    SECRET = "secret"
    DEVICE = "device"
    ROLE = "role"
    DENIED = "denied"
    DISABLED = "disabled"
    GONE = "gone"
    STAY = "stay"  # a guest's time is over
    IDLE = "idle"
    BRIEF = "brief"
    OLD = "old"
    RESTORED = "restored"  # by a backup that was brought back
    UNKNOWN = "unknown"


ENDINGS: Mapping[Ending, str] = {
    Ending.ELSEWHERE: _("You signed out here from another browser."),
    Ending.PERSON: _("%(name)s signed you out."),
    Ending.SECRET: _("Your password or PIN was changed. Come in with the new one."),
    Ending.DEVICE: _("This browser was removed from the family's devices, and you were signed out."),
    Ending.ROLE: _("What you may do here was changed. Please sign in again."),
    Ending.IDLE: _("You were signed out because nobody used this browser for %(days)s days."),
    Ending.BRIEF: _("You were signed out because nobody tapped here for five minutes."),
    Ending.STAY: _("Your time here has ended. A parent of the family can give you more."),
    Ending.RESTORED: _("A backup was brought back, so everybody signs in once more."),
    Ending.OLD: _("You were signed in for a very long time. Please sign in again."),
}
OTHERWISE = _("You were signed out.")


def why_ended(session: SignIn, device: Device | None, now: datetime, idle: timedelta) -> Ending:
    """`device`: the browser it was on, where that is known."""
    if session.revoked_at is not None:
        return Ending(session.ended_why) if session.ended_why else Ending.UNKNOWN
    if device is not None and device.revoked_at is not None:
        return Ending.DEVICE
    if session.brief and session.seen_at <= now - BRIEF_IDLE:
        return Ending.BRIEF
    if session.seen_at <= now - idle:
        return Ending.IDLE
    return Ending.OLD if session.ends_at <= now else Ending.NOT_YET


def free_looks(members: Sequence[Member]) -> tuple[str, str]:
    """A face and a hue that nobody of the family has, so that a glance tells people apart."""
    faces, hues = {member.face for member in members}, {member.hue for member in members}
    face = next((face for face in FACES if face not in faces), FACES[0])
    return face, next((hue for hue in HUES if hue not in hues), HUES[0])


def end_of_stay(today: date, days: int, zone: str) -> datetime:
    """A guest stays through the evening of the last day."""
    return from_local(today + timedelta(days=days), time(23, 59), zone)
