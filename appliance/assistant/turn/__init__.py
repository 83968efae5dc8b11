from appliance.assistant.turn.assistant import Assistant
from appliance.assistant.turn.live_answers import LiveAnswer, News
from appliance.assistant.turn.way import Way

__all__ = ["Assistant", "LiveAnswer", "News", "Way"]
