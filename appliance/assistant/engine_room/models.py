"""The models that run in this process, opened without keeping any page waiting."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

import structlog

from appliance.assistant.engine import ChatModel, Embedding, Engine, ModelUnusable, Watch, unwatched
from appliance.assistant.engine_room.black_box import BlackBox
from appliance.assistant.intents import Household, IntentIndex, Person, Understanding
from appliance.assistant.intents.ear import Ear
from appliance.assistant.intents.orders import warm_up
from appliance.assistant.models import Meaning
from appliance.core.errors import Unavailable
from appliance.core.i18n import mark as _
from appliance.core.settings import Settings

PATIENCE = 15.0  # seconds that a question waits for the models to be opened
log = structlog.get_logger("models")


class Models:
    """`open` returns at once; what needs a model waits for it, and goes on without where there is none."""

    def __init__(
        self,
        settings: Settings,
        *,
        engine: Engine | None = None,
        box: BlackBox | None = None,
    ) -> None:
        self.box = box
        self.trouble = ""  # why there is no embedding, for a parent
        self._settings = settings
        self._embedding: Embedding | None = None
        self._index: IntentIndex | None = None
        self._opening: asyncio.Task[None] | None = None
        self._embedded = asyncio.Event()
        self._engine = engine
        self._choosing = asyncio.Lock()

    def open(self) -> None:
        """Must be called inside the running event loop."""
        self._opening = self._opening or asyncio.create_task(self._open())

    @property
    def ready(self) -> bool:
        return self._opening is not None and self._opening.done()

    @property
    def finds_by_meaning(self) -> bool:
        return self._embedding is not None

    @property
    def has_chat(self) -> bool:
        return self._engine is not None and self._engine.loaded is not None

    @property
    def is_resting(self) -> bool:
        """The small model was at work when the house fell, more than once."""
        return self.is_aside(self._settings.embedding.name)

    def is_aside(self, file: str) -> bool:
        return self.box is not None and self.box.is_aside(file)

    @property
    def aside(self) -> list[str]:
        """Files of models that are not used, because the house fell with them more than once."""
        return self.box.aside if self.box else []

    @property
    def fell(self) -> list[tuple[str, str]]:
        """Those that this very start set aside, with what they are for: chat or embedding."""
        small = self._settings.embedding.name
        names = self.box.fell if self.box else ()
        return [(name, "embedding" if name == small else "chat") for name in names]

    def let_try(self) -> None:
        """What was set aside is used again. The small model is opened at once."""
        rested = self.is_resting
        if self.box is not None:
            self.box.forget()
        if rested:
            self._opening, self._embedded, self.trouble = None, asyncio.Event(), ""
            self.open()

    @property
    def fingerprint(self) -> str:
        return self._embedding.fingerprint if self._embedding else ""

    async def opened(self, patience: float | None = None) -> bool:
        """False when all is not open after so many seconds."""
        self.open()
        assert self._opening is not None
        if not self._opening.done():
            await asyncio.wait({self._opening}, timeout=patience)
        return self._opening.done()

    async def meanings_of(self, texts: Sequence[str]) -> list[Meaning]:
        """Empty where there is no embedding model."""
        self.open()
        await self._embedded.wait()
        if self._embedding is None or not texts:
            return []
        vectors = await self._embedding.embed(texts)
        return [Meaning(vector, self._embedding.fingerprint) for vector in vectors]

    async def meaning_of(self, text: str) -> Meaning | None:
        return next(iter(await self.meanings_of([text])), None)

    async def forget_texts(self) -> None:
        """What was forgotten must not live on in what a model keeps for speed."""
        if self._embedding is not None:
            await self._embedding.forget()

    async def understand(
        self, text: str, *, speaker: Person, household: Household, now: datetime
    ) -> Understanding:
        """`now` is local time of the family."""
        if not await self.opened(PATIENCE):
            raise Unavailable(_("I am still waking up. Please ask again in a minute."))
        if self._index is None:
            return Understanding("none", why="the instant answers could not be opened")
        return await self._index.understand(text, speaker=speaker, household=household, now=now)

    async def chat(self, file: Path) -> Engine:
        """The chat model of that file, loaded on first use; raises ModelUnusable."""
        async with self._choosing:
            if self._engine is None:
                self._engine = ChatModel(threads=self._settings.threads or None, watch=self._watch("chat"))
            if self._engine.loaded != file:
                await self._engine.load(file)
            return self._engine

    async def close(self) -> None:
        if self._opening is not None:
            self._opening.cancel()
            await asyncio.wait({self._opening})
        engine, self._engine = self._engine, None
        if engine is not None:
            await engine.close()
        embedding, self._embedding = self._embedding, None
        if embedding is not None:
            await embedding.close()

    async def _open(self) -> None:
        await self._open_embedding()
        await asyncio.to_thread(warm_up)
        self._index = IntentIndex(await self._opened_ear())

    async def _opened_ear(self) -> Ear | None:
        """Without it sentences are read by the rules of their wording alone."""
        try:
            return await Ear.opened(self._embedding, self._settings.embedding.parent)
        except ModelUnusable as trouble:
            log.warning("no trained reading of sentences", why=str(trouble))
            return None

    async def _open_embedding(self) -> None:
        try:
            if not self.is_resting:
                opened = partial(Embedding, watch=self._watch("embedding"))
                self._embedding = await asyncio.to_thread(opened, self._settings.embedding)
                await asyncio.to_thread(lambda: self.fingerprint)  # reads the whole file once
        except ModelUnusable as trouble:
            self.trouble = str(trouble)
            log.warning("no embedding model", why=self.trouble)
        finally:
            self._embedded.set()

    def _watch(self, kind: str) -> Watch:
        return partial(self.box.at_work, kind) if self.box else unwatched
