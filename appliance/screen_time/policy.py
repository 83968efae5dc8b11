"""Who may see and set minutes."""

from appliance.core.people import YOUNG, Actor


def may_see_time_of(viewer: Actor, member_id: int) -> bool:
    """What is left and until when. Siblings do not see each other's."""
    return viewer.cares or viewer.member_id == member_id


def may_see_usage_of(viewer: Actor, member_id: int) -> bool:
    """Where the minutes went: not for guests."""
    return viewer.is_parent or viewer.member_id == member_id


def may_see_apps(viewer: Actor) -> bool:
    """What each app is and whether it counts, with one's own use of it: not for guests."""
    return not viewer.is_guest


def may_choose_apps(actor: Actor) -> bool:
    return actor.is_parent


def may_set_limits(actor: Actor) -> bool:
    return actor.is_parent


def may_give_minutes(actor: Actor) -> bool:
    """A guest only a few a day: rules.left_to_give."""
    return actor.cares


def may_take_minutes_back(actor: Actor, given_by: int) -> bool:
    return actor.is_parent or (actor.is_guest and given_by == actor.member_id)


def may_store_usage_of(actor: Actor, member_id: int) -> bool:
    """A child's own phone reports for that child alone."""
    return actor.is_parent or actor.member_id == member_id


def may_write_down_usage(actor: Actor) -> bool:
    return actor.is_parent


def may_set_screen_policy(actor: Actor) -> bool:
    return actor.is_parent


def may_change_devices(actor: Actor) -> bool:
    """The house itself: on the command line."""
    return actor.is_parent or actor.is_house


def may_ask_for_time(actor: Actor) -> bool:
    return actor.role in YOUNG


def may_answer_requests(actor: Actor) -> bool:
    """A guest says yes within their minutes of the day."""
    return actor.cares


def may_undo_answer(actor: Actor, answered_by: int) -> bool:
    return actor.is_parent or (actor.is_guest and answered_by == actor.member_id)


def may_see_devices(viewer: Actor) -> bool:
    """A parent all of the family, the young their own: queries.measured."""
    return viewer.is_parent or viewer.role in YOUNG


def may_keep_what_devices_tell(actor: Actor) -> bool:
    """The door has made sure which device it is; the house writes it down."""
    return actor.is_house


def may_pause(actor: Actor) -> bool:
    return actor.is_parent
