"""The nights of a house: what is backed up by itself, what stays, and what page and phone hear of trouble."""

import asyncio
import json
import shutil
from datetime import timedelta
from pathlib import Path

from sqlmodel import col, select

from appliance.backups.actions import PlanChange, ask_for_run, change_plan
from appliance.backups.actions.runs import begin_run, close_broken_runs
from appliance.backups.archive.create import create
from appliance.backups.archive.facts import quietly
from appliance.backups.archive.faults import unreachable
from appliance.backups.archive.target import target_of
from appliance.backups.models import THE_PLAN, BackupPlan, BackupRun, Kind, State
from appliance.backups.queries import backup_figures
from appliance.console.backups import NewBackup, note_backup
from appliance.console.place import Place
from appliance.core.outbox import OutboxRow
from appliance.core.people import the_house
from appliance.notifications.actions import save_target
from tests.backups.conftest import Night
from tests.support.house import House


async def runs(house: House, kind: Kind = Kind.BACKUP) -> list[BackupRun]:
    async with house.office.reading(the_house()) as look:
        rows = select(BackupRun).where(col(BackupRun.kind) == kind).order_by(col(BackupRun.id))
        return list(await look.db.exec(rows))


async def letters(house: House) -> list[str]:
    """The titles that Elena's phone was sent, or will be."""
    async with house.office.reading(the_house()) as look:
        rows = await look.db.exec(select(OutboxRow).order_by(col(OutboxRow.id)))
        return [json.loads(row.payload)["title"] for row in rows]


async def with_alerts(house: House) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        await save_target(work, "https://ntfy.example", "alerts-of-elena")


def lying(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.age"))


def own(house: House) -> Path:
    return house.settings.data / "backups"


async def to_another_folder(house: House, folder: Path, **more: int) -> None:
    await change_plan(
        house.office, house.people["Elena"], house.settings.data, PlanChange(place=str(folder), **more)
    )


def spoil(house: House) -> Path:
    """Nothing can be written where the backups go."""
    shutil.rmtree(own(house), ignore_errors=True)
    own(house).write_text("a file in the way")
    return own(house)


async def test_a_new_house_is_backed_up_without_anybody_asking(house: House, night: Night) -> None:
    assert await night(minutes=2) == 0
    assert await night(minutes=9) == 1
    (run,) = await runs(house)
    assert run.state == State.DONE and lying(own(house)) == [run.name]
    assert run.bytes > 0 and run.counts["family"] == 2 and run.counts["member"] == 6


async def test_each_night_has_one_and_old_ones_go(house: House, night: Night) -> None:
    elena, data = house.people["Elena"], house.settings.data
    await change_plan(house.office, elena, data, PlanChange(daily=2, weekly=0, monthly=0))
    await night(minutes=11)
    for _day in range(4):
        assert await night(days=1) == 1
        assert await night(minutes=5) == 0
    made = [run.name for run in await runs(house)]
    assert len(made) == 5 and lying(own(house)) == made[-2:]


async def test_a_house_that_was_off_for_some_days_catches_up_once(house: House, night: Night) -> None:
    await night(minutes=11)
    assert await night(days=5) == 1
    assert len(await runs(house)) == 2


async def test_a_backup_made_by_a_command_is_known_to_the_page_and_the_night(
    house: House, night: Night
) -> None:
    data = house.settings.data
    house.clock.forward(minutes=20)
    made = await asyncio.to_thread(create, data, own(house), house.clock(), quietly)
    assert await note_backup(Place(house.settings, house.office), NewBackup(made=made, place=str(own(house))))
    assert await night(minutes=1) == 0
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "The backups work" in page and made.name in page


async def test_nothing_is_made_at_night_where_a_parent_switched_it_off(house: House, night: Night) -> None:
    await change_plan(house.office, house.people["Elena"], house.settings.data, PlanChange(nightly=False))
    assert await night(days=2) == 0
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "switched off" in page


async def test_a_backup_that_was_cut_off_is_told_as_broken_off_and_made_again(
    house: House, night: Night
) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        run = await ask_for_run(work, Kind.BACKUP)
    async with house.office.work(the_house(house.people["Elena"].family_id)) as work:
        await begin_run(work, run.id or 0)
    await close_broken_runs(house.office)
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "switched off meanwhile" in page
    await night(minutes=11)
    assert [run.state for run in await runs(house)] == [State.BROKEN, State.DONE]


async def test_a_backup_that_fails_is_tried_three_times_a_night_and_told_once(
    house: House, night: Night
) -> None:
    await with_alerts(house)
    in_the_way = spoil(house)
    for _hour in range(12):
        await night(hours=2)
    failed = await runs(house)
    assert {run.state for run in failed} == {State.FAILED} and 3 <= len(failed) <= 6
    assert failed[0].trouble == unreachable().sentence
    assert await letters(house) == ["The backup did not work"]
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "Please look here" in page and "cannot be reached or written" in page
    in_the_way.unlink()
    await night(hours=24)
    assert (await letters(house))[-1] == "The backups are well again"


async def test_three_days_without_a_backup_are_told_and_then_once_a_week(house: House, night: Night) -> None:
    await with_alerts(house)
    await night(minutes=11)
    spoil(house)
    for _day in range(8):
        await night(days=1)
    told = await letters(house)
    assert told.count("The backup did not work") == 1
    assert told.count("No good backup for three days") == 2


async def test_a_disk_that_was_pulled_sends_the_backup_home_and_says_so(
    house: House, night: Night, tmp_path: Path
) -> None:
    await with_alerts(house)
    usb = tmp_path / "usb"
    usb.mkdir()
    await to_another_folder(house, usb / "backups")
    await night(minutes=11)
    assert len(lying(usb / "backups")) == 1 and not lying(own(house))
    await _mounted_at(house, str(usb))  # which is not mounted now: an empty folder is left
    await night(days=1)
    assert len(lying(usb / "backups")) == 1 and len(lying(own(house))) == 1
    assert target_of(house.settings.data) == own(house)
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "is not there" in page and "not there now" in page
    assert await letters(house) == ["The place for the backups is not there"]
    await night(days=1)
    assert len(await letters(house)) == 1
    await _mounted_at(house, "")
    await night(days=1)
    assert len(lying(usb / "backups")) == 2
    assert (await letters(house))[-1] == "The backups are well again"


async def _mounted_at(house: House, mount: str) -> None:
    async with house.office.database.writing() as db:
        plan = await db.get_one(BackupPlan, THE_PLAN)
        plan.mount = mount
        db.add(plan)


async def test_the_drill_brings_everything_back_in_a_second_house(house: House, night: Night) -> None:
    await night(minutes=11)
    async with house.office.work(house.people["Elena"]) as work:
        await ask_for_run(work, Kind.DRILL)
    await night(minutes=1)
    (drill,) = await runs(house, Kind.DRILL)
    assert drill.state == State.DONE, drill.trouble_values
    assert drill.counts["member"] == 6 and drill.name == lying(own(house))[0]
    assert not (house.settings.data / ".drill").exists()
    page = (await (await house.browser("Elena")).get("/backups")).text
    assert "everything came back" in page


async def test_a_drill_on_a_damaged_backup_is_red_and_a_phone_hears_of_it(house: House, night: Night) -> None:
    await with_alerts(house)
    await night(minutes=11)
    backup = own(house) / lying(own(house))[0]
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2] + b"x" + whole[len(whole) // 2 + 1 :])
    async with house.office.work(house.people["Elena"]) as work:
        await ask_for_run(work, Kind.DRILL)
    await night(minutes=1)
    (drill,) = await runs(house, Kind.DRILL)
    assert drill.state == State.FAILED and drill.reason == "changed"
    assert await letters(house) == ["The restore drill failed"]


async def test_a_drill_comes_by_itself_in_a_night_of_the_month(house: House, night: Night) -> None:
    house.clock.now = house.clock.now.replace(hour=2, minute=30)  # half past three in Berlin
    await night(minutes=11)
    assert len(await runs(house, Kind.DRILL)) == 1
    await night(days=29)
    assert len(await runs(house, Kind.DRILL)) == 1


async def test_the_figures_tell_a_program_how_it_stands(house: House, night: Night) -> None:
    async with house.office.reading(the_house()) as look:
        assert (await backup_figures(look)).last_good is None
    await night(minutes=11)
    spoil(house)
    await night(days=1)
    async with house.office.reading(the_house()) as look:
        figures = await backup_figures(look)
    assert figures.last_good is not None and look.now - figures.last_good >= timedelta(days=1)
    assert figures.bytes > 0 and figures.failures == 1 and figures.drill_ok is None
