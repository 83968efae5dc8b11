"""What the families have told their appliance, spread over the year, and what has become of it."""

import tomllib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import update
from sqlmodel import col

from appliance.assistant.actions.memories import correct_memory, save_memory
from appliance.assistant.models import Audience, Memory, Source, Telling
from appliance.core.work import Office, Work
from appliance.demo.chance import chance
from appliance.demo.people import Home

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Lived:
    """`how`: told, corrected, guessed, ends or ended; `ago`, `later` and `ends` are days before today."""

    family: str
    by: str
    visible_to: str
    how: str
    text: str
    ago: int
    then: str = ""
    later: int = 0
    ends: int = 0


async def remember(office: Office, home: Home, since: datetime) -> None:
    """Without vectors: the assistant's own job makes them while the pages are served."""
    for member in home.plan.members:
        told = [memory for memory in home.plan.memories if memory.by == member.name]
        async with office.work(home.actor(member.name), "demo") as work:
            for memory in told:
                saved = await save_memory(work, memory.text, visible_to=Audience(memory.visible_to))
                luck = chance("memory", home.plan.name, memory.text)
                await _told_at(work, saved, since + (work.now - since) * luck.random())
    rows = tomllib.loads((HERE / "memories.toml").read_text())["lived"]
    for one in [Lived(**row) for row in rows]:
        if one.family == home.plan.name:
            await _live(office, home, one)


async def _live(office: Office, home: Home, one: Lived) -> None:
    actor, today = home.actor(one.by), office.clock()
    ends = today - timedelta(days=one.ends) if one.ends else None
    source = Source.GUESSED if one.how == "guessed" else Source.SAID
    async with office.work(actor, "demo", today - timedelta(days=one.ago)) as work:
        who = Audience(one.visible_to)
        saved = await save_memory(work, one.text, visible_to=who, source=source, expires_at=ends)
    if not one.then:
        return
    async with office.work(actor, "demo", today - timedelta(days=one.later)) as work:
        if one.how == "corrected":
            await correct_memory(work, saved.id or 0, one.then)
        else:
            await save_memory(work, one.then, visible_to=who, source=source)


async def _told_at(work: Work, memory: Memory, moment: datetime) -> None:
    memory.created_at = moment
    await work.db.exec(update(Telling).where(col(Telling.memory_id) == memory.id).values(at=moment))
