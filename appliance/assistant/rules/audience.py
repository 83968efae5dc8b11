"""Under which key a memory's vector lies, and which keys a viewer may look under."""

from dataclasses import dataclass

from appliance.assistant.models import Audience
from appliance.core.people import Actor


@dataclass(frozen=True)
class Shelf:
    """A partition of the vectors; `owner_id` where only that member's part of it may be seen."""

    key: str
    owner_id: int | None = None


def shelf_of(family_id: int, owner_id: int, visible_to: str, made_with: str) -> str:
    """Vectors of two models lie on different shelves: they are never compared."""
    return f"{visible_to}:{owner_id if visible_to == Audience.PRIVATE else family_id}:{made_with}"


def shelves_for(viewer: Actor, made_with: str) -> list[Shelf]:
    def shelf(audience: Audience, owner_id: int | None = None) -> Shelf:
        return Shelf(shelf_of(viewer.family_id, viewer.member_id, audience, made_with), owner_id)

    return [
        shelf(Audience.PRIVATE),
        shelf(Audience.FAMILY),
        shelf(Audience.PARENTS, None if viewer.is_parent else viewer.member_id),
    ]
