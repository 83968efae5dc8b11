"""Two families called Rivera: Elena, Marco, Leo, Maya, Nora and Rosa live in each, with the same chores."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import httpx
from sqlmodel import update

from appliance.assistant.actions.search_index import forget_dropped_words
from appliance.assistant.jobs import make_vectors
from appliance.assistant.models import Memory
from appliance.core.people import Actor, the_house
from tests.access.rows import Row
from tests.access.things import Things, furnish_riveras
from tests.access.world import World, open_world
from tests.privacy.canaries import Flock, family_tables, plant
from tests.support.access import add_nora, add_rosa, answered, cookie
from tests.support.house import House, add_family

NOBODYS = 987_654_321  # no row has this number
OURS_ALONE = ("over", "code", "version", "sheet", "press", "anything", "model", "okafors", "tobi", "ada")


@dataclass
class Neighbours:
    """`world` is this family's; of the other one only what it owns is known here."""

    world: World
    people: Mapping[str, Actor]
    mine: Things
    theirs: Things
    ours: Flock
    canaries: Flock
    kept: str = ""

    def askings(self, row: Row) -> list[tuple[Things, Things]]:
        """Own things, theirs in the body, theirs in the address: each only where the row names a thing."""
        asked = [(self.mine, self.mine)]
        if _in_the_body(row):
            asked.append((self.mine, self.theirs))
        if "{" in row.path:
            asked.append((self.theirs, self.theirs))
        return asked

    async def knock(self, row: Row, who: str, path: Things, body: Things) -> httpx.Response:
        door = self.world.doors["api" if row.prefix else "pages"][who]
        self.world.things = body
        sent = self.world.filled({**row.standard, **row.said})
        self.world.things = self.mine
        if cookie(self.world.house, "toast") in door.client.cookies:
            del door.client.cookies[cookie(self.world.house, "toast")]  # what the page before had to tell
        address = row.prefix + row.path.format(**path)
        return await answered(self.world.house, door.knock(row.method, address, sent or None))

    def leaks(self, told: str) -> list[str]:
        return self.canaries.seen_in(told)

    def written(self) -> list[str]:
        """What of the neighbours was changed, and where their words stand in what is ours now."""
        if self.world.untouched:
            return []
        wrong = [] if self.fingerprint() == self.kept else ["a row of the neighbours is another"]
        for table, row in self.world.changes():
            if row.get("family_id") != self.canaries.family_id:
                wrong += [f"{table} holds {found}" for found in self.leaks(repr(dict(row)))]
        return wrong

    def fingerprint(self) -> str:
        """Of every row of theirs, byte for byte."""
        found = hashlib.sha256()
        for table in family_tables():
            whose = "id" if table == "family" else "family_id"
            rows = self.world.beside.execute(
                f'SELECT * FROM "{table}" WHERE {whose} = ? ORDER BY rowid', (self.canaries.family_id,)
            )
            found.update(repr([tuple(row) for row in rows]).encode())
        return found.hexdigest()


OF_THE_HOUSE = ("{backup}", "{run}", "{group}")
"""Things of the whole appliance, not of one family: who may not keep the house is refused all of them."""


def names_a_thing(row: Row) -> bool:
    of_the_house = any(thing in repr([row.path, row.standard]) for thing in OF_THE_HOUSE)
    return not of_the_house and ("{" in row.path or _in_the_body(row))


def _in_the_body(row: Row) -> bool:
    return bool(re.search(r"'\{\w+\}'", repr([row.standard, row.said])))


def told(answer: httpx.Response) -> str:
    return answer.text + repr(answer.headers)


def nobodys(things: Things) -> Things:
    """The same questions about things that do not exist."""
    return {name: thing if name in OURS_ALONE else NOBODYS for name, thing in things.items()}


def gist(answer: httpx.Response) -> tuple[int, str]:
    """Without numbers, which were asked for, and what is drawn by lot."""
    text = re.sub(r'value="[^"]{16,}"', "", answer.text + answer.headers.get("location", ""))
    return answer.status_code, re.sub(r"\d+", "N", text)


async def open_neighbours(house: House) -> Neighbours:
    twin = replace(house, people=await add_family(house.office, "Rivera"))
    await add_nora(twin)
    await add_rosa(twin)
    theirs = await furnish_riveras(twin)
    world = await open_world(house)
    mine, other = house.people["Elena"].family_id, twin.people["Elena"].family_id
    ours = plant(world.beside, mine, "zqa", next_door=False)
    canaries = plant(world.beside, other, "zqb", next_door=True)
    await find_memories_anew(house)
    world.keep()
    neighbours = Neighbours(world, twin.people, world.things, {**world.things, **theirs}, ours, canaries)
    neighbours.kept = neighbours.fingerprint()
    return neighbours


async def find_memories_anew(house: House) -> None:
    """Their words and vectors are made from the texts, which the canaries have changed."""
    async with house.office.work(the_house()) as work:
        await forget_dropped_words(work)
        await work.db.exec(update(Memory).values(embedded_with=""))
    await make_vectors(house.app.state.models, house.office)
