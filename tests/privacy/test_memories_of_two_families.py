"""Two families with three members each, and a word of its own in every memory: nobody hears another one's."""

import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from itertools import cycle

import pytest
import pytest_asyncio

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.models import Audience
from appliance.assistant.queries.conversations import answer_of
from appliance.assistant.queries.export import Scope, exported
from appliance.assistant.queries.searching import search_memories
from appliance.core.people import Actor
from tests.support.house import House, add_family, open_house

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHO = ("Elena", "Leo", "Maya")
SEARCHES = 500 if os.environ.get("APPLIANCE_TEST_ALL") else 120
ONE_IN = 10  # searches is asked in a chat as well
FACTS = ("the code of the blue suitcase is {}", "the secret place is called {}", "I am looking forward to {}")


@dataclass(frozen=True)
class Told:
    word: str
    text: str
    owner: Actor
    audience: Audience

    def is_for(self, viewer: Actor) -> bool:
        if viewer.member_id == self.owner.member_id:
            return True
        shared = self.audience is Audience.FAMILY or (viewer.is_parent and self.audience is Audience.PARENTS)
        return shared and viewer.family_id == self.owner.family_id


@dataclass(frozen=True)
class Street:
    house: House
    people: list[Actor]
    told: list[Told]

    def wrong(self, viewer: Actor, heard: str) -> list[str]:
        """Words in it that are not for these ears."""
        return [one.text for one in self.told if one.word in heard and not one.is_for(viewer)]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def street(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Street]:
    async with open_house(tmp_path_factory.mktemp("street") / "house") as house:
        await house.start()
        await house.app.state.models.opened()
        twin = replace(house, people=await add_family(house.office, "Rivera"))
        people = [family.people[name] for family in (house, twin) for name in WHO]
        told = [await tell(house, people[n % len(people)], n) for n in range(54)]
        yield Street(house, people, told)


async def tell(house: House, owner: Actor, number: int) -> Told:
    audience = list(Audience)[number // 6 % 3]
    word = f"zqk{number:02}w"
    text = FACTS[number // 18].format(word)
    meaning = await house.app.state.models.meaning_of(text)
    async with house.office.work(owner) as work:
        await save_memory(work, text, visible_to=audience, meaning=meaning)
    return Told(word, text, owner, audience)


async def test_no_search_and_no_chat_tells_what_was_not_told_to_these_ears(street: Street) -> None:
    house, models, wrong, right = street.house, street.house.app.state.models, [], 0
    asked = cycle([one.text for one in street.told] + [one.word for one in street.told] + ["what is secret?"])
    for number, (viewer, wanted) in enumerate(zip(cycle(street.people), asked, strict=False)):
        if number == SEARCHES:
            break
        meaning = await models.meaning_of(wanted)
        async with house.office.reading(viewer) as look:
            found = await search_memories(look, wanted, meaning, 20)
        heard = " ".join(hit.memory.text for hit in found)
        right += sum(one.word in heard for one in street.told if one.is_for(viewer))
        wrong += [f"{viewer.name} searches {wanted}: {one}" for one in street.wrong(viewer, heard)]
        if number % ONE_IN == 0:
            wrong += [f"{viewer.name} asks {wanted}: {one}" for one in await chatted(street, viewer, wanted)]
    assert not wrong and right > SEARCHES


async def chatted(street: Street, viewer: Actor, wanted: str) -> list[str]:
    house = street.house
    asked = await house.app.state.assistant.ask(viewer, f"what do you know about the suitcase, {wanted}?")
    async with house.office.reading(viewer) as look:
        answer = await answer_of(look, asked.answer_id)
    told = " ".join([answer.text, *answer.lines, answer.link]).replace(wanted, "")
    return street.wrong(viewer, told)


async def test_no_file_that_one_takes_along_holds_what_others_told_nobody(street: Street) -> None:
    for viewer in street.people:
        for scope in Scope if viewer.owner else [Scope.MINE]:
            async with street.house.office.reading(viewer) as look:
                heard = " ".join(row.text for row in await exported(look, scope))
            assert not street.wrong(viewer, heard)
            assert sum(one.word in heard for one in street.told) >= 9
