from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Self

from appliance.assistant.intents.models import Household, Person, Understanding

Embed = Callable[[Sequence[str]], Awaitable[list[bytes]]]


class IntentIndex:
    @classmethod
    async def build(
        cls,
        examples: Mapping[str, Sequence[str]],
        embed: Embed | None,
        *,
        fingerprint: str = "",
        cache: Path | None = None,
    ) -> Self:
        """`examples` by tool, merged with the sentences of this package; `cache`: a directory that may be emptied.

        Without `embed` only what the wording alone makes certain is understood.
        """
        raise NotImplementedError

    async def understand(
        self, text: str, *, speaker: Person, household: Household, now: datetime
    ) -> Understanding:
        """`now`: local time of the family. Tool `none` for whatever is not certain."""
        raise NotImplementedError
