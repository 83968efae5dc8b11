"""Whether the house is well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from appliance.core.disk import Trouble
from appliance.core.errors import Refusal
from appliance.core.jobs import Schedule
from appliance.core.work import Office
from appliance.household.models import Family


@dataclass(frozen=True)
class Wellness:
    database: bool
    jobs: Mapping[str, tuple[datetime, str]]
    trouble: Trouble | None

    @property
    def well(self) -> bool:
        """A job that failed or a full disk is told but does not count: the pages are served."""
        return self.database and self.trouble in (None, Trouble.FULL)


async def wellness(office: Office, schedule: Schedule) -> Wellness:
    answers = await _database_answers(office)
    return Wellness(answers, dict(schedule.last), office.database.disk.trouble)


async def _database_answers(office: Office) -> bool:
    try:
        async with office.database.reading() as db:
            await db.exec(select(Family.id).limit(1))
    except (Refusal, SQLAlchemyError, OSError, TimeoutError):
        return False
    return True
