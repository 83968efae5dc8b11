"""Phones whose automations say only that an app was opened or closed."""

from datetime import datetime, timedelta

from sqlmodel import col, select

from appliance.core.work import Work
from appliance.screen_time.actions.charging import Heard, charge
from appliance.screen_time.actions.hearing import device_heard
from appliance.screen_time.models import MeasuredDevice, OpenApp
from appliance.screen_time.rules import Span

LONGEST_OPEN = timedelta(hours=2)  # without another word: a closing got lost, or the phone ran empty


async def note_opening(
    work: Work, device_id: int, app: str, *, sequence: int | None, received: datetime
) -> bool:
    """False for what was said already. Another app that was open is closed by it."""
    device = await device_heard(work, device_id, sequence, received)
    if device is None:
        return False
    row = await _open_on(work, device_id)
    if row is not None and row.app == app and received - row.opened_at < LONGEST_OPEN:
        return True
    if row is not None:
        await _close(work, device, row, received)
    _be_on(device, received)
    work.db.add(OpenApp(family_id=device.family_id, device_id=device_id, app=app, opened_at=received))
    return True


async def note_closing(
    work: Work, device_id: int, app: str = "", *, sequence: int | None, received: datetime
) -> bool:
    """A closing that comes after the opening of another app, or of none, changes nothing."""
    device = await device_heard(work, device_id, sequence, received)
    if device is None:
        return False
    row = await _open_on(work, device_id)
    if row is not None and app in ("", row.app):
        await _close(work, device, row, received)
    return True


async def close_whatever_is_open(work: Work, device: MeasuredDevice, received: datetime) -> None:
    row = await _open_on(work, device.id or 0)
    if row is not None:
        await _close(work, device, row, received)


async def count_open_apps(work: Work) -> None:
    """What is open now has been used until now: minutes do not wait for it to be closed."""
    rows = await work.db.exec(
        select(OpenApp, MeasuredDevice)
        .join(MeasuredDevice, col(MeasuredDevice.id) == OpenApp.device_id)
        .where(OpenApp.family_id == work.actor.family_id, col(OpenApp.opened_at) < work.now)
    )
    for row, device in rows.all():
        await _count(work, device, row, work.now)
        if work.now - row.opened_at >= LONGEST_OPEN:
            await work.db.delete(row)


async def _open_on(work: Work, device_id: int) -> OpenApp | None:
    return (await work.db.exec(select(OpenApp).where(OpenApp.device_id == device_id))).first()


async def _close(work: Work, device: MeasuredDevice, row: OpenApp, at: datetime) -> None:
    await _count(work, device, row, at)
    await work.db.delete(row)
    await work.db.flush()


async def _count(work: Work, device: MeasuredDevice, row: OpenApp, until: datetime) -> None:
    end = min(until, row.opened_at + LONGEST_OPEN)
    if end > row.opened_at:
        await charge(work, device, [Heard(row.app, "app", Span(row.opened_at, end))])
        device.measured_until = max(end, device.measured_until or end)
        work.db.add(device)


def _be_on(device: MeasuredDevice, at: datetime) -> None:
    if device.state != "on":
        device.state, device.state_at = "on", at
