"""Who acts: the part of a member that every layer may know."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from appliance.core.clock import local, local_day


class Role(StrEnum):
    PARENT = "parent"
    TEEN = "teen"
    CHILD = "child"
    HOUSE = "house"  # the appliance itself: jobs and reactions to time


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting person in one family. `member_id` is 0 only for the house itself."""

    member_id: int
    family_id: int
    role: Role
    name: str
    owner: bool = False
    language: str = "en"
    zone: str = "UTC"
    week_start: int = 0  # 0 is Monday
    face: str = "fox"
    hue: str = "stone"
    theme: str = "auto"
    family_name: str = ""
    may_write: bool = True  # a read-only API token sets this to False

    @property
    def is_parent(self) -> bool:
        return self.role is Role.PARENT

    @property
    def is_teen(self) -> bool:
        return self.role is Role.TEEN

    @property
    def is_child(self) -> bool:
        return self.role is Role.CHILD

    @property
    def is_house(self) -> bool:
        return self.role is Role.HOUSE

    def today(self, now: datetime) -> date:
        return local_day(now, self.zone)

    def local(self, moment: datetime) -> datetime:
        return local(moment, self.zone)

    def named(self, name: str) -> "Actor":
        return replace(self, name=name)


def the_house(family_id: int = 0, zone: str = "UTC") -> Actor:
    return Actor(member_id=0, family_id=family_id, role=Role.HOUSE, name="", zone=zone)
