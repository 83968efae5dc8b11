from appliance.assistant.intents.index import IntentIndex
from appliance.assistant.intents.models import Arguments, ChoreName, Household, Person, Understanding

__all__ = ["Arguments", "ChoreName", "Household", "IntentIndex", "Person", "Understanding"]
