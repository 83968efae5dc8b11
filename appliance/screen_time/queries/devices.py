"""Which device is at the door. None of these asks who looks: a device is nobody of the family."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from appliance.core.errors import NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import YOUNG, Actor, the_house
from appliance.core.secrets import token_hash
from appliance.core.work import Reading
from appliance.household.models import Family, Member, actor_of, blocks_of
from appliance.screen_time.models import DeviceAccount, MeasuredDevice
from appliance.screen_time.queries.balance import Balance, time_left


@dataclass(frozen=True)
class DeviceAtDoor:
    device: MeasuredDevice
    family: Family

    @property
    def id(self) -> int:
        assert self.device.id is not None
        return self.device.id

    @property
    def house(self) -> Actor:
        """Who stores what it tells: the house, for that family and in its zone."""
        return the_house(self.family.id or 0, self.family.zone, blocks_of(self.family))


async def device_by_token(db: AsyncSession, token: str) -> DeviceAtDoor | None:
    """Of a plain token; None also for one that was revoked."""
    return await _first(db, MeasuredDevice.token_hash == token_hash(token))


async def device_by_id(db: AsyncSession, device_id: int) -> DeviceAtDoor | None:
    return await _first(db, MeasuredDevice.id == device_id)


async def _first(db: AsyncSession, condition: bool) -> DeviceAtDoor | None:
    found = await db.exec(
        select(MeasuredDevice, Family)
        .join(Family, col(Family.id) == MeasuredDevice.family_id)
        .where(condition, col(MeasuredDevice.revoked_at).is_(None))
    )
    row = found.first()
    return DeviceAtDoor(*row) if row else None


async def measured_device_of(look: Reading, device_id: int) -> MeasuredDevice:
    """One of the viewer's family that still reports; any other does not exist."""
    found = await look.db.exec(_of_family(look).where(MeasuredDevice.id == device_id))
    device = found.first()
    if device is None:
        raise NotFound(_("We could not find that device."))
    return device


def _of_family(look: Reading) -> SelectOfScalar[MeasuredDevice]:
    return select(MeasuredDevice).where(
        MeasuredDevice.family_id == look.viewer.family_id, col(MeasuredDevice.revoked_at).is_(None)
    )


async def account_of(look: Reading, account_id: int) -> DeviceAccount:
    found = await look.db.exec(
        select(DeviceAccount).where(
            DeviceAccount.id == account_id, DeviceAccount.family_id == look.viewer.family_id
        )
    )
    account = found.first()
    if account is None:
        raise NotFound(_("We could not find that account."))
    return account


async def balance_at(db: AsyncSession, at: DeviceAtDoor, account: str, now: datetime) -> Balance | None:
    """Of the child whose time runs there: what that child may see is what its device may know."""
    found = await db.exec(_whose(at, account))
    member = found.first()
    if member is None or member.role not in YOUNG:
        return None
    return await time_left(Reading(actor_of(member, at.family), now, db), member.id or 0)


def _whose(at: DeviceAtDoor, account: str) -> SelectOfScalar[Member]:
    here = select(Member).where(Member.family_id == at.family.id, col(Member.left_at).is_(None))
    if at.device.member_id is not None:
        return here.where(Member.id == at.device.member_id)
    return here.join(DeviceAccount, col(DeviceAccount.member_id) == Member.id).where(
        DeviceAccount.device_id == at.id, DeviceAccount.account == account
    )
