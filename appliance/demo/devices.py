"""What the families' devices are, how each came into the house, and when it was heard last."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, func, select

from appliance.agent.protocol import device_proof, new_nonce, root_of
from appliance.core.work import Office, Work
from appliance.demo.people import Home
from appliance.screen_time.actions.accounts import assign_account
from appliance.screen_time.actions.devices import add_device, enrol, make_device_code
from appliance.screen_time.actions.unclaimed import keep_unclaimed
from appliance.screen_time.models import DeviceAccount, DeviceQuiet, MeasuredDevice, UsageInterval
from appliance.screen_time.rules import Span

SITE = "site"
Words = tuple[str, str]  # as the device tells them: a word, and whether it is an app or a site


@dataclass(frozen=True)
class Device:
    """`owner` is empty where several sign in, each by the account that bears their name."""

    name: str
    kind: str
    way: str
    owner: str
    apps: tuple[Words, ...]
    state: str = ""


LAPTOP = Device(
    "Family laptop",
    "pc",
    "agent",
    "",
    (
        ("Vokabeltrainer.exe", "app"),
        ("soffice.bin", "app"),
        ("firefox.exe", "app"),
        ("de.wikipedia.org", SITE),
        ("Luanti.exe", "app"),
    ),
    "off",
)
COMPUTER = Device(
    "Leo's computer",
    "pc",
    "activitywatch",
    "Leo",
    (
        ("net.minetest.minetest", "app"),
        ("org.blender.Blender", "app"),
        ("Navigator.firefox", "app"),
        ("mumble", "app"),
        ("supertuxkart", "app"),
    ),
)
PHONE = Device(
    "Leo's phone",
    "phone",
    "rest",
    "Leo",
    (
        ("com.google.android.apps.messaging", "app"),
        ("Video clips", "app"),
        ("com.sec.android.app.music", "app"),
        ("Kart race", "app"),
        ("org.mozilla.firefox", "app"),
        ("app.organicmaps", "app"),
    ),
    "locked",
)
TABLET = Device(
    "Maya's tablet",
    "tablet",
    "rest",
    "Maya",
    (
        ("Drawing board", "app"),
        ("Animal videos", "app"),
        ("Puzzle farm", "app"),
        ("Story reader", "app"),
        ("net.gcompris", "app"),
    ),
    "locked",
)
TOBIS = Device("Tobi's tablet", "tablet", "rest", "Tobi", TABLET.apps, "locked")
TV = Device(
    "TV", "tv", "", "", (("Films and series", "app"), ("Nature channel", "app"))
)  # written down by hand
DEVICES = {"Rivera": (LAPTOP, COMPUTER, PHONE, TABLET), "Okafor": (TOBIS,)}
ACCOUNTS = {"leo": "Leo", "maya": "Maya", "elena": "Elena", "kim": ""}  # kim came to visit, and is nobody's
LAST_ON = timedelta(hours=20)  # a watcher tells as long as its computer is on, used or not
VISIT = timedelta(days=3, hours=2)
VISITED = (
    ("Luanti.exe", "app", 25),
    ("www.youtube.com", SITE, 15),
)  # kept aside until a parent says whose it is


async def bring_devices(office: Office, home: Home, since: datetime) -> None:
    """A parent enrols each: with a code where it signs, with a token where it cannot."""
    for device in DEVICES[home.plan.name]:
        owner = home.member_id(device.owner) if device.owner else None
        async with office.work(home.actor(home.plan.owner.name), "demo", since) as work:
            plan = {"kind": device.kind, "way": device.way}
            if device.way != "agent":
                await add_device(work, device.name, member_id=owner, **plan)
                continue
            code = await make_device_code(work, device.name, member_id=owner, **plan)
        async with office.work(home.house, "demo", since) as work:
            nonce = new_nonce()
            enrolled = await enrol(work, nonce, device_proof(root_of(code), nonce))
        await _sign_in(office, home, enrolled.device.id or 0, since)


async def _sign_in(office: Office, home: Home, device_id: int, since: datetime) -> None:
    async with office.work(home.actor(home.plan.owner.name), "demo", since) as work:
        for account, name in ACCOUNTS.items():
            row = DeviceAccount(family_id=home.id, device_id=device_id, account=account, seen_at=since)
            work.db.add(row)
            await work.db.flush()
            if name:
                await assign_account(work, row.id or 0, home.member_id(name))


async def known_devices(work: Work, home: Home) -> dict[str, MeasuredDevice]:
    found = await work.db.exec(select(MeasuredDevice).where(MeasuredDevice.family_id == home.id))
    return {device.name: device for device in found if device.revoked_at is None}


async def hear_devices(office: Office, home: Home) -> None:
    """A phone is heard all day; a computer when it was used last, and that it was switched off then."""
    async with office.work(home.house, "demo") as work:
        known = await known_devices(work, home)
        used = await _last_used(work, home)
        for device in DEVICES[home.plan.name]:
            row = known.get(device.name)
            if row is not None and row.id in used:
                _heard(row, device, used[row.id], work.now)
                work.db.add(row)
        for account in await work.db.exec(select(DeviceAccount).where(DeviceAccount.family_id == home.id)):
            account.seen_at = work.now - VISIT if account.member_id is None else used[account.device_id]
            work.db.add(account)


def _heard(row: MeasuredDevice, device: Device, used: datetime, now: datetime) -> None:
    carried = device.kind in ("phone", "tablet")
    row.measured_until = used
    said = used + timedelta(minutes=6) if device.state else max(used, now - LAST_ON)
    row.heard_at = now - timedelta(minutes=2) if carried else min(said, now)
    row.state, row.state_at = device.state, row.heard_at if device.state else None


async def _last_used(work: Work, home: Home) -> dict[int, datetime]:
    found = await work.db.exec(
        select(UsageInterval.device_id, func.max(UsageInterval.end_at))
        .where(UsageInterval.family_id == home.id, col(UsageInterval.device_id).is_not(None))
        .group_by(col(UsageInterval.device_id))
    )
    return {device_id or 0: last for device_id, last in found}


async def visit(office: Office, home: Home) -> None:
    async with office.work(home.house, "demo") as work:
        found = select(DeviceAccount).where(DeviceAccount.family_id == home.id)
        nobodys = (await work.db.exec(found.where(col(DeviceAccount.member_id).is_(None)))).first()
        if nobodys is not None:
            await keep_unclaimed(work, nobodys, list(_visited(work.now - VISIT)))


def _visited(until: datetime) -> Iterator[tuple[str, str, Span]]:
    for word, kind, minutes in VISITED:
        start = until - timedelta(minutes=minutes)
        yield word, kind, Span(start, until)
        until = start


async def fall_silent(office: Office, home: Home, since: datetime, until: datetime) -> None:
    """Nobody knows what the laptop did then: it did not say that it was switched off."""
    async with office.work(home.house, "demo", until) as work:
        laptop = (await known_devices(work, home)).get(LAPTOP.name)
        if laptop is not None:
            quiet = DeviceQuiet(family_id=home.id, device_id=laptop.id or 0, since=since, noticed_at=since)
            quiet.noticed_at, quiet.heard_at = since + timedelta(minutes=30), until
            work.db.add(quiet)
