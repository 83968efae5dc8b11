"""Backups hold every family of the appliance: they belong to the owners of the one that keeps the house."""

from appliance.core.errors import NotAllowed, NotFound
from appliance.core.i18n import mark as _
from appliance.core.people import Actor
from appliance.household.policy import may_keep_house


def may_keep_backups(actor: Actor) -> bool:
    return may_keep_house(actor)


def may_hear_of_backups(actor: Actor) -> bool:
    """In one line: that they are made, and when the last was."""
    return actor.is_parent or actor.is_house


def ask_to_hear(actor: Actor) -> None:
    if not may_hear_of_backups(actor):
        raise NotFound(_("There is no such page."))


def ask_to_keep(actor: Actor) -> None:
    ask_to_hear(actor)
    if not may_keep_backups(actor):
        raise NotAllowed(_("The backups are looked after by the owner of the family that runs this house."))


def ask_to_change(actor: Actor) -> None:
    """For verbs that do something to a disk before they open a transaction."""
    ask_to_keep(actor)
    if not actor.may_write:
        raise NotAllowed(_("This key may only read."))
