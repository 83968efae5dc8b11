"""Looks over the house from outside: facts are gathered in `facts`, judged in `rules`."""

from appliance.system.doctor.visit import Seen, visit

__all__ = ["Seen", "visit"]
