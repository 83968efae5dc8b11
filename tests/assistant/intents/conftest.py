import json
import tomllib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from appliance.assistant.engine import Embedding
from appliance.assistant.intents import ChoreName, Household, IntentIndex, Person
from appliance.assistant.intents.ear import Ear

HERE = Path(__file__).parent
MODEL = HERE.parents[2] / "models" / "all-MiniLM-L6-v2-Q8_0.gguf"


@dataclass(frozen=True)
class Case:
    said: str
    speaker: Person
    household: Household
    tool: str
    args: dict[str, str | int]
    also: tuple[str, ...]
    allowed: bool


def households() -> dict[str, Household]:
    families = tomllib.loads((HERE / "unseen.toml").read_text("utf-8"))["family"]
    return {family["name"]: _household(family) for family in families}


def _household(family: dict) -> Household:
    return Household(
        people=tuple(Person(m["name"], m["role"], tuple(m.get("called", ()))) for m in family["members"]),
        chores=tuple(ChoreName(c["title"], tuple(c["members"])) for c in family["chores"]),
        rewards=tuple(family["rewards"]),
    )


def member(household: Household, name: str) -> Person:
    return next(person for person in household.people if person.name == name)


def cases() -> list[Case]:
    homes = households()
    rows = [json.loads(line) for line in (HERE / "unseen.jsonl").read_text("utf-8").splitlines()]
    return [
        Case(
            row["text"],
            member(homes[row["family"]], row["as"]),
            homes[row["family"]],
            row["tool"],
            row["args"],
            tuple(row.get("also", ())),
            row.get("allowed", True),
        )
        for row in rows
    ]


@pytest.fixture(scope="session")
async def index(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[IntentIndex]:
    if not MODEL.exists():
        pytest.skip("the embedded model is not here")
    embedding = Embedding(MODEL)
    ear = await Ear.opened(embedding, MODEL.parent)
    yield IntentIndex(ear)
    await embedding.close()
