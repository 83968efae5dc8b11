from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import llama_cpp
import numpy
from numpy.typing import NDArray

from appliance.assistant.engine.interface import ModelUnusable, Watch, unwatched
from appliance.assistant.engine.native import Model
from appliance.assistant.engine.tuned import Tuned

LONGEST = 256
TOGETHER = 16
ROOM = (
    96  # tokens of several texts at once; llama.cpp keeps 120 kB for each, for chances that nobody asks for
)
REMEMBERED = 512


class Embedding:
    """Meaning of texts as unit vectors of 384 little-endian float32, ready for sqlite-vec."""

    size = 384

    def __init__(self, path: Path, *, threads: int = 1, watch: Watch = unwatched) -> None:
        """Loads the model in the calling thread (about 50 ms); raises ModelUnusable."""
        self._watch = watch
        with watch(path.name):
            self._model = self._opened(path)
            self._context = _context(self._model, threads)
        self._path = path
        self._thread = ThreadPoolExecutor(1, "embedding")
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._fingerprint = ""
        self._tuned: Tuned | None = None

    def _opened(self, path: Path) -> Model:
        model = Model(path, repack=False)
        if model.dimensions != self.size:
            model.close()
            raise ModelUnusable(f"{path.name} makes vectors of {model.dimensions}, not {self.size}")
        return model

    @property
    def fingerprint(self) -> str:
        """Changes with the model file: vectors of another fingerprint must be made again."""
        if not self._fingerprint:
            with self._path.open("rb") as file:
                self._fingerprint = hashlib.file_digest(file, "sha256").hexdigest()[:16]
        return self._fingerprint

    async def embed(self, texts: Sequence[str]) -> list[bytes]:
        # Only looked at here: the worker alone adds and drops, and may do so between two of these lines.
        remembered = [self._known.get(text) for text in texts]
        if all(remembered):
            return [vector for vector in remembered if vector]
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._embed, list(texts))

    async def tune(self, adapter: Path) -> None:
        """From now on `read` is there; raises ModelUnusable."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._tune, adapter)

    def _tune(self, adapter: Path) -> None:
        with self._watch(self._path.name):
            self._tuned = Tuned(self._model, adapter)

    async def read(self, words: Sequence[str]) -> tuple[NDArray[numpy.float32], list[int]]:
        """What the tuned model makes of every token of a sentence, and where each of its words begins."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, list(words))

    def _read(self, words: list[str]) -> tuple[NDArray[numpy.float32], list[int]]:
        if self._tuned is None:
            raise ModelUnusable("the embedding model is not tuned")
        with self._watch(self._path.name):
            return self._tuned.read(words)

    def _embed(self, texts: list[str]) -> list[bytes]:
        fresh = [text for text in dict.fromkeys(texts) if text not in self._known]
        with self._watch(self._path.name):
            made = dict(zip(fresh, self._evaluate(fresh), strict=True))
        vectors = [made[text] if text in made else self._recall(text) for text in texts]
        for text in fresh[-REMEMBERED:]:
            self._known[text] = made[text]
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)
        return vectors

    def _recall(self, text: str) -> bytes:
        self._known.move_to_end(text)
        return self._known[text]

    def _evaluate(self, texts: Sequence[str]) -> list[bytes]:
        tokens = [self._tokens(text) for text in texts]
        return [vector for batch in _batches(tokens) for vector in self._evaluate_batch(batch)]

    def _tokens(self, text: str) -> list[int]:
        tokens = self._model.vocabulary.tokens(text or " ", special=False, framed=True)
        return tokens if len(tokens) <= LONGEST else [*tokens[: LONGEST - 1], tokens[-1]]

    def _evaluate_batch(self, batch: list[list[int]]) -> list[bytes]:
        native = llama_cpp.llama_batch_init(sum(map(len, batch)), 0, 1)
        try:
            _fill(native, batch)
            if llama_cpp.llama_encode(self._context, native) != 0:
                raise ModelUnusable("the embedding model did not answer")
            return [self._vector(sequence) for sequence in range(len(batch))]
        finally:
            llama_cpp.llama_batch_free(native)

    def _vector(self, sequence: int) -> bytes:
        pointer = llama_cpp.llama_get_embeddings_seq(self._context, sequence)
        if not pointer:
            raise ModelUnusable("the embedding model has no pooled vector")
        vector = numpy.ctypeslib.as_array(pointer, (self.size,)).astype("<f4")
        return bytes((vector / max(float(numpy.linalg.norm(vector)), 1e-12)).astype("<f4").tobytes())

    async def forget(self) -> None:
        """Texts that were embedded before are kept nowhere any more."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._known.clear)

    async def close(self) -> None:
        await asyncio.to_thread(self._thread.shutdown)
        if self._tuned is not None:
            self._tuned.close()
        if self._context is not None:
            llama_cpp.llama_free(self._context)
            self._model.close()
            self._context = None


def _context(model: Model, threads: int) -> llama_cpp.llama_context_p | None:
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = params.n_batch = params.n_ubatch = LONGEST
    params.n_seq_max = TOGETHER
    params.kv_unified = True
    params.n_threads = params.n_threads_batch = threads
    params.embeddings = True
    params.pooling_type = llama_cpp.LLAMA_POOLING_TYPE_MEAN
    context: llama_cpp.llama_context_p | None = llama_cpp.llama_init_from_model(model.pointer, params)
    if not context:
        model.close()
        raise ModelUnusable("there is not enough memory for the embedding model")
    return context


def _batches(texts: Sequence[list[int]]) -> Iterator[list[list[int]]]:
    batch: list[list[int]] = []
    for tokens in texts:
        if batch and (len(batch) == TOGETHER or sum(map(len, batch)) + len(tokens) > ROOM):
            yield batch
            batch = []
        batch.append(tokens)
    if batch:
        yield batch


def _fill(native: llama_cpp.llama_batch, texts: Sequence[Sequence[int]]) -> None:
    rows = [(token, at, seq) for seq, text in enumerate(texts) for at, token in enumerate(text)]
    for row, (token, position, sequence) in enumerate(rows):
        native.token[row] = token
        native.pos[row] = position  # type: ignore[call-overload]
        native.n_seq_id[row] = 1
        native.seq_id[row][0] = sequence
        native.logits[row] = True
    native.n_tokens = len(rows)
