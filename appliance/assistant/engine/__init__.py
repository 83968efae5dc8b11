from appliance.assistant.engine.chat import ChatModel
from appliance.assistant.engine.embedding import Embedding
from appliance.assistant.engine.interface import Busy, Engine, Message, ModelUnusable, Watch, unwatched
from appliance.assistant.engine.probe import Probed, probe

__all__ = [
    "Busy",
    "ChatModel",
    "Embedding",
    "Engine",
    "Message",
    "ModelUnusable",
    "Probed",
    "Watch",
    "probe",
    "unwatched",
]
