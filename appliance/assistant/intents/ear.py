"""The trained reading of a sentence: the embedding's encoder with an adapter of its own, and small heads."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Self

from appliance.assistant.engine import Embedding, ModelUnusable
from appliance.assistant.intents.heads import Heads
from appliance.assistant.intents.heard import Heard
from appliance.assistant.intents.models import Household, Person
from appliance.assistant.intents.pieces import pieces_of


class Ear:
    """`heads.sure` says from which chance on a tool is to be believed."""

    def __init__(self, embedding: Embedding, heads: Heads) -> None:
        self._embedding, self.heads = embedding, heads

    @classmethod
    async def opened(cls, embedding: Embedding | None, folder: Path) -> Self | None:
        """`folder` holds `intents.gguf` and `intents.npz`; nothing where there is no embedding, or not both.

        Raises ModelUnusable where they are spoilt.
        """
        adapter, learnt = folder / "intents.gguf", folder / "intents.npz"
        if embedding is None or not (adapter.exists() and learnt.exists()):
            return None
        try:
            heads = await asyncio.to_thread(Heads.read, learnt)
        except (OSError, ValueError, KeyError) as fault:
            raise ModelUnusable(f"{learnt.name} cannot be read: {fault}") from fault
        await embedding.tune(adapter)
        return cls(embedding, heads)

    async def hear(self, text: str, speaker: Person, household: Household) -> Heard:
        """The members' names count from the moment they are typed."""
        pieces = pieces_of(text, household)
        opening = spoken_by(speaker.role)
        states, firsts = await self._embedding.read([*opening, *(piece.said for piece in pieces)])
        firsts = firsts[len(opening) :]
        return self.heads.heard(text, pieces[: len(firsts)], states, firsts)


def spoken_by(role: str) -> Sequence[str]:
    """What every sentence opens with: "child:"."""
    return (role, ":")
