"""Who is who on a shared computer."""

from appliance.core.errors import NotAllowed
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG
from appliance.core.work import Work
from appliance.household.queries import member_of
from appliance.screen_time import policy
from appliance.screen_time.actions.charging import Heard, charge_to
from appliance.screen_time.actions.unclaimed import take_unclaimed
from appliance.screen_time.events import DeviceAccountAssigned
from appliance.screen_time.models import DeviceAccount, MeasuredDevice
from appliance.screen_time.queries.devices import account_of


async def assign_account(work: Work, account_id: int, member_id: int | None) -> DeviceAccount:
    """A child's: its time is charged. A grown-up's: nothing of it is kept. None: nobody's yet."""
    if not policy.may_change_devices(work.actor):
        raise NotAllowed(_("Only a parent can do this."))
    account = await account_of(work, account_id)
    member = None if member_id is None else await member_of(work, member_id)
    account.member_id = member_id
    account.counted = member is None or member.role in YOUNG
    work.db.add(account)
    await _settle_unclaimed(work, account)
    event = DeviceAccountAssigned(
        family_id=account.family_id,
        device_id=account.device_id,
        account_id=account_id,
        member_id=member_id,
        counted=account.counted,
    )
    await work.emit(event)
    return account


async def _settle_unclaimed(work: Work, account: DeviceAccount) -> None:
    """What was kept aside until now is charged to the child; a grown-up's is thrown away."""
    if account.member_id is None:
        return
    told = await take_unclaimed(work, account)
    if account.counted:
        device = await work.db.get_one(MeasuredDevice, account.device_id)
        await charge_to(work, device, {account.member_id: [Heard(*one) for one in told]})
