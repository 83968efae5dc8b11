"""What proves who someone is: passwords, PINs, and how often one may try."""

from appliance.household.credentials.hashing import Credentials, Hashed
from appliance.household.credentials.passwords import check_password
from appliance.household.credentials.pins import PICTURES, check_pin

__all__ = ["PICTURES", "Credentials", "Hashed", "check_password", "check_pin"]
