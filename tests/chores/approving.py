"""A process of its own that approves and takes back in a loop, and says so only after each commit."""

import asyncio
import itertools
import sys
from pathlib import Path

from sqlmodel import col, select

from appliance.app import open_office
from appliance.chores.actions import approve, undo
from appliance.chores.models import Occurrence
from appliance.core.settings import Settings
from appliance.household.models import Family, Member, actor_of


async def go_on(folder: Path) -> None:
    office = open_office(Settings(data=folder))
    async with office.database.reading() as db:
        row = (
            await db.exec(
                select(Member, Family).where(col(Member.name) == "Elena", Member.family_id == Family.id)
            )
        ).one()
        ids = (await db.exec(select(Occurrence.id).where(col(Occurrence.due_local) <= "2026-03-10"))).all()
    parent = actor_of(*row)
    for occurrence_id in itertools.cycle(ids):
        async with office.work(parent) as work:
            occurrence = await work.db.get_one(Occurrence, occurrence_id)
            verb = undo if occurrence.state == "approved" else approve
            done = await verb(work, occurrence_id or 0)
        print(verb.__name__, done.id, done.round, flush=True)


asyncio.run(go_on(Path(sys.argv[1])))
