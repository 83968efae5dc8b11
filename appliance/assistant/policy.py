"""Who may see and change what is remembered, and who may choose the model."""

from appliance.assistant.models import Audience, Memory
from appliance.core.people import Actor


def may_see_memory(viewer: Actor, memory: Memory) -> bool:
    if memory.family_id != viewer.family_id:
        return False
    if memory.owner_id == viewer.member_id or memory.visible_to == Audience.FAMILY:
        return True
    return viewer.is_parent and memory.visible_to == Audience.PARENTS


def may_save_memory(actor: Actor) -> bool:
    """Guests read what the family shares with everyone."""
    return not actor.is_guest


def may_change_memory(actor: Actor, memory: Memory) -> bool:
    """One's own; a parent also what others have shared with them."""
    return may_see_memory(actor, memory) and (memory.owner_id == actor.member_id or actor.is_parent)


def may_show_memory_to(actor: Actor, memory: Memory) -> bool:
    """Whom it is shown to, only its owner decides."""
    return memory.owner_id == actor.member_id and memory.family_id == actor.family_id


def may_choose_model(actor: Actor) -> bool:
    return actor.is_parent or actor.is_house


def may_set_chat_rules(actor: Actor) -> bool:
    return actor.is_parent
