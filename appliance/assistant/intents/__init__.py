from appliance.assistant.intents.index import IntentIndex
from appliance.assistant.intents.models import ChoreName, Household, Person, Understanding

__all__ = ["ChoreName", "Household", "IntentIndex", "Person", "Understanding"]
