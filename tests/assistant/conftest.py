"""A house with a few chores whose assistant has the real embedded model, learnt once for all tests."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from appliance.assistant.models import Utterance
from appliance.assistant.queries.conversations import answer_of
from appliance.assistant.turn import Assistant
from appliance.chores.actions import ChorePlan, add_chore
from appliance.chores.rules.repeats import every_days
from appliance.core.people import Actor
from tests.support.house import House
from tests.support.tiny_model import make_tiny_model

CHORES = [
    ("Feed the cat", "Maya", "Elena", 2),
    ("Empty the dishwasher", "Leo", "Elena", 3),
    ("Walk the dog", "Tobi", "Ada", 3),
]


@dataclass
class Talk:
    """What one member says, and the answer as it is kept."""

    house: House
    assistant: Assistant

    async def say(self, name: str, text: str, chat: int | None = None) -> Utterance:
        asked = await self.assistant.ask(self.house.people[name], text, chat)
        return await self.answer(name, asked.answer_id)

    async def answer(self, name: str, answer_id: int) -> Utterance:
        async with self.house.office.reading(self.house.people[name]) as look:
            return await answer_of(look, answer_id)


@pytest.fixture(scope="session")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Learning the sentences takes seconds: every house of this run shares what it came to."""
    return tmp_path_factory.mktemp("learnt")


@pytest.fixture
async def talk(house: House, learnt: Path) -> Talk:
    (house.settings.data / "cache").symlink_to(learnt)
    for title, who, by, points in CHORES:
        await plan(house, house.people[by], house.people[who], title, points)
    await house.start()
    await house.app.state.models.opened()
    return Talk(house, house.app.state.assistant)


async def plan(house: House, by: Actor, who: Actor, title: str, points: int) -> None:
    async with house.office.work(by) as work:
        repeat = every_days(1, work.today, by.zone)
        await add_chore(work, ChorePlan(title=title, people=(who.member_id,), repeat=repeat, points=points))


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Never ends by itself."""
    return make_tiny_model(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture(scope="session")
def short(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ends after a few words."""
    return make_tiny_model(tmp_path_factory.mktemp("gguf") / "short.gguf", ends=True)


Rows = Callable[[str], Awaitable[list[tuple[object, ...]]]]


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
