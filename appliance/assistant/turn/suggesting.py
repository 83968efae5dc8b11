"""Of what could be suggested, what would really be understood and done for this very person."""

from appliance.assistant.engine_room import Models
from appliance.assistant.queries.moment import Now
from appliance.assistant.rules.suggestions import MOST, Suggestion, suggestions
from appliance.core.i18n import say
from appliance.core.people import Actor
from appliance.core.registry import Registry
from appliance.core.work import Office

KEPT = 500  # sentences of which it is known already


class Suggesting:
    def __init__(self, office: Office, models: Models, registry: Registry) -> None:
        self._office = office
        self._models = models
        self._registry = registry
        self._known: dict[tuple[object, ...], bool] = {}

    async def sentences(self, actor: Actor, now: Now) -> list[str]:
        """In the actor's language. While the models wake up: those of any hour, unasked."""
        found: list[str] = []
        for one in suggestions(now.moment):
            if len(found) == MOST:
                break
            if self._may(actor, one) and await self._is_understood(actor, one, now):
                found.append(say(actor.language, one.sentence, **one.values))
        return found

    def _may(self, actor: Actor, one: Suggestion) -> bool:
        tool = self._registry.named(one.tool)
        return tool is not None and not tool.coming and actor.role in tool.roles

    async def _is_understood(self, actor: Actor, one: Suggestion, now: Now) -> bool:
        if not self._models.ready:
            return not one.values
        text = say(actor.language, one.sentence, **one.values)
        key = (self._models.fingerprint, actor.family_id, actor.role, actor.name, one.tool, text)
        if key not in self._known:
            if len(self._known) >= KEPT:
                self._known.clear()
            self._known[key] = await self._understood(actor, one.tool, text, now)
        return self._known[key]

    async def _understood(self, actor: Actor, tool: str, text: str, now: Now) -> bool:
        at = actor.local(self._office.clock())
        speaker = now.household.people[0]
        read = await self._models.understand(text, speaker=speaker, household=now.household, now=at)
        return read.tool == tool and read.allowed
