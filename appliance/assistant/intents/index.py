from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from appliance.assistant.intents.heard import Heard
from appliance.assistant.intents.judging import asked_about, joined, judged, may_be_several
from appliance.assistant.intents.models import Household, Person, Understanding
from appliance.assistant.intents.plain import read_plainly
from appliance.assistant.intents.resolving.seams import divisions, with_subject
from appliance.assistant.intents.resolving.spoken import Spoken
from appliance.assistant.intents.vetoes import taken_back

NONE = "none"
LONGEST = 400


class Hearing(Protocol):
    """The trained reading of a sentence."""

    async def hear(self, text: str, speaker: Person, household: Household) -> Heard: ...


class IntentIndex:
    """Understands a sentence as calls of the instant tools, as a question to ask back, or as nothing."""

    def __init__(self, ear: Hearing | None = None) -> None:
        """Without `ear` the rules decide alone."""
        self.ear = ear

    async def understand(
        self, text: str, *, speaker: Person, household: Household, now: datetime
    ) -> Understanding:
        """`now`: local time of the family. Tool `none` for whatever is not certain."""
        if not text.strip() or len(text) > LONGEST or taken_back(text):
            return Understanding(NONE, confidence=1.0, why="nothing said that an instant answer fits")
        spoken = Spoken(text, speaker, household, now)
        plain = read_plainly(spoken)
        if self.ear is None:
            return plain if plain.tool != NONE else (await self._in_parts(spoken))[0] or plain
        heard = await self.ear.hear(text, speaker, household)
        one = judged(heard, plain, spoken)
        if not may_be_several(heard, one, spoken):
            return one
        together, some = await self._in_parts(spoken)
        return together or asked_about(one, some, heard)

    async def _in_parts(self, spoken: Spoken) -> tuple[Understanding | None, Sequence[Understanding]]:
        """Several commands, where every part of the sentence is one by itself, else those that were found."""
        some: list[Understanding] = []
        for parts in divisions(spoken.text):
            read = await self._each(spoken, parts)
            if (together := joined(read)) is not None:
                return together, ()
            some = some or [one for one in read if one.tool != NONE and not one.missing]
        return None, some

    async def _each(self, spoken: Spoken, parts: Sequence[str]) -> list[Understanding]:
        """Until one of them is nothing by itself."""
        read: list[Understanding] = []
        before: Person | None = None
        for part in parts:
            text = with_subject(part, parts[0], spoken.household) if read else part
            alone = replace(spoken, text=text, slots=(), before=before)
            read.append(await self._part(alone))
            if read[-1].tool == NONE:
                break
            before = next(iter(alone.named()), spoken.person(str(read[-1].args.get("member", ""))) or before)
        return read

    async def _part(self, spoken: Spoken) -> Understanding:
        plain = read_plainly(spoken)
        if self.ear is None:
            return plain
        return judged(await self.ear.hear(spoken.text, spoken.speaker, spoken.household), plain, spoken)
