"""One furnished house for the whole table: put back as it was after every knock that changed something."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeAlias

import httpx

from appliance.core.people import Actor
from tests.access.rows import Row
from tests.access.things import WORDS_FOR, Things, furnish
from tests.support.access import NAMES, Door, Sent, answered, api_doors, page_doors
from tests.support.house import House

Changed: TypeAlias = list[tuple[str, Mapping[str, object]]]
NOTED = {"tries", "screen_look"}
INDEXES = ("memory_words", "memory_vectors", "chat_words", "sqlite_")
THEIR_WORDS = {
    "okafor": ("Elena", "Marco", "Leo", "Maya", "Nora", "Rosa", "Rivera", "Biscuit"),
    "rivera": ("Ada", "Tobi", "Okafor", "fern"),
}


@contextmanager
def unchanged(kept: httpx.Cookies) -> Iterator[None]:
    """Whoever comes in as somebody new does not keep that session for the next row."""
    before = list(kept.jar)
    yield
    kept.jar.clear()
    for cookie in before:
        kept.jar.set_cookie(cookie)


@dataclass
class World:
    house: House
    things: Things
    doors: Mapping[str, Mapping[str, Door]]
    beside: sqlite3.Connection
    before: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))
    known: int = 0
    began: datetime = field(init=False)
    kept: dict[str, list[dict[str, object]]] = field(init=False)

    def keep(self) -> None:
        self.began = self.house.clock()
        self.beside.backup(self.before)
        self.kept = everything(self.before)
        self.known = self.version()

    def version(self) -> int:
        """Another one as soon as anybody else has committed a change."""
        return int(self.beside.execute("PRAGMA data_version").fetchone()[0])

    @property
    def untouched(self) -> bool:
        return self.version() == self.known

    def put_back(self) -> None:
        self.house.clock.now = self.began
        if not self.untouched:
            self.before.backup(self.beside)
            self.house.office.database.changes += 1  # which it cannot know of: nobody else ever writes there
            self.known = self.version()

    async def knock(self, row: Row, who: str, more: Sent | None = None) -> httpx.Response:
        door = self.doors["api" if row.prefix else "pages"][who]
        path = row.prefix + row.path.format(**self.things)
        sent = self.filled({**row.standard, **row.said, **(more or {})})
        body = sent if sent or row.route in BODIES_MAY_BE_EMPTY else None
        with unchanged(door.client.cookies):
            return await answered(self.house, door.knock(row.method, path, body))

    def filled(self, sent: Sent) -> dict[str, object]:
        return {key: self._filled(value) for key, value in sent.items()}

    def _filled(self, value: object) -> object:
        if isinstance(value, list):
            return [self._filled(one) for one in value]
        named = re.fullmatch(r"\{(\w+)\}", value) if isinstance(value, str) else None
        return self.things[named[1]] if named else value

    def actor(self, who: str) -> Actor | None:
        if who == "reader":
            return replace(self.house.people["Elena"], may_write=False)
        return self.house.people.get(NAMES.get(who, ""))

    def changes(self) -> Changed:
        """Rows that are new, gone or other than they were, the indexes of the memories left out."""
        now, then = everything(self.beside), self.kept
        found = [(table, row) for table in now for row in _without(now[table], then.get(table, []))]
        return found + [(table, row) for table in then for row in _without(then[table], now.get(table, []))]

    def traces(self) -> set[str]:
        """Tables that a look or a refusal changed; tries and who looked are noted on purpose."""
        return set() if self.untouched else {table for table, _row in self.changes()} - NOTED

    def strays(self, who: str) -> set[str]:
        """Tables in which something of a family that is not theirs has changed."""
        actor = self.actor(who)
        if actor is None or self.untouched:
            return set()
        return {
            table for table, row in self.changes() if row.get("family_id", actor.family_id) != actor.family_id
        }

    def told_too_much(self, who: str, text: str) -> list[str]:
        """Words in an answer that are not for these eyes."""
        for told in (
            "for family Rivera?",
            "such as Rivera.",
            "to family Rivera",
            "Elena asks you",
            "Chores of Maya",
        ):
            text = text.replace(told, "")  # whoever holds the code of a link is told so much
        secret = [words for words, readers in WORDS_FOR.items() if who not in readers and words in text]
        actor = self.actor(who)
        if actor is not None:
            theirs = THEIR_WORDS["okafor" if actor.family_id == self.things["okafors"] else "rivera"]
        elif who == "phone":  # of Maya, to whom it says who set her rules
            theirs = THEIR_WORDS["rivera"]
        else:
            theirs = THEIR_WORDS["rivera"] + (() if who in ("tablet", "display") else THEIR_WORDS["okafor"])
        return secret + [word for word in theirs if re.search(rf"\b{word}\b", text)]


LEADS_TO_ANOTHER_FAMILY = ("POST /join/{}/me", "POST /me/families/{}/visit")
BODIES_MAY_BE_EMPTY = ("POST /occurrences/{}/completion", "POST /occurrences/{}/approval", "POST /calendars")


async def open_world(house: House) -> World:
    things = await furnish(house)
    doors = {"pages": await page_doors(house), "api": await api_doors(house)}
    beside = sqlite3.connect(house.settings.database, isolation_level=None)
    beside.row_factory = sqlite3.Row
    world = World(house, things, doors, beside)
    world.before.row_factory = sqlite3.Row
    world.keep()
    return world


def everything(db: sqlite3.Connection) -> dict[str, list[dict[str, object]]]:
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    return {
        name: [dict(row) for row in db.execute(f'SELECT * FROM "{name}"')]
        for name in names
        if not name.startswith(INDEXES)
    }


def _without(rows: list[dict[str, object]], others: list[dict[str, object]]) -> list[dict[str, object]]:
    known = {tuple(row.items()) for row in others}
    return [row for row in rows if tuple(row.items()) not in known]
