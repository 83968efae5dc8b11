"""A house in which nothing happens writes nothing: its jobs ask what is due, and nothing is."""

from datetime import timedelta
from pathlib import Path

from appliance.assistant.actions.memories import save_memory
from appliance.assistant.models import Audience
from appliance.backups.models import BackupPlan
from appliance.notifications.actions import save_target
from tests.assistant.conftest import plan
from tests.support.house import House

ASIDE = {"doctor"}  # a child process that only reads; it would take its seconds eighteen times


def touched(data: Path) -> dict[Path, tuple[int, int]]:
    """Every file with its size and the moment of its last write: a commit leaves its mark on the log."""
    files = [path for path in sorted(data.rglob("*")) if path.is_file() and not path.name.endswith("-shm")]
    return {path.relative_to(data): (path.stat().st_size, path.stat().st_mtime_ns) for path in files}


async def furnish(house: House) -> None:
    elena, maya = house.people["Elena"], house.people["Maya"]
    await plan(house, elena, maya, "Feed the cat", 2)
    async with house.office.work(elena) as work:
        await save_memory(work, "The spare key is in the drawer", visible_to=Audience.FAMILY)
        await save_target(work, "https://ntfy.example", "quiet-evenings", "", "")
        work.db.add(BackupPlan(nightly=False))  # the night's backup is counted by itself


async def run_all(house: House) -> None:
    schedule = house.app.state.schedule
    for name in schedule.names:
        if name not in ASIDE:
            await schedule.run_now(name)
    assert not [trouble for _at, trouble in schedule.last.values() if trouble]


async def test_an_idle_afternoon_writes_not_one_byte(house: House) -> None:
    await house.start()
    await furnish(house)
    await run_all(house)  # what was due by the furnishing
    await house.office.database.truncate_log()
    before = touched(house.settings.data)
    for _ten_minutes in range(9):
        house.clock.now += timedelta(minutes=10)
        await run_all(house)
        assert touched(house.settings.data) == before
