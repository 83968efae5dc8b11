from appliance.assistant.turn.assistant import Assistant
from appliance.assistant.turn.live_answers import LiveAnswer, News

__all__ = ["Assistant", "LiveAnswer", "News"]
