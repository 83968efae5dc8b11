"""Two made-up families with a year of their days, to look around in."""

from appliance.demo.build import add_demo
from appliance.demo.marker import CREDENTIALS, RealFamily

__all__ = ["CREDENTIALS", "RealFamily", "add_demo"]
