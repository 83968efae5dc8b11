"""What a keeper types in for the backups."""

from typing import Annotated

from pydantic import Field, StringConstraints

from appliance.backups.models import Onward
from appliance.core.forms import AS_TYPED, LINES, Sent

Folder = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Address = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=1000), AS_TYPED]
Group = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
RecoveryText = Annotated[str, StringConstraints(min_length=1, max_length=4000), LINES]


class PlanSent(Sent):
    """`place` empty: the house's own folder. `onward_to` left out keeps the stored address."""

    nightly: bool = False
    hour: int = Field(default=3, ge=0, le=23)
    place: Folder = ""
    daily: int = Field(default=7, ge=1, le=60)
    weekly: int = Field(default=4, ge=0, le=60)
    monthly: int = Field(default=6, ge=0, le=60)
    onward: Onward = Onward.NONE
    onward_to: Address | None = None


class ProofSent(Sent):
    password: Secret


class GroupSent(Sent):
    """The last group of letters on the printed sheet."""

    group: Group


class KeySent(Sent):
    """As it was typed, or as a camera read it from the sheet."""

    key: RecoveryText


class PlaceSent(Sent):
    place: Annotated[Folder, StringConstraints(min_length=1)]


class FolderSent(PlaceSent):
    """A backup in a folder."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
