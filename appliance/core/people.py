"""Who acts: the part of a member that every layer may know."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum

from appliance.core.clock import local, local_day


class Role(StrEnum):
    PARENT = "parent"
    TEEN = "teen"
    CHILD = "child"
    GUEST = "guest"  # looks after the children for a while
    DISPLAY = "display"  # the wall in the kitchen: nobody, with a look at everyone's day
    HOUSE = "house"  # the appliance itself: jobs and reactions to time


# Whom chores, points and screen time are about.
YOUNG = (Role.TEEN, Role.CHILD)


@dataclass(frozen=True, slots=True)
class Home:
    """Another family that the same person belongs to, as their member there."""

    member_id: int
    family_name: str


@dataclass(frozen=True, slots=True)
class Blocks:
    """When a family's afternoon and evening begin; its morning begins with the day."""

    afternoon: time = time(12)
    evening: time = time(18)

    def end_of(self, part_of_day: str) -> time | None:
        """The evening ends with the day."""
        return {"morning": self.afternoon, "afternoon": self.evening}.get(part_of_day)


USUAL_BLOCKS = Blocks()


@dataclass(frozen=True, slots=True)
class Actor:
    """The acting person in one family. `member_id` is 0 only for the house itself."""

    member_id: int
    family_id: int
    role: Role
    name: str
    owner: bool = False
    keeper: bool = False  # an owner of the family that looks after the appliance itself
    language: str = "en"
    zone: str = "UTC"
    week_start: int = 0  # 0 is Monday
    blocks: Blocks = USUAL_BLOCKS
    face: str = "fox"
    hue: str = "stone"
    theme: str = "auto"
    picture: str = ""  # the hash of a picture of their own
    reading: str = "full"  # pictures: does not read yet; simple; full
    family_name: str = ""
    guest_until: datetime | None = None
    homes: tuple[Home, ...] = ()  # other families of this person, in the one that is shown
    shared: bool = False  # sits at a browser of the whole family
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
    def is_guest(self) -> bool:
        return self.role is Role.GUEST

    @property
    def cares(self) -> bool:
        """Looks after the children: sees their day and says yes to what they did."""
        return self.is_parent or self.is_guest

    @property
    def is_house(self) -> bool:
        return self.role is Role.HOUSE

    @property
    def sees_cards(self) -> bool:
        """Large cards, one thing at a time: for who does not read with ease yet."""
        return self.reading != "full"

    def today(self, now: datetime) -> date:
        return local_day(now, self.zone)

    def local(self, moment: datetime) -> datetime:
        return local(moment, self.zone)

    def named(self, name: str) -> "Actor":
        return replace(self, name=name)


def the_house(family_id: int = 0, zone: str = "UTC", blocks: Blocks = USUAL_BLOCKS) -> Actor:
    return Actor(member_id=0, family_id=family_id, role=Role.HOUSE, name="", zone=zone, blocks=blocks)
