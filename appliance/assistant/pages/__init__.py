"""The chat, the memories and the engine room, as pages."""

from appliance.assistant.pages.ask import AskPages
from appliance.assistant.pages.chat_rules import ChatSettings
from appliance.assistant.pages.chats import ChatPages
from appliance.assistant.pages.children import ChildrensChats
from appliance.assistant.pages.confirmations import AnswersToTap
from appliance.assistant.pages.keeping import MemoryKeeping
from appliance.assistant.pages.memories import MemoryPages
from appliance.assistant.pages.memory import OneMemory
from appliance.assistant.pages.settings import AssistantSettings

PAGES = (
    AskPages,
    AnswersToTap,
    ChatPages,
    ChildrensChats,
    ChatSettings,
    MemoryPages,
    OneMemory,
    MemoryKeeping,
    AssistantSettings,
)

__all__ = [
    "PAGES",
    "AnswersToTap",
    "AskPages",
    "AssistantSettings",
    "ChatSettings",
    "MemoryKeeping",
    "MemoryPages",
    "OneMemory",
]
