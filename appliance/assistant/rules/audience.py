"""Under which key a memory's vector lies, and which keys a viewer may look under."""

from appliance.assistant.models import Audience
from appliance.core.people import Actor

SHELVES = (Audience.PRIVATE, Audience.FAMILY, Audience.PARENTS)


def shelf_of(family_id: int, owner_id: int, visible_to: str, made_with: str) -> str:
    """Vectors of two models lie on different shelves: they are never compared."""
    return f"{visible_to}:{owner_id if visible_to == Audience.PRIVATE else family_id}:{made_with}"


def shelves_for(viewer: Actor, made_with: str) -> list[str]:
    return [shelf_of(viewer.family_id, viewer.member_id, audience, made_with) for audience in SHELVES]


def only_own(is_parent: bool) -> list[bool]:
    """On which of these shelves only the viewer's own may be seen."""
    return [audience is Audience.PARENTS and not is_parent for audience in SHELVES]
