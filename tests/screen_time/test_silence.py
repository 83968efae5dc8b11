"""A device that says nothing: noticed once, told once, counted as the family decided, and taken back."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import select

from appliance.core.checkup import Colour, Patient, Service
from appliance.core.outbox import OutboxRow
from appliance.notifications.actions import save_target
from appliance.screen_time.actions import add_device, revoke
from appliance.screen_time.actions.keeping import Stream, Used, keep_usage
from appliance.screen_time.actions.settings import Wanted, set_screen_policy
from appliance.screen_time.checks import devices
from appliance.screen_time.jobs.silence import listen
from appliance.screen_time.models import DeviceQuiet, MeasuredDevice, ScreenRule, Source, UsageInterval
from appliance.screen_time.queries import time_left
from appliance.screen_time.queries.figures import figures_of_devices
from appliance.screen_time.queries.measured import devices_seen
from appliance.screen_time.rules import App, Span, Standing
from tests.support.house import House

PLAN = Wanted(
    keep_titles=False,
    keep_days=400,
    keep_told_days=30,
    silence="used",
    silence_after=30,
    alert_silence=True,
    request_hours=4,
)
MINUTES = [600] * 7  # more than anybody can use
GAME = App("Chess", "games", Standing.COUNTED)


async def a_computer(house: House, way: str = "agent", plan: Wanted = PLAN) -> int:
    """Of Maya, with rules for her, heard just now. It is 16:00 where they live; in bed from 19 to 7."""
    elena, maya = house.people["Elena"], house.people["Maya"].member_id
    async with house.office.work(elena) as work:
        await set_screen_policy(work, plan)
        device, _token = await add_device(work, "Study laptop", way="activitywatch", member_id=maya)
        device.way, device.heard_at, device.state = way, work.now, "on"
        rule = ScreenRule(
            family_id=elena.family_id,
            member_id=maya,
            minutes=MINUTES,
            beds=[["19:00", "07:00"]] * 7,
            set_by=elena.member_id,
            set_at=work.now,
        )
        work.db.add(rule)
        return device.id or 0


async def minutes_later(house: House, number: float) -> None:
    house.clock.forward(minutes=number)
    await listen(house.office)


async def says(house: House, device_id: int, state: str = "on") -> None:
    async with house.office.database.writing() as db:
        device = await db.get_one(MeasuredDevice, device_id)
        device.heard_at, device.state = house.clock(), state


async def reports(house: House, device_id: int, first: datetime, last: datetime) -> None:
    async with house.office.work(house.people["Elena"]) as work:
        stream = Stream(house.people["Maya"].member_id, Source.AGENT, device_id=device_id)
        await keep_usage(work, stream, [Used(GAME, Span(first, last))])


async def silences(house: House) -> list[DeviceQuiet]:
    async with house.office.database.reading() as db:
        return list((await db.exec(select(DeviceQuiet))).all())


async def counted(house: House) -> list[tuple[str, str]]:
    """What stands for silence, by the clock of the house in UTC."""
    async with house.office.database.reading() as db:
        rows = await db.exec(
            select(UsageInterval)
            .where(UsageInterval.source == Source.SILENCE.value)
            .order_by(UsageInterval.start_at)  # type: ignore[arg-type]
        )
        return [(f"{row.start_at:%H:%M}", f"{row.end_at:%H:%M}") for row in rows]


async def voice(house: House) -> str:
    async with house.office.reading(house.people["Elena"]) as look:
        [seen] = (await devices_seen(look, house.office.opened_at)).devices
        return seen.told.voice


async def test_half_an_hour_without_a_word_counts_as_used_until_bedtime(house: House) -> None:
    await a_computer(house)
    await minutes_later(house, 29)
    assert await silences(house) == []
    await minutes_later(house, 1)
    assert await counted(house) == [("15:00", "15:30")]
    await minutes_later(house, 60)
    assert await counted(house) == [("15:00", "16:30")]
    await minutes_later(house, 14 * 60)
    assert await counted(house) == [("15:00", "18:00"), ("06:00", "06:30")]
    [quiet] = await silences(house)
    assert (quiet.counted, quiet.heard_at) == ("used", None)


async def test_what_is_told_late_takes_the_place_of_what_was_thought(house: House) -> None:
    device, began = await a_computer(house), house.clock()
    await minutes_later(house, 120)
    assert await counted(house) == [("15:00", "17:00")]
    await says(house, device)
    await minutes_later(house, 1)
    assert await counted(house) == [("15:00", "17:00")], "it is heard, and nobody knows what it did"
    await reports(house, device, began, began + timedelta(minutes=50))
    await minutes_later(house, 1)
    assert await counted(house) == [("15:50", "17:00")], "who stops what measures wins nothing by it"
    await reports(house, device, began + timedelta(minutes=80), began + timedelta(minutes=110))
    await minutes_later(house, 1)
    assert await counted(house) == []
    [quiet] = await silences(house)
    assert quiet.heard_at == began + timedelta(minutes=120)


async def test_a_silence_goes_on_through_a_restart_and_is_told_once(house: House) -> None:
    await a_computer(house)
    await minutes_later(house, 40)
    house.office.opened_at = house.clock()
    await minutes_later(house, 1)
    assert len(await silences(house)) == 1
    assert await voice(house) == "silent"


async def test_while_the_house_was_switched_off_nobody_was_silent(house: House) -> None:
    await a_computer(house)
    house.clock.forward(hours=2)
    house.office.opened_at = house.clock()
    await minutes_later(house, 29)
    assert await silences(house) == []
    await minutes_later(house, 1)
    assert await counted(house) == [("17:00", "17:30")]


async def test_one_that_said_good_night_is_never_silent(house: House) -> None:
    device = await a_computer(house)
    for state in ("asleep", "off"):
        await says(house, device, state)
        await minutes_later(house, 60 * 24 * 3)
        assert await silences(house) == []
        assert await voice(house) == state


async def test_watchers_are_told_of_after_three_days_and_count_for_nothing(house: House) -> None:
    await a_computer(house, way="activitywatch")
    await minutes_later(house, 60 * 24 * 3 - 1)
    assert await silences(house) == []
    await minutes_later(house, 1)
    assert [quiet.counted for quiet in await silences(house)] == ["nothing"]
    assert await counted(house) == []


async def test_a_parent_changes_what_counts_while_it_lasts(house: House) -> None:
    await a_computer(house)
    await minutes_later(house, 60)
    assert await counted(house)
    async with house.office.work(house.people["Elena"]) as work:
        await set_screen_policy(work, replace(PLAN, silence="nothing"))
    await minutes_later(house, 1)
    assert await counted(house) == []
    assert [quiet.counted for quiet in await silences(house)] == ["nothing"]


async def test_a_device_that_was_taken_away_while_it_was_silent_stops_counting(house: House) -> None:
    device = await a_computer(house)
    await minutes_later(house, 60)
    async with house.office.work(house.people["Elena"]) as work:
        await revoke(work, device)
    await minutes_later(house, 60)
    assert await counted(house) == [("15:00", "16:00")]
    assert [quiet.heard_at is None for quiet in await silences(house)] == [False]


async def test_silence_uses_up_minutes_once_beside_another_device(house: House) -> None:
    await a_computer(house)
    phone_began = house.clock()
    await minutes_later(house, 60)
    await reports(house, await another(house), phone_began, house.clock())
    async with house.office.reading(house.people["Maya"]) as look:
        assert (await time_left(look, look.viewer.member_id)).used == 60


async def another(house: House) -> int:
    async with house.office.work(house.people["Elena"]) as work:
        maya = house.people["Maya"].member_id
        device, _token = await add_device(work, "Phone", kind="phone", way="rest", member_id=maya)
        return device.id or 0


async def test_nothing_is_written_while_everybody_is_heard(house: House) -> None:
    device = await a_computer(house)
    await says(house, device)
    before = house.office.database.changes
    await minutes_later(house, 5)
    assert house.office.database.changes == before


async def test_each_parent_is_told_once_for_each_silence(house: House) -> None:
    device = await a_computer(house)
    for name in ("Elena", "Marco"):
        async with house.office.work(house.people[name]) as work:
            await save_target(work, "http://ntfy.local", f"home-{name}", None, "http://family.local:8080")
    for _minute in range(3):
        await minutes_later(house, 31)
    assert len(await letters(house)) == 2
    assert "Study laptop says nothing" in (await letters(house))[0]
    await says(house, device)
    await minutes_later(house, 1)
    await minutes_later(house, 31)
    assert len(await letters(house)) == 4


async def test_a_family_that_wants_no_alert_gets_none(house: House) -> None:
    await a_computer(house, plan=replace(PLAN, alert_silence=False))
    async with house.office.work(house.people["Elena"]) as work:
        await save_target(work, "http://ntfy.local", "home", None, "http://family.local:8080")
    await minutes_later(house, 60)
    assert len(await silences(house)) == 1 and await letters(house) == []


async def letters(house: House) -> list[str]:
    async with house.office.database.reading() as db:
        return list((await db.exec(select(OutboxRow.payload))).all())


async def test_the_doctor_counts_who_is_silent_and_names_nobody(house: House) -> None:
    nobody = Service(runs=False, host="", port=0)
    patient = Patient(house.settings, house.clock(), nobody)
    assert [found.sentence for found in devices(patient)] == ["No device measures screen time."]
    await a_computer(house)
    assert [found.colour for found in devices(patient)] == [Colour.GREEN]
    await minutes_later(house, 60)
    [found] = devices(patient)
    assert (found.colour, found.values) == (Colour.YELLOW, {"num": 1, "all": 1})
    figures = {figure.name: figure.values for figure in await figures_of_devices(house.office)}
    assert figures["appliance_devices_silent"] == {(): 1.0}
    heard_at = (house.clock() - timedelta(minutes=60)).timestamp()
    assert figures["appliance_device_heard_timestamp_seconds"] == {("1",): heard_at}
