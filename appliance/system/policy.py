"""The machine is looked after by who keeps the house; other parents hear how it is."""

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.household.policy import may_keep_house


def may_look_at_house(actor: Actor) -> bool:
    return may_keep_house(actor)


def ask_to_hear(actor: Actor) -> None:
    if not (actor.is_parent or actor.is_house):
        raise NotFound(_("There is no such page."))


def ask_to_look(actor: Actor) -> None:
    ask_to_hear(actor)
    if not may_look_at_house(actor):
        raise NotAllowed(_("The house is looked after by the owner of the family that runs it."))
