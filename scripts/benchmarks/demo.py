"""The demo's family of four with its year of days, and the session of one of its parents."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlmodel import select

from appliance.app import open_office
from appliance.core.clock import system_clock
from appliance.core.settings import Settings
from appliance.core.work import Office
from appliance.demo import add_demo
from appliance.household.actions.sessions import begin_sign_in
from appliance.household.models import Family, Member, actor_of


def make_demo(data: Path) -> str:
    """The session's token."""
    settings = Settings(data=data)
    asyncio.run(add_demo(settings, "http://127.0.0.1"))
    token = asyncio.run(_signed_in(open_office(settings), "Elena"))
    with closing(sqlite3.connect(settings.database)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return token


async def _signed_in(office: Office, name: str) -> str:
    async with office.database.reading() as db:
        found = await db.exec(
            select(Member, Family).where(Member.family_id == Family.id, Member.name == name)
        )
        member, family = found.one()
    async with office.work(actor_of(member, family), "benchmark", system_clock()) as work:
        entry = await begin_sign_in(work, member, family, "password")
    await office.database.close()
    return entry.token
