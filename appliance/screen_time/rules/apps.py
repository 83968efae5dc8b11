"""What a device's own word for an app means: the name a family knows, its kind, and whether it counts."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files


class Standing(StrEnum):
    COUNTED = "counted"
    FREE = "free"  # always allowed, uses up nothing
    LEARNING = "learning"  # neither does this, and it is shown as learning


KINDS = ("games", "video", "chat", "music", "creative", "school", "web", "other")
LEARNT = {"school": Standing.LEARNING}
UNKNOWN = {"app": "other", "site": "web"}
SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
HOST = re.compile(r"^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$")
BEFORE_HOSTS = ("www.", "m.", "mobile.", "amp.")
PATH = re.compile(r"^(?:[A-Za-z]:)?[\\/].*[\\/](?=[^\\/])|^.*\\(?=[^\\/])")
ENDINGS = re.compile(r"(\.exe|\.app|\.desktop|\.appimage|\.bin|-bin)$", re.IGNORECASE)
BUILD = re.compile(r"(-win(64|32)-shipping|[-_ ]?(x64|x86_64|x86|win64|win32|64|32)|[-_ ]?v?\d+(\.\d+)*|\*)$")
PACKAGE = re.compile(r"^(com|org|net|de|at|ch|io|tv|me|co|app|us|eu|uk|fr|jp|air|ai|dev|edu|gov)\.")


@dataclass(frozen=True, slots=True)
class App:
    """`known`: somebody, we or the family, has said what it is."""

    name: str
    category: str
    standing: Standing
    known: bool = True


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a family says about one app; empty leaves it as it is otherwise."""

    category: str = ""
    standing: str = ""


@dataclass(frozen=True)
class Starter:
    """The map that we bring, by the words of devices and by hosts of sites."""

    apps: Mapping[str, App]
    sites: Mapping[str, App]
    browsers: frozenset[str]  # shown names
    names: Mapping[str, App]  # by shown name


@dataclass(frozen=True)
class AppMap:
    """One child's: choices for this child go before those for everyone, and both before the starter map."""

    own: Mapping[str, Chosen] = field(default_factory=dict)
    everyones: Mapping[str, Chosen] = field(default_factory=dict)
    _seen: dict[tuple[str, str], App] = field(default_factory=dict, repr=False, compare=False)

    def of(self, raw: str, kind: str = "app") -> App:
        """`kind`: app, or site where the word is a host or an address."""
        known = self._seen.get((raw, kind))
        if known is None:
            known = self._seen[(raw, kind)] = self.chosen(found(raw, kind))
        return known

    def chosen(self, app: App) -> App:
        """What the family says of an app of that shown name."""
        choices = [said[app.name] for said in (self.own, self.everyones) if app.name in said]
        if not choices:
            return app
        kinds = [choice.category for choice in choices if choice.category]
        category = kinds[0] if kinds else app.category
        standing = next(filter(None, (_standing(choice) for choice in choices)), app.standing)
        return App(app.name, category, standing, app.known or bool(kinds))

    def is_browser(self, raw: str) -> bool:
        return found(raw, "app").name in starter().browsers


def _standing(choice: Chosen) -> Standing | None:
    """A new kind brings its own standing, unless one was chosen too."""
    if choice.standing:
        return Standing(choice.standing)
    return standing_of(choice.category) if choice.category else None


def standing_of(category: str) -> Standing:
    return LEARNT.get(category, Standing.COUNTED)


def found(raw: str, kind: str = "app") -> App:
    """By the starter map alone."""
    if kind == "site":
        host = host_of(raw)
        known = next((starter().sites[name] for name in _wider(host) if name in starter().sites), None)
        return known or starter().names.get(raw.casefold()) or _unknown(host, "site")
    name = tidy(raw)
    return next((starter().apps[key] for key in _keys(name) if key in starter().apps), None) or _unknown(
        name, "app"
    )


def _unknown(name: str, kind: str) -> App:
    category = UNKNOWN[kind]
    return App(name, category, standing_of(category), known=kind == "site")


def host_of(raw: str) -> str:
    """`https://www.example.org:8443/watch` is `example.org`."""
    host = SCHEME.sub("", raw.strip()).split("/")[0].split("?")[0].rpartition("@")[2]
    host = re.sub(r":\d*$", "", host).rstrip(".").lower()
    while host.startswith(BEFORE_HOSTS) and host.count(".") > 1:
        host = host.partition(".")[2]
    return host or raw.strip()


def _wider(host: str) -> Iterator[str]:
    """`music.example.org`, `example.org`: the nearest name goes first."""
    while host:
        yield host
        host = host.partition(".")[2]


def tidy(raw: str) -> str:
    """An app's own word without its folder and the endings of programs."""
    name = " ".join(raw.split())
    name = PATH.sub("", name).rstrip("\\/")
    return ENDINGS.sub("", name) or name or raw


def _keys(name: str) -> Iterator[str]:
    """A window's `instance.Class` has one of two words that are known; a version or a build is no name."""
    plain = name.casefold()
    yield plain
    shorter = BUILD.sub("", plain).strip(" -_")
    while shorter != plain and len(shorter) > 2:
        yield shorter
        plain, shorter = shorter, BUILD.sub("", shorter).strip(" -_")
    if "." in name and not PACKAGE.match(name) and " " not in name:
        parts = name.casefold().split(".")
        yield from (parts[-1], parts[0])


@cache
def starter() -> Starter:
    brought = tomllib.loads((files(__package__) / "starter.toml").read_text("utf-8"))
    apps: dict[str, App] = {}
    sites: dict[str, App] = {}
    names: dict[str, App] = {}
    browsers: set[str] = set()
    for kind in (*KINDS, "browser", "free"):
        for name, words in brought[kind].items():
            app = _brought(kind, name)
            names[name.casefold()] = app
            browsers |= {name} if kind == "browser" else set()
            apps.setdefault(name.casefold(), app)
            apps |= dict.fromkeys(_words(words, site=False), app)
            sites |= dict.fromkeys(_words(words, site=True), app)
    return Starter(apps, sites, frozenset(browsers), names)


def _brought(kind: str, name: str) -> App:
    if kind == "browser":
        return App(name, "web", Standing.COUNTED)
    return App(name, "other", Standing.FREE) if kind == "free" else App(name, kind, standing_of(kind))


def _words(words: Sequence[str], *, site: bool) -> Iterator[str]:
    """In the file a site begins with `//`."""
    return (word.removeprefix("//") for word in words if word.startswith("//") == site)


def called(name: str) -> App:
    """What the starter map says of a shown name; one that it does not know keeps its words."""
    app = starter().names.get(name.casefold()) or found(name)
    is_host = HOST.match(name) and not PACKAGE.match(name) and not ENDINGS.search(name)
    return found(name, "site") if is_host and not app.known else app


def searched(words: str) -> list[str]:
    """Shown names of the starter map that have these words, in themselves or in what devices call them."""
    sought = " ".join(words.casefold().split())
    brought = starter()
    names = [app.name for name, app in brought.names.items() if sought in name]
    told = [
        app.name for known in (brought.apps, brought.sites) for word, app in known.items() if sought in word
    ]
    return sorted(
        dict.fromkeys([*names, *told]), key=lambda name: (sought not in name.casefold(), name.casefold())
    )
