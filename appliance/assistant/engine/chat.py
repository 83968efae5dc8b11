import asyncio
from asyncio import Event
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from appliance.assistant.engine.generation import Context, Taste
from appliance.assistant.engine.interface import Busy, Message, ModelUnusable, Watch, unwatched
from appliance.assistant.engine.native import Halt, Model, spare_threads
from appliance.assistant.engine.prompt import Prompter

Emit = Callable[[str], None]


class ChatModel:
    """One language model, one answer at a time, in one thread of its own."""

    def __init__(
        self,
        *,
        context: int = 4096,
        threads: int | None = None,
        queue: int = 4,
        taste: Taste | None = None,
        watch: Watch = unwatched,
    ) -> None:
        """`queue`: how many may wait behind the one that is being answered; `watch` is told of each call."""
        self._watch = watch
        self.loaded: Path | None = None
        self._size, self._threads, self._queue = context, threads or spare_threads(), queue
        self._taste = taste or Taste()
        self._thread = ThreadPoolExecutor(1, "chat-model")
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._closing = False
        self._halt = Halt()
        self._context: Context | None = None
        self._prompter: Prompter | None = None

    async def load(self, path: Path) -> None:
        """Takes the place of the model loaded before; raises ModelUnusable."""
        async with self._turn:
            await self._in_thread(partial(self._load, path))

    def waiting(self) -> int:
        """How many questions are being answered or wait: the position of the next one."""
        return self._waiting

    async def answer(self, messages: Sequence[Message], *, limit: int, stop: Event) -> AsyncGenerator[str]:
        """Pieces of the answer; ends soon after `stop` is set; raises Busy when too many wait."""
        if self._waiting > self._queue:
            raise Busy(self._waiting)
        self._waiting += 1
        try:
            async with self._turn_or(stop):
                async for piece in self._streamed(messages, limit, stop):
                    yield piece
        finally:
            self._waiting -= 1

    async def close(self) -> None:
        self._closing = True
        self._halt.set()
        async with self._turn:
            await self._in_thread(self._unload)
        await asyncio.to_thread(self._thread.shutdown)

    @asynccontextmanager
    async def _turn_or(self, stop: Event) -> AsyncIterator[None]:
        """Waits for the turn, but no longer than until `stop`; the body then sees it set."""
        turn = asyncio.ensure_future(self._turn.acquire())
        stopped = asyncio.ensure_future(stop.wait())
        try:
            await asyncio.wait((turn, stopped), return_when=asyncio.FIRST_COMPLETED)
            yield
        finally:
            stopped.cancel()
            if turn.done() and not turn.cancelled():
                self._turn.release()
            turn.cancel()

    async def _streamed(self, messages: Sequence[Message], limit: int, stop: Event) -> AsyncIterator[str]:
        if stop.is_set() or self._closing:
            return
        self._halt.clear()
        pieces: asyncio.Queue[str | None] = asyncio.Queue()
        loop = asyncio.get_running_loop()

        def emit(piece: str) -> None:
            loop.call_soon_threadsafe(pieces.put_nowait, piece)

        work = asyncio.ensure_future(self._in_thread(partial(self._speak, messages, limit, emit)))
        work.add_done_callback(lambda _: pieces.put_nowait(None))
        halting = asyncio.ensure_future(self._halt_at(stop))
        try:
            while (piece := await pieces.get()) is not None:
                yield piece
            await work
        finally:
            halting.cancel()
            self._halt.set()
            await asyncio.wait((work,))

    async def _halt_at(self, stop: Event) -> None:
        await stop.wait()
        self._halt.set()

    async def _in_thread(self, verb: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, verb)

    def _speak(self, messages: Sequence[Message], limit: int, emit: Emit) -> None:
        if self._context is None or self._prompter is None:
            raise ModelUnusable("no chat model is loaded")
        room = self._context.size
        with self._watch(self.loaded.name if self.loaded else ""):
            prompt = self._prompter.tokens(messages, room=max(room // 2, room - limit))
            told = self._context.answer(prompt, limit=limit, taste=self._taste, stop=self._prompter.stop)
            for piece in told:
                emit(piece)

    def _load(self, path: Path) -> None:
        with self._watch(path.name):
            self._load_watched(path)

    def _load_watched(self, path: Path) -> None:
        self._unload()
        model = Model(path)
        try:
            self._prompter = Prompter(model)
            self._context = Context(model, size=self._size, threads=self._threads, halt=self._halt)
        except ModelUnusable:
            model.close()
            raise
        self.loaded = path

    def _unload(self) -> None:
        if self._context is not None:
            self._context.close()
            self._context.model.close()
        self._context = self._prompter = self.loaded = None
