"""From an empty directory to two families with a year behind them; later starts add the days since."""

from datetime import date, datetime, time

from appliance.app import open_office
from appliance.core.clock import Clock, from_local, local_day, system_clock
from appliance.core.files import Files
from appliance.core.settings import MIB, Settings
from appliance.core.work import Office
from appliance.demo.chats import talk
from appliance.demo.chores import add_chores, live_through
from appliance.demo.guests import let_guests_stay, welcome_guests
from appliance.demo.lately import be_in_the_middle
from appliance.demo.marker import Marker, RealFamily, renew_addresses, write_credentials
from appliance.demo.memories import remember
from appliance.demo.people import Home, Secret, find_home, settle
from appliance.demo.plan import SINCE, PlannedFamily, planned_families
from appliance.demo.points import add_rewards, settle_points
from appliance.demo.screens import set_limits
from appliance.demo.screens_lately import furnish_screens, live_at_screens
from appliance.demo.shop import furnish_shop
from appliance.demo.today import begin_today
from appliance.household.credentials import Credentials
from appliance.household.queries import families_exist

MORNING = time(8)


async def add_demo(settings: Settings, base: str, clock: Clock = system_clock) -> None:
    marker = Marker(settings.data)
    if marker.exists and marker.until is None:
        _throw_away(settings)
    office = open_office(settings, clock)
    files = Files(office.database.disk, settings.upload_floor * MIB)
    try:
        async with office.database.reading() as db:
            lived_in = await families_exist(db)
        if lived_in and not marker.exists:
            raise RealFamily
        await (_go_on(office, files, marker) if lived_in else _begin(office, files, settings, marker, base))
        renew_addresses(settings.data, base)
    finally:
        await office.database.close()


def _throw_away(settings: Settings) -> None:
    """The marker was set when nobody lived here, and the demo was never finished: a crash left half of it."""
    for path in settings.data.glob(settings.database.name + "*"):
        path.unlink()


async def _begin(office: Office, files: Files, settings: Settings, marker: Marker, base: str) -> None:
    marker.set(None)
    credentials = Credentials(office.secrets, settings.password_memory_kib)
    told: list[Secret] = []
    homes: dict[str, Home] = {}
    for plan in planned_families():
        since = _morning(local_day(office.clock(), plan.zone) - SINCE[plan.name], plan)
        home, secrets = await settle(office, credentials, plan, since, base)
        told += secrets
        homes[plan.name] = home
        await add_chores(office, home, since)
        await add_rewards(office, home, since)
        await set_limits(office, home, since)
        await furnish_screens(office, home, since)
        await remember(office, home, since)
        await _live(office, files, home, since)
        await be_in_the_middle(office, home, files)
        await furnish_shop(office, home)
        await talk(office, home)
    told += await welcome_guests(office, credentials, homes, told)
    write_credentials(settings.data, told)
    marker.set(office.clock())


async def _go_on(office: Office, files: Files, marker: Marker) -> None:
    """Twice on one day adds nothing."""
    until = marker.until
    zone = planned_families()[0].zone
    if until is None or local_day(until, zone) >= local_day(office.clock(), zone):
        return
    for plan in planned_families():
        home = await find_home(office, plan)
        if home is not None:
            await _live(office, files, home, until)
            await let_guests_stay(office, home)
    marker.set(office.clock())


async def _live(office: Office, files: Files, home: Home, since: datetime) -> None:
    await live_through(office, home, since)
    await settle_points(office, home)
    await live_at_screens(office, home, local_day(since, home.zone))
    await begin_today(office, home, files)


def _morning(day: date, plan: PlannedFamily) -> datetime:
    return from_local(day, MORNING, plan.zone)
