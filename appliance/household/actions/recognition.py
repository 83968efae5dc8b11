"""Was it you? A sign-in in a new browser is answered from another one of the same person."""

from sqlmodel import col, select, update

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.work import Work
from appliance.household.actions.sessions import end_device_sign_ins, end_sign_in
from appliance.household.events import DeviceRevoked, SignInDenied, SignInRecognised
from appliance.household.models import Device, SignIn
from appliance.household.queries.doors import new_sign_ins
from appliance.household.rules import Ending


async def recognise_sign_in(work: Work, sign_in_id: int, here: int | None) -> None:
    row = await _asked_about(work, sign_in_id, here)
    await _answered(work, row)
    await work.emit(SignInRecognised(family_id=row.family_id, member_id=row.member_id, sign_in_id=sign_in_id))


async def deny_sign_in(work: Work, sign_in_id: int, here: int | None) -> None:
    """Whoever it was is out, and their browser is a stranger; a browser of the whole family stays that."""
    row = await _asked_about(work, sign_in_id, here)
    if row.revoked_at is None:
        await end_sign_in(work, row, Ending.DENIED)
    await _answered(work, row)
    device = await work.db.get(Device, row.device_id) if row.device_id is not None else None
    if device is not None and device.revoked_at is None:
        await _forget(work, device, row.member_id)
    await work.emit(SignInDenied(family_id=row.family_id, member_id=row.member_id, sign_in_id=sign_in_id))


async def _asked_about(work: Work, sign_in_id: int, here: int | None) -> SignIn:
    asking = await work.db.get(SignIn, here) if here is not None else None
    news = await new_sign_ins(work.db, asking, work.now) if asking is not None else ()
    if sign_in_id not in [one.id for one in news]:
        raise NotFound(_("This sign-in was answered already."))
    return await work.db.get_one(SignIn, sign_in_id)


async def _answered(work: Work, row: SignIn) -> None:
    """All that this person began in that browser: it is the browser that was asked about."""
    same = col(SignIn.device_id) == row.device_id if row.device_id is not None else col(SignIn.id) == row.id
    mine = select(SignIn.id).where(SignIn.member_id == row.member_id, col(SignIn.news), same)
    await work.db.exec(update(SignIn).where(col(SignIn.id).in_(mine)).values(news=False))


async def _forget(work: Work, device: Device, member_id: int) -> None:
    assert device.id is not None
    device.known_to = [known for known in device.known_to if known != member_id]
    work.db.add(device)
    if device.enrolled:
        return
    device.revoked_at = work.now
    await end_device_sign_ins(work, device.id, Ending.DEVICE)
    await work.emit(DeviceRevoked(family_id=device.family_id, device_id=device.id, name=device.name))
