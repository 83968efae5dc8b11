"""What a command works on."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

from appliance.app import open_office
from appliance.backups.archive.swap import take_over
from appliance.core.settings import Settings
from appliance.core.work import Office


@dataclass(frozen=True)
class Place:
    settings: Settings
    office: Office
    resting: Callable[[], Sequence[str]] = tuple  # files of models that were set aside after falls


@asynccontextmanager
async def open_place(settings: Settings) -> AsyncIterator[Place]:
    """For a directory whose service stands still; its lock is held."""
    take_over(settings.data)
    office = open_office(settings)
    try:
        yield Place(settings, office)
    finally:
        await office.database.close()
