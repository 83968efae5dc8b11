from appliance.assistant.api.asking import AskApi
from appliance.assistant.api.chat_rules import ChatRulesApi
from appliance.assistant.api.chats import ChatsApi, ChildrensChatsApi
from appliance.assistant.api.confirmations import TapsApi
from appliance.assistant.api.keeping import MemoryKeepingApi
from appliance.assistant.api.memories import MemoryApi
from appliance.assistant.api.models import ModelsApi
from appliance.assistant.api.tool_calls import ToolCallsApi

API = (
    MemoryApi,
    MemoryKeepingApi,
    AskApi,
    TapsApi,
    ChatsApi,
    ChatRulesApi,
    ChildrensChatsApi,
    ModelsApi,
    ToolCallsApi,
)
