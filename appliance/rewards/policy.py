"""Who may see, earn, spend and decide."""

from appliance.core.people import Actor


def may_see_points(actor: Actor, member_id: int) -> bool:
    """Also their wishes, which one may then take back."""
    return actor.is_parent or actor.is_house or actor.member_id == member_id


def may_decide(actor: Actor) -> bool:
    """Grant, decline, refund, give or correct points, and change the shop and its rules."""
    return actor.is_parent


def may_wish(actor: Actor) -> bool:
    """And save for something."""
    return actor.is_child or actor.is_teen


def may_redeem(actor: Actor, member_id: int) -> bool:
    """Say that it was had: whoever gave it or got it."""
    return actor.is_parent or actor.member_id == member_id


def may_undo(actor: Actor, state: str, member_id: int, by: int | None) -> bool:
    """A parent all of it, a child their own taps."""
    if actor.is_parent:
        return state != "waiting"
    own = actor.member_id == member_id and state in ("withdrawn", "redeemed")
    return own and by == actor.member_id
