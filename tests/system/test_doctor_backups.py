"""What the doctor says about the backups, by example and from a real house."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from appliance.backups.checks import Kept, backups, judge_newest, judge_rest
from appliance.backups.models import BackupPlan, BackupRun, Kind, State
from appliance.backups.queries import Standing
from appliance.backups.queries.places import Health, PlaceState
from appliance.core.checkup import Colour, Patient, Service
from appliance.core.plurals import in_english
from tests.support.house import House

NOW = datetime(2026, 3, 10, 16, tzinfo=UTC)
GREEN, YELLOW, RED = Colour.GREEN, Colour.YELLOW, Colour.RED
USB = Health("/media/disk/appliance-backups", False, PlaceState.GOOD, 10**10, 10**11)
SHEET = BackupPlan(sheet_confirmed_at=NOW)


def run(kind: Kind, state: State, days: float, number: int) -> BackupRun:
    at = NOW - timedelta(days=days)
    return BackupRun(id=number, kind=kind, state=state, asked_at=at, ended_at=at, bytes=12_000_000)


def colours(plan: BackupPlan, health: Health, *runs: BackupRun) -> list[Colour]:
    kept = Kept(plan, Standing(list(runs)), NOW - timedelta(days=100))
    found = list(judge_rest(kept, health, NOW))
    assert all(in_english(one.sentence, one.values) for one in found)
    assert all(bool(one.mend) is (one.colour is not GREEN) for one in found)
    return [one.colour for one in found]


def test_the_newest_good_backup_is_told_with_its_age() -> None:
    said = [
        in_english(found.sentence, found.values)
        for found in (
            judge_newest(None, NOW),
            judge_newest(run(Kind.BACKUP, State.DONE, 0.5, 1), NOW),
            judge_newest(run(Kind.BACKUP, State.DONE, 2.5, 1), NOW),
        )
    ]
    assert "no backup yet" in said[0] and "not a day old: 12.0 MB" in said[1] and "2 days old" in said[2]


def test_late_backups_and_a_failed_drill_are_red_and_the_rest_is_worth_a_look() -> None:
    good, old = run(Kind.BACKUP, State.DONE, 0.5, 2), run(Kind.BACKUP, State.DONE, 9, 2)
    drilled, failed = run(Kind.DRILL, State.DONE, 9, 3), run(Kind.DRILL, State.FAILED, 1, 3)
    assert colours(SHEET, USB, good, drilled) == [GREEN]
    assert RED in colours(SHEET, USB, old, drilled)
    assert colours(SHEET, USB, good, failed) == [RED]
    assert YELLOW in colours(BackupPlan(), USB, good, drilled)
    beside = Health("/var/lib/appliance/backups", True, PlaceState.GOOD, 10**10, 10**11, same_disk=True)
    assert colours(SHEET, beside, good, drilled) == [YELLOW, GREEN]
    gone = Health("/media/disk/appliance-backups", False, PlaceState.GONE)
    assert colours(SHEET, gone, good, drilled) == [YELLOW, GREEN]


async def test_it_reads_the_plan_and_the_runs_of_a_house(house: House) -> None:
    async with house.office.database.writing() as db:
        db.add(run(Kind.BACKUP, State.DONE, 0.2, 1))
    found = in_thread(house)
    assert "not a day old" in found[0]
    assert any("recovery sheet" in one for one in found)


def in_thread(house: House) -> list[str]:
    """As the doctor does: in a thread of its own, where no event loop runs."""
    patient = Patient(house.settings, NOW, Service(False, "", 8080))
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(lambda: list(backups(patient))).result()
    return [in_english(one.sentence, one.values) for one in found]
