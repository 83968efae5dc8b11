"""The trained reading of a sentence: the embedding's encoder with an adapter of its own, and small heads."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Self
from zipfile import BadZipFile

from appliance.assistant.engine import Embedding, ModelUnusable
from appliance.assistant.intents.heads import NONE, Heads
from appliance.assistant.intents.heard import Heard
from appliance.assistant.intents.models import Household, Person
from appliance.assistant.intents.pieces import pieces_of


class Ear:
    """Hears what a sentence asks for, and which of its words are the arguments."""

    def __init__(self, embedding: Embedding, heads: Heads) -> None:
        self._embedding, self._heads = embedding, heads

    @classmethod
    async def opened(cls, embedding: Embedding | None, folder: Path) -> Self | None:
        """`folder` holds `intents.gguf` and `intents.npz`; nothing where there is no embedding, or not both.

        Raises ModelUnusable where they are spoilt.
        """
        adapter, learnt = folder / "intents.gguf", folder / "intents.npz"
        if embedding is None or not (adapter.exists() and learnt.exists()):
            return None
        try:
            heads, mark = await asyncio.to_thread(lambda: (Heads.read(learnt), mark_of(adapter)))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile) as fault:
            raise ModelUnusable(f"{learnt.name} cannot be read: {fault}") from fault
        if heads.mark != mark:
            raise ModelUnusable(f"{learnt.name} was not learnt with {adapter.name}")
        await embedding.tune(adapter)
        return cls(embedding, heads)

    async def hear(self, text: str, speaker: Person, household: Household) -> Heard:
        """The members' names count from the moment they are typed. What is too long is no command."""
        pieces = pieces_of(text, household)
        opening = spoken_by(speaker.role)
        states, firsts = await self._embedding.read([*opening, *(piece.said for piece in pieces)])
        firsts = firsts[len(opening) :]
        if len(firsts) < len(pieces):
            return Heard({NONE: 1.0})
        return self._heads.heard(text, pieces, states, firsts)


def mark_of(adapter: Path) -> str:
    return hashlib.sha256(adapter.read_bytes()).hexdigest()[:16]


def spoken_by(role: str) -> Sequence[str]:
    """What every sentence opens with: "child:"."""
    return (role, ":")
