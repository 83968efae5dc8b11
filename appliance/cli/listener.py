"""The assistant's ear for the command line: its own model, and a database that it can only read."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.assistant.engine_room import Models
from appliance.assistant.intents import Household
from appliance.assistant.queries.asking import what_would_be_done
from appliance.assistant.queries.household import household_known
from appliance.core.clock import system_clock
from appliance.core.database import only_reading
from appliance.core.errors import NotFound, RuleBroken
from appliance.core.people import Actor
from appliance.core.settings import Settings
from appliance.core.work import Reading
from appliance.household.models import actor_of
from appliance.household.queries import member_named

NOTHING = {"tool": "none", "args": {}, "by": "instant", "allowed": False, "confidence": 0.0, "ms": 0.0}


class Said(BaseModel):
    model_config = ConfigDict(extra="ignore")

    id: int | float | str | None = None
    member: str = Field(alias="as")
    family: str = ""
    text: str


@dataclass
class Listener:
    db: AsyncSession
    models: Models
    now: datetime | None
    strict: bool  # a single question: who is unknown is refused; in a file that line is `none`
    people: dict[tuple[str, str], Actor] = field(default_factory=dict)
    households: dict[int, Household] = field(default_factory=dict)

    async def answer(self, line: str) -> dict[str, object]:
        try:
            said = Said.model_validate_json(line)
        except ValidationError:
            return {"id": _id_of(line), **NOTHING}
        try:
            actor = await self._actor(said)
        except (NotFound, RuleBroken):
            if self.strict:
                raise
            return {"id": said.id, **NOTHING}
        now = self._now(actor)
        known = await self._household(actor, now)
        result = await what_would_be_done(self.db, actor, said.text, now, self.models, known)
        return result.row(said.id)

    async def _actor(self, said: Said) -> Actor:
        key = (said.member, said.family)
        if key not in self.people:
            found = await member_named(self.db, *key)
            self.people[key] = actor_of(found.member, found.family)
        return self.people[key]

    async def _household(self, actor: Actor, now: datetime) -> Household:
        if actor.family_id not in self.households:
            self.households[actor.family_id] = await household_known(Reading(actor, now, self.db))
        return self.households[actor.family_id]

    def _now(self, actor: Actor) -> datetime:
        """Without a zone it is the family's local time."""
        now = self.now or system_clock()
        return now if now.tzinfo else now.replace(tzinfo=ZoneInfo(actor.zone))


@asynccontextmanager
async def listening_to(settings: Settings, now: datetime | None, strict: bool) -> AsyncIterator[Listener]:
    models = Models(settings)
    try:
        await models.opened()
        async with only_reading(settings.database) as db:
            yield Listener(db, models, now, strict)
    finally:
        await models.close()


def _id_of(line: str) -> object:
    try:
        row = json.loads(line)
    except ValueError:
        return None
    return row.get("id") if isinstance(row, dict) else None
