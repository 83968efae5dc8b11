from appliance.assistant.engine_room.black_box import BlackBox, open_box, place_for
from appliance.assistant.engine_room.models import Models
from appliance.assistant.engine_room.shelf import BroughtModel, bring_in, take_out

__all__ = [
    "BlackBox",
    "BroughtModel",
    "Models",
    "bring_in",
    "open_box",
    "place_for",
    "take_out",
]
