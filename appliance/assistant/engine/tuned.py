"""The embedding's model once more, changed by an adapter: what it makes of every token of a sentence."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Sequence
from pathlib import Path

import llama_cpp
import numpy
from numpy.typing import NDArray

from appliance.assistant.engine.interface import ModelUnusable
from appliance.assistant.engine.native import Model, Vocabulary, complaints

# Tokens of a sentence. llama.cpp keeps 120 kB for each, for the chances of words that nobody asks for.
LONGEST = 128
LONGEST_WORD = 24
BLANK = "."  # stands for a word that has no token at all


class Tuned:
    """Shares the model's weights; all calls belong into the one thread that the model is used in."""

    def __init__(self, model: Model, adapter: Path) -> None:
        """The adapter lives as long as the model; raises ModelUnusable."""
        complaints.clear()
        loaded = llama_cpp.llama_adapter_lora_init(model.pointer, os.fsencode(adapter))
        if not loaded:
            raise ModelUnusable("; ".join(complaints) or f"{adapter.name} cannot be loaded")
        self._size, self._vocabulary = model.dimensions, model.vocabulary
        self._context = _context(model)
        adapters, scales = (llama_cpp.llama_adapter_lora_p_ctypes * 1)(loaded), (ctypes.c_float * 1)(1.0)
        if llama_cpp.llama_set_adapters_lora(self._context, adapters, 1, scales) != 0:
            self.close()
            raise ModelUnusable(f"{adapter.name} does not fit the model")

    def read(self, words: Sequence[str]) -> tuple[NDArray[numpy.float32], list[int]]:
        """All tokens' states, and where each word begins; of fewer words where there is no room for all."""
        tokens, firsts = framed(self._vocabulary, words)
        return self._states(tokens), firsts

    def _states(self, tokens: Sequence[int]) -> NDArray[numpy.float32]:
        native = llama_cpp.llama_batch_init(len(tokens), 0, 1)
        try:
            _fill(native, tokens)
            if llama_cpp.llama_encode(self._context, native) != 0:
                raise ModelUnusable("the trained reading did not answer")
            pointer = llama_cpp.llama_get_embeddings(self._context)
            return numpy.ctypeslib.as_array(pointer, (len(tokens), self._size)).astype(numpy.float32)
        finally:
            llama_cpp.llama_batch_free(native)

    def close(self) -> None:
        if self._context is not None:
            llama_cpp.llama_free(self._context)
            self._context = None


def framed(vocabulary: Vocabulary, words: Sequence[str]) -> tuple[list[int], list[int]]:
    """One sentence of these words, between the tokens that the model begins and ends it with."""
    first, last = vocabulary.tokens("", special=False, framed=True)
    tokens, firsts = [first], list[int]()
    for word in words:
        made = vocabulary.tokens(word, special=False)[:LONGEST_WORD]
        made = made or vocabulary.tokens(BLANK, special=False)
        if len(tokens) + len(made) >= LONGEST:
            break
        firsts.append(len(tokens))
        tokens += made
    return [*tokens, last], firsts


def _context(model: Model) -> llama_cpp.llama_context_p | None:
    params = llama_cpp.llama_context_default_params()
    params.n_ctx = params.n_batch = params.n_ubatch = LONGEST
    params.n_seq_max = 1
    params.n_threads = params.n_threads_batch = 1
    params.embeddings = True
    params.pooling_type = llama_cpp.LLAMA_POOLING_TYPE_NONE
    context: llama_cpp.llama_context_p | None = llama_cpp.llama_init_from_model(model.pointer, params)
    if not context:
        raise ModelUnusable("there is not enough memory for the trained reading")
    return context


def _fill(native: llama_cpp.llama_batch, tokens: Sequence[int]) -> None:
    for at, token in enumerate(tokens):
        native.token[at] = token
        native.pos[at] = at  # type: ignore[call-overload]
        native.n_seq_id[at] = 1
        native.seq_id[at][0] = 0
        native.logits[at] = True
    native.n_tokens = len(tokens)
