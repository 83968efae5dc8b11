"""Who may do what to the household. Verbs ask; pages ask the same to show only buttons that work."""

from appliance.core.people import Actor
from appliance.household.models import Member

ROLES = ("parent", "teen", "child", "guest")


def may_change_family(actor: Actor) -> bool:
    return actor.is_parent or actor.is_house


def may_add_member(actor: Actor, role: str) -> bool:
    """Parents add children; only an owner adds a parent."""
    return actor.is_house or (actor.is_parent and (role != "parent" or actor.owner))


def may_invite(actor: Actor, role: str) -> bool:
    """Teens and guests by every parent, parents by an owner. Children have no password to choose."""
    return actor.is_parent and (role in ("teen", "guest") or (role == "parent" and actor.owner))


def may_found_another(actor: Actor) -> bool:
    """Lets somebody begin a family of their own on this appliance."""
    return actor.is_house or (actor.is_parent and actor.owner)


def may_keep_house(actor: Actor) -> bool:
    """The machine and its backups, which hold every family: the owners of the one that keeps the house."""
    return actor.is_house or (actor.is_parent and actor.keeper)


def may_change_guest_time(actor: Actor, member: Member) -> bool:
    return actor.is_parent and member.role == "guest"


def may_change_looks(actor: Actor, member: Member) -> bool:
    """Face, colour, theme, language: everyone their own, parents their children's."""
    return actor.member_id == member.id or may_manage(actor, member)


def may_choose_reading(actor: Actor, member: Member) -> bool:
    """How much there is to read: of a child its parents, of a teenager also they themselves."""
    if member.role not in ("teen", "child"):
        return False
    return may_manage(actor, member) or (actor.is_teen and actor.member_id == member.id)


def may_manage(actor: Actor, member: Member) -> bool:
    """Name, birthday, PIN or password: of children every parent, of parents themselves and an owner."""
    if actor.is_house:
        return True
    return actor.is_parent and (member.role != "parent" or actor.owner or member.id == actor.member_id)


def may_change_role(actor: Actor, member: Member, role: str) -> bool:
    if member.role == role:
        return may_manage(actor, member)
    if "guest" in (member.role, role):
        return False
    touches_parents = "parent" in (member.role, role)
    if actor.is_house:
        return True
    return actor.is_parent and (actor.owner or not touches_parents) and member.id != actor.member_id


def may_remove(actor: Actor) -> bool:
    return actor.is_parent and actor.owner


def may_leave(actor: Actor) -> bool:
    """By themselves; a child's going is for its parents to say."""
    return not actor.is_child and not actor.is_house


def may_hand_over(actor: Actor, member: Member) -> bool:
    other = member.id != actor.member_id and member.role == "parent" and not member.owner
    return actor.is_parent and actor.owner and other


def may_disable(actor: Actor, member: Member) -> bool:
    """Nobody themselves: who would let them in again?"""
    return actor.member_id != member.id and may_manage(actor, member)


def may_reset_secret(actor: Actor, member: Member) -> bool:
    """Somebody else's: children's by parents, another parent's by an owner. One's own needs the old one."""
    return actor.member_id != member.id and may_manage(actor, member)


def may_have_password(role: str) -> bool:
    return role in ("parent", "teen", "guest")


def may_have_pin(role: str) -> bool:
    """A PIN never opens an adult's account."""
    return role in ("teen", "child")


def may_change_devices(actor: Actor) -> bool:
    return actor.is_parent or actor.is_house


def may_end_sign_in(actor: Actor, member: Member) -> bool:
    return actor.member_id == member.id or (may_manage(actor, member) and actor.is_parent)


def may_have_token(actor: Actor, member: Member) -> bool:
    """Whoever has a password makes keys for themselves; the house makes them on the command line."""
    return actor.is_house or (may_have_password(member.role) and actor.member_id == member.id)
