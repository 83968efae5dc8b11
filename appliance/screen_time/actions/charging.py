"""Whose time it was: the device's child, or on a shared one whoever was signed in there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col, select

from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.models import Member
from appliance.screen_time.actions.keeping import Stream, Used, keep_usage
from appliance.screen_time.actions.unclaimed import keep_unclaimed
from appliance.screen_time.models import DeviceAccount, MeasuredDevice, Source
from appliance.screen_time.queries.apps import app_map
from appliance.screen_time.rules import App, AppMap, Span
from appliance.screen_time.rules.merging import PULSE

SEEN_EVERY = timedelta(minutes=5)
LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Heard:
    """One stretch, in our time, in the device's words."""

    app: str
    kind: str
    span: Span
    account: str = ""


async def charge(work: Work, device: MeasuredDevice, heard: Sequence[Heard]) -> int:
    """How many of them were news."""
    if not heard:
        return 0
    if device.member_id is not None:
        return await charge_to(work, device, {device.member_id: heard})
    by_account: dict[str, list[Heard]] = defaultdict(list)
    for one in heard:
        by_account[one.account].append(one)
    return await _charge_accounts(work, device, by_account)


async def _charge_accounts(work: Work, device: MeasuredDevice, by_account: dict[str, list[Heard]]) -> int:
    """A grown-up's is not kept at all; nobody's yet is kept aside until a parent says whose it is."""
    theirs: dict[int, list[Heard]] = defaultdict(list)
    news = 0
    for account in await _accounts(work, device, by_account):
        heard = by_account[account.account]
        if account.member_id is None and account.counted:
            news += await keep_unclaimed(work, account, [(one.app, one.kind, one.span) for one in heard])
        elif account.member_id is not None and account.counted:
            theirs[account.member_id] += heard
    return news + await charge_to(work, device, theirs)


async def _accounts(work: Work, device: MeasuredDevice, names: Collection[str]) -> list[DeviceAccount]:
    found = await work.db.exec(
        select(DeviceAccount).where(
            DeviceAccount.device_id == device.id, col(DeviceAccount.account).in_(list(names))
        )
    )
    known = {row.account: row for row in found}
    for name in names:
        row = known.get(name)
        if row is None:
            row = known[name] = DeviceAccount(
                family_id=device.family_id, device_id=device.id or 0, account=name, seen_at=work.now
            )
            work.db.add(row)
        elif work.now - row.seen_at >= SEEN_EVERY:
            row.seen_at = work.now
    await work.db.flush()
    return list(known.values())


async def charge_to(work: Work, device: MeasuredDevice, theirs: Mapping[int, Sequence[Heard]]) -> int:
    """Only to children who live here: nobody else has screen time."""
    news = 0
    for member_id in await _children(work, theirs) if theirs else ():
        apps = await app_map(work, member_id)
        stream = Stream(member_id, source_of(device), device_id=device.id)
        used = [Used(_named(apps, one), one.span) for one in theirs[member_id]]
        news += len((await keep_usage(work, stream, used, PULSE)).fresh)
    return news


async def _children(work: Work, members: Iterable[int]) -> Sequence[int]:
    found = await work.db.exec(
        select(Member.id).where(
            col(Member.id).in_(list(members)),
            Member.family_id == work.actor.family_id,
            col(Member.left_at).is_(None),
            col(Member.role).in_(YOUNG),
        )
    )
    return [member_id for member_id in found if member_id is not None]


def source_of(device: MeasuredDevice) -> Source:
    return Source.AGENT if device.way == "agent" else Source.API


def _named(apps: AppMap, heard: Heard) -> App:
    app = apps.of(heard.app, heard.kind)
    if len(app.name) <= LONGEST_NAME:
        return app
    return App(app.name[:LONGEST_NAME], app.category, app.standing, app.known)
