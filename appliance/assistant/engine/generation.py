"""One answer, token by token, in the thread that owns the context."""

from __future__ import annotations

import codecs
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import llama_cpp

from appliance.assistant.engine.interface import ModelUnusable
from appliance.assistant.engine.native import Halt, Model, token_array

PREFILL = 64
ABORTED = 2


@dataclass(frozen=True)
class Taste:
    """How the next word is chosen."""

    temperature: float = 0.7
    top_p: float = 0.9
    min_p: float = 0.05
    repeat_penalty: float = 1.1
    seed: int | None = None


class Context:
    def __init__(self, model: Model, *, size: int, threads: int, halt: Halt) -> None:
        self.model = model
        self.halt = halt
        self.size = min(size, model.trained_context or size)
        self._pointer = self._opened(threads)
        self._memory = llama_cpp.llama_get_memory(self._pointer)
        if not self._memory:
            llama_cpp.llama_free(self._pointer)
            raise ModelUnusable("this model makes vectors; it cannot talk")
        llama_cpp.llama_set_abort_callback(self._pointer, Halt.callback, halt.address)

    def _opened(self, threads: int) -> llama_cpp.llama_context_p:
        params = llama_cpp.llama_context_default_params()
        params.n_ctx = self.size
        params.n_batch = params.n_ubatch = PREFILL
        params.n_threads = params.n_threads_batch = threads
        pointer: llama_cpp.llama_context_p | None = llama_cpp.llama_init_from_model(
            self.model.pointer, params
        )
        if not pointer:
            raise ModelUnusable("there is not enough memory for this model")
        return pointer

    def close(self) -> None:
        llama_cpp.llama_free(self._pointer)

    def answer(self, prompt: Sequence[int], *, limit: int, taste: Taste, stop: str = "") -> Iterator[str]:
        """Pieces of text; ends at the model's end, at `limit` tokens, at the text `stop` or when halted."""
        llama_cpp.llama_memory_clear(self._memory, True)
        yield from _until(stop, self._texts(prompt, limit, taste))

    def _texts(self, prompt: Sequence[int], limit: int, taste: Taste) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        begun = False
        for token in self._tokens(prompt, limit, taste):
            text = decoder.decode(self.model.vocabulary.piece(token))
            if text := text if begun else text.lstrip():
                begun = True
                yield text

    def _tokens(self, prompt: Sequence[int], limit: int, taste: Taste) -> Iterator[int]:
        sampler = _sampler(taste, self.model.vocabulary.size)
        try:
            going = all(self._decoded(prompt[at : at + PREFILL]) for at in range(0, len(prompt), PREFILL))
            for _ in range(min(limit, self.size - len(prompt))):
                if not going or self.halt.is_set:
                    return
                token = llama_cpp.llama_sampler_sample(sampler, self._pointer, -1)
                if self.model.vocabulary.ends(token):
                    return
                yield token
                going = self._decoded([token])
        finally:
            llama_cpp.llama_sampler_free(sampler)

    def _decoded(self, tokens: Sequence[int]) -> bool:
        """False when halted."""
        if self.halt.is_set:
            return False
        held = token_array(tokens)
        result = int(llama_cpp.llama_decode(self._pointer, llama_cpp.llama_batch_get_one(held, len(held))))
        if result not in (0, ABORTED):
            raise ModelUnusable(f"the model stopped with fault {result}")
        return result == 0


def _sampler(taste: Taste, words: int) -> llama_cpp.llama_sampler_p:
    chain: llama_cpp.llama_sampler_p = llama_cpp.llama_sampler_chain_init(
        llama_cpp.llama_sampler_chain_default_params()
    )
    seed = secrets.randbits(32) if taste.seed is None else taste.seed
    for link in (
        llama_cpp.llama_sampler_init_penalties(words, 64, taste.repeat_penalty, 0.0, 0.0),
        llama_cpp.llama_sampler_init_top_p(taste.top_p, 1),
        llama_cpp.llama_sampler_init_min_p(taste.min_p, 1),
        llama_cpp.llama_sampler_init_temp(taste.temperature),
        llama_cpp.llama_sampler_init_dist(seed),
    ):
        llama_cpp.llama_sampler_chain_add(chain, link)
    return chain


def _until(stop: str, pieces: Iterator[str]) -> Iterator[str]:
    """Holds back what may be the beginning of `stop`."""
    held = ""
    for piece in pieces:
        held += piece
        if stop and stop in held:
            yield held.split(stop)[0]
            return
        keep = max((n for n in range(1, len(stop)) if held.endswith(stop[:n])), default=0)
        ready, held = held[: len(held) - keep], held[len(held) - keep :]
        if ready:
            yield ready
    if held:
        yield held
