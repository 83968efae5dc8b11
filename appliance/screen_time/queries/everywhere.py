"""Devices that report, for whoever runs the house: over all families."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from appliance.household.models import Family, Member
from appliance.household.queries.roster import families_named
from appliance.screen_time.models import MeasuredDevice, ScreenPolicy
from appliance.screen_time.queries.measured import QUIET, last_word, patience_of
from appliance.screen_time.rules.silence import Voice, listened


@dataclass(frozen=True)
class ListedDevice:
    """`owner` empty: it is shared."""

    device: MeasuredDevice
    family: str
    owner: str
    voice: Voice


async def devices_everywhere(db: AsyncSession, family: str, now: datetime) -> Sequence[ListedDevice]:
    """Silent are those that the service has noticed: a command does not listen."""
    homes = {home.id: home for home in await families_named(db, family)}
    policies = {row.family_id: row for row in await db.exec(select(ScreenPolicy))}
    found = await db.exec(
        select(MeasuredDevice, Member, QUIET)
        .outerjoin(Member, col(Member.id) == MeasuredDevice.member_id)
        .where(col(MeasuredDevice.revoked_at).is_(None), col(MeasuredDevice.family_id).in_(homes))
        .order_by(col(MeasuredDevice.family_id), col(MeasuredDevice.id))
    )
    return [
        _listed(device, homes[device.family_id], owner, policies, quiet, now)
        for device, owner, quiet in found.all()
    ]


def _listed(
    device: MeasuredDevice,
    home: Family,
    owner: Member | None,
    policies: dict[int, ScreenPolicy],
    quiet: datetime | None,
    now: datetime,
) -> ListedDevice:
    policy = policies.get(device.family_id) or ScreenPolicy(family_id=device.family_id)
    told = listened(last_word(device, quiet), patience_of(policy), now, now)
    return ListedDevice(device, home.name, owner.name if owner is not None else "", told.voice)
