"""Whether the house is well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from appliance.core.jobs import Schedule
from appliance.core.work import Office
from appliance.household.models import Family


@dataclass(frozen=True)
class Wellness:
    database: bool
    jobs: Mapping[str, tuple[datetime, str]]

    @property
    def well(self) -> bool:
        """A job that failed is told but does not count: the pages are served."""
        return self.database


async def wellness(office: Office, schedule: Schedule) -> Wellness:
    return Wellness(await _database_answers(office), dict(schedule.last))


async def _database_answers(office: Office) -> bool:
    try:
        async with office.database.reading() as db:
            await db.exec(select(Family.id).limit(1))
    except (SQLAlchemyError, OSError, TimeoutError):
        return False
    return True
