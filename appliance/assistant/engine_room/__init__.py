from appliance.assistant.engine_room.models import Models, examples_of
from appliance.assistant.engine_room.shelf import BroughtModel, bring_in, take_out

__all__ = ["BroughtModel", "Models", "bring_in", "examples_of", "take_out"]
