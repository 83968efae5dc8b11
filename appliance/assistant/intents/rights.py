"""Whether role and relation let somebody use a tool for somebody. Due or payable is the verb's to say."""

from appliance.assistant.intents.models import ChoreName, Person

OF_ONESELF = frozenset({"points_balance", "screen_time_left"})
GROWN = frozenset({"parent", "guest"})


def may_complete(speaker: Person, member: Person, chore: ChoreName) -> bool:
    if speaker.role in GROWN:
        return True
    return member == speaker and (not chore.members or speaker.name in chore.members)


def may_see(tool: str, speaker: Person, member: Person | None) -> bool:
    if tool.startswith("memory_"):
        return speaker.role != "guest"
    if tool == "points_balance" and speaker.role == "guest":
        return False
    return tool not in OF_ONESELF or speaker.role in GROWN or member in (None, speaker)
