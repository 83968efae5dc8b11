"""The main navigation by role. The entries come from wiring, which alone knows all features."""

from dataclasses import dataclass

from appliance.core.i18n import say
from appliance.core.people import Actor, Role


@dataclass(frozen=True)
class NavEntry:
    href: str
    icon: str
    label: str  # msgid
    roles: frozenset[Role]
    badge_href: str = ""  # a fragment with a count, loaded after the page


@dataclass(frozen=True)
class NavItem:
    href: str
    icon: str
    label: str
    current: bool
    badge_href: str


def nav_for(viewer: Actor, entries: tuple[NavEntry, ...], path: str) -> list[NavItem]:
    mine = [entry for entry in entries if viewer.role in entry.roles]
    return [
        NavItem(
            entry.href,
            entry.icon,
            say(viewer.language, entry.label),
            path == entry.href or path.startswith(entry.href + "/"),
            entry.badge_href,
        )
        for entry in mine
    ]
