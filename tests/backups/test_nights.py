"""The nights of a house: what is backed up by itself, what stays, and what the page and the phone hear."""

from sqlmodel import col, select

from appliance.backups.models import BackupRun, Kind, State
from appliance.core.people import the_house
from tests.backups.conftest import Night
from tests.support.house import House


async def runs(house: House, kind: Kind = Kind.BACKUP) -> list[BackupRun]:
    async with house.office.reading(the_house()) as look:
        rows = select(BackupRun).where(col(BackupRun.kind) == kind).order_by(col(BackupRun.id))
        return list(await look.db.exec(rows))


def lying(house: House) -> list[str]:
    return sorted(path.name for path in (house.settings.data / "backups").glob("*.age"))


async def test_a_new_house_is_backed_up_without_anybody_asking(house: House, night: Night) -> None:
    assert await night(minutes=2) == 0
    assert await night(minutes=9) == 1
    (run,) = await runs(house)
    assert run.state == State.DONE and lying(house) == [run.name]
    assert run.bytes > 0 and run.counts["family"] == 2 and run.counts["member"] == 6


async def test_each_night_has_one_and_the_old_ones_go(house: House, night: Night) -> None:
    await night(minutes=11)
    for _day in range(9):
        assert await night(days=1) >= 1
        assert await night(hours=1) == 0
        house.clock.forward(hours=-1)
    made = [run.name for run in await runs(house)]
    assert len(made) == 10
    assert set(lying(house)) < set(made) and made[-1] in lying(house)
    assert 7 <= len(lying(house)) <= 9
