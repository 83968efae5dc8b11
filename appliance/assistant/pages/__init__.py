"""The chat, the memories and the engine room, as pages."""

from appliance.assistant.pages.ask import AskPages
from appliance.assistant.pages.chat_rules import ChatSettings
from appliance.assistant.pages.confirmations import AnswersToTap
from appliance.assistant.pages.memories import MemoryPages
from appliance.assistant.pages.settings import AssistantSettings

PAGES = (AskPages, AnswersToTap, ChatSettings, MemoryPages, AssistantSettings)

__all__ = ["PAGES", "AnswersToTap", "AskPages", "AssistantSettings", "ChatSettings", "MemoryPages"]
