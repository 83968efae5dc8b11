"""Failed tries in the database: counted before the answer is known, forgotten when it was right."""

from collections.abc import Sequence
from datetime import timedelta

from sqlmodel import col, delete, select

from appliance.core.people import the_house
from appliance.core.work import Office, Work
from appliance.household.credentials.throttle import (
    FORGOTTEN,
    Standing,
    after_a_try,
    free_tries,
    remaining,
    too_often,
)
from appliance.household.models import Tries


async def count_try(office: Office, keys: Sequence[str], *, blocks: bool = True) -> dict[str, Standing]:
    """How each key stands with this try. While one has to wait, TooOften is raised and nothing counted."""
    async with office.work(the_house()) as work:
        rows = await _rows(work, keys)
        standings = {key: _standing(rows.get(key)) for key in keys}
        wait = max((remaining(standing, work.now) for standing in standings.values()), default=timedelta(0))
        if blocks and wait:
            raise too_often(wait)
        counted = {key: after_a_try(standing, key, work.now) for key, standing in standings.items()}
        for key, standing in counted.items():
            row = rows.get(key) or Tries(key=key, last_at=work.now)
            row.failed, row.last_at, row.blocked_until = (
                standing.failed,
                standing.last_at,
                standing.blocked_until,
            )
            work.db.add(row)
        return counted


async def forget_tries(work: Work, keys: Sequence[str]) -> None:
    """The person's own keys start anew; one try is taken back from those that they share with others."""
    for key, row in (await _rows(work, keys)).items():
        if key.partition(":")[0] in ("device", "address"):
            row.failed = max(row.failed - 1, 0)
            row.blocked_until = row.blocked_until if row.failed >= free_tries(key) else None
            work.db.add(row)
        else:
            await work.db.delete(row)
    await work.db.exec(delete(Tries).where(col(Tries.last_at) < work.now - FORGOTTEN))


async def _rows(work: Work, keys: Sequence[str]) -> dict[str, Tries]:
    found = await work.db.exec(select(Tries).where(col(Tries.key).in_(keys)))
    return {row.key: row for row in found.all()}


def _standing(row: Tries | None) -> Standing | None:
    return Standing(row.failed, row.last_at, row.blocked_until) if row else None
