"""Screens from the first day to this moment: devices and rules, what was asked for, used, and added up."""

from datetime import date, datetime

from appliance.core.clock import local_day
from appliance.core.work import Office
from appliance.demo.devices import bring_devices, hear_devices, visit
from appliance.demo.different import be_different
from appliance.demo.people import Home
from appliance.demo.requests import ask_and_answer, ask_now
from appliance.demo.sayings import say_of_apps
from appliance.demo.screens import use_screens
from appliance.demo.silence import be_silent, holes_of
from appliance.screen_time.actions.rolling import roll_up


async def furnish_screens(office: Office, home: Home, since: datetime) -> None:
    """Once, before anything is used."""
    await bring_devices(office, home, since)
    await say_of_apps(office, home, since)
    await be_different(office, home, local_day(office.clock(), home.zone))
    await visit(office, home)
    await ask_and_answer(office, home)
    await be_silent(office, home, local_day(office.clock(), home.zone))


async def live_at_screens(office: Office, home: Home, first: date) -> None:
    today = local_day(office.clock(), home.zone)
    await use_screens(office, home, first, holes_of(home, today))
    await hear_devices(office, home)
    await add_up(office, home)
    await ask_now(office, home)


async def add_up(office: Office, home: Home) -> None:
    for name in home.plan.limits:
        async with office.work(home.house, "demo") as work:
            while await roll_up(work, home.member_id(name)):
                await work.db.flush()
