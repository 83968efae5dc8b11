"""Who may see, earn, spend and decide."""

from appliance.core.people import Actor


def may_see_points(actor: Actor, member_id: int) -> bool:
    """Also their wishes, which one may then take back."""
    return actor.is_parent or actor.is_house or actor.member_id == member_id


def may_decide(actor: Actor) -> bool:
    """Grant, decline, give or correct points, and change the shop."""
    return actor.is_parent


def may_wish(actor: Actor) -> bool:
    return actor.is_child or actor.is_teen
