from appliance.assistant.api.asking import AskApi
from appliance.assistant.api.memories import MemoryApi
from appliance.assistant.api.models import ModelsApi

API = (MemoryApi, AskApi, ModelsApi)
