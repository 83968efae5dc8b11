"""Alerts go to parents; each parent keeps their own address."""

from appliance.core.people import Actor


def may_have_alerts(actor: Actor) -> bool:
    return actor.is_parent
