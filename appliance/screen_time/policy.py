"""Who may see and set minutes."""

from appliance.core.people import Actor


def may_see_time_of(viewer: Actor, member_id: int) -> bool:
    """Siblings do not see each other's minutes."""
    return viewer.is_parent or viewer.member_id == member_id


def may_set_limits(actor: Actor) -> bool:
    return actor.is_parent


def may_give_minutes(actor: Actor) -> bool:
    return actor.is_parent


def may_store_usage_of(actor: Actor, member_id: int) -> bool:
    """A child's own phone reports for that child alone."""
    return actor.is_parent or actor.member_id == member_id


def may_write_down_usage(actor: Actor) -> bool:
    return actor.is_parent
