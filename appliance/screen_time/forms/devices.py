"""What the pages and the API of devices take in."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from appliance.core.forms import RowId, Sent
from appliance.screen_time.actions.measuring import DevicePlan

DeviceName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
Means = Literal["agent", "watchers", "phone", "tablet", "other"]
Silence = Literal["family", "nothing", "used"]
KIND_AND_WAY: Mapping[str, tuple[str, str]] = {
    "agent": ("pc", "agent"),
    "watchers": ("pc", "activitywatch"),
    "phone": ("phone", "rest"),
    "tablet": ("tablet", "rest"),
    "other": ("other", "rest"),
}


class NewDevice(Sent):
    """`member_id` left out: it is shared."""

    name: DeviceName
    means: Means
    member_id: RowId | None = None


class DeviceChange(Sent):
    """`silence`: for nothing, as used, or as the family's policy says."""

    name: DeviceName
    member_id: RowId | None = None
    silence: Silence

    @property
    def plan(self) -> DevicePlan:
        return DevicePlan(self.name, self.member_id, "" if self.silence == "family" else self.silence)


class DevicePut(DeviceChange):
    """All of it: what is left out would be changed unnoticed."""

    member_id: RowId | None = Field()


class AccountOwner(Sent):
    """A parent's account is told to nobody; empty: nobody's yet."""

    member_id: RowId | None = None
