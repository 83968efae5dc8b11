"""Under which key a memory's vector lies, and which keys a viewer may look under."""

from dataclasses import dataclass

from appliance.assistant.models import Audience
from appliance.core.people import Actor


@dataclass(frozen=True)
class Shelf:
    """A partition of the vectors; `owner_id` where only that member's part of it may be seen."""

    key: str
    owner_id: int | None = None


def shelf_of(family_id: int, owner_id: int, visible_to: str) -> str:
    return f"{visible_to}:{owner_id if visible_to == Audience.PRIVATE else family_id}"


def shelves_for(viewer: Actor) -> list[Shelf]:
    family, me = viewer.family_id, viewer.member_id
    return [
        Shelf(shelf_of(family, me, Audience.PRIVATE)),
        Shelf(shelf_of(family, me, Audience.FAMILY)),
        Shelf(shelf_of(family, me, Audience.PARENTS), None if viewer.is_parent else me),
    ]
