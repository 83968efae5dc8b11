"""llama.cpp through its C functions. Every call here blocks; callers keep to one thread."""

import ctypes
import functools
import os
from collections import deque
from collections.abc import Sequence
from pathlib import Path

import llama_cpp

from appliance.assistant.engine.interface import ModelUnusable

LOG_LEVEL_ERROR = 3
complaints: deque[str] = deque(maxlen=8)


def _keep_errors(level: int, text: bytes, _user: object) -> None:
    if level == LOG_LEVEL_ERROR:
        complaints.append(text.decode("utf-8", "replace").strip())


# llama.cpp keeps no reference of its own.
_log = llama_cpp.llama_log_callback(_keep_errors)


@functools.cache
def start() -> None:
    llama_cpp.llama_log_set(_log, ctypes.c_void_p(0))
    llama_cpp.llama_backend_init()


def spare_threads() -> int:
    """One core stays free: a busy core more than there are makes OpenMP's spinning collapse."""
    return max(1, len(os.sched_getaffinity(0)) - 1)


class Halt:
    """A stop sign that llama.cpp reads between graph nodes without taking the GIL.

    The abort callback is libc's strlen over these two bytes: 0 while clear, 1 once set.
    """

    callback = ctypes.cast(ctypes.CDLL(None).strlen, llama_cpp.ggml_abort_callback)

    def __init__(self) -> None:
        self._flag = ctypes.create_string_buffer(2)
        self.address = ctypes.cast(self._flag, ctypes.c_void_p)

    def set(self) -> None:
        self._flag[0] = b"\x01"

    def clear(self) -> None:
        self._flag[0] = b"\x00"

    @property
    def is_set(self) -> bool:
        return self._flag[0] != b"\x00"


class Model:
    def __init__(self, path: Path, *, repack: bool = True) -> None:
        start()
        complaints.clear()
        params = llama_cpp.llama_model_default_params()
        params.n_gpu_layers = 0
        params.use_extra_bufts = repack
        loaded = llama_cpp.llama_model_load_from_file(os.fsencode(path), params)
        if not loaded:
            raise ModelUnusable("; ".join(complaints) or f"{path.name} cannot be loaded")
        self.pointer = loaded
        self.vocabulary = Vocabulary(self)

    @property
    def dimensions(self) -> int:
        return int(llama_cpp.llama_model_n_embd(self.pointer))

    @property
    def trained_context(self) -> int:
        return int(llama_cpp.llama_model_n_ctx_train(self.pointer))

    @property
    def parameters(self) -> int:
        return int(llama_cpp.llama_model_n_params(self.pointer))

    @property
    def template(self) -> str | None:
        template = llama_cpp.llama_model_chat_template(self.pointer, None)
        return template.decode("utf-8", "replace") if template else None

    def described(self) -> str:
        room = ctypes.create_string_buffer(256)
        llama_cpp.llama_model_desc(self.pointer, room, 256)
        return room.value.decode("utf-8", "replace")

    def fact(self, key: str) -> str:
        """A text of the file's metadata, empty where there is none."""
        room = ctypes.create_string_buffer(512)
        llama_cpp.llama_model_meta_val_str(self.pointer, key.encode(), room, 512)
        return room.value.decode("utf-8", "replace")

    def close(self) -> None:
        llama_cpp.llama_model_free(self.pointer)


class Vocabulary:
    def __init__(self, model: Model) -> None:
        vocabulary = llama_cpp.llama_model_get_vocab(model.pointer)
        if vocabulary is None:
            raise ModelUnusable("the model has no vocabulary")
        self._pointer = vocabulary

    def tokens(self, text: str, *, special: bool, framed: bool = False) -> list[int]:
        """`special`: <|im_end|> and its like become control tokens; `framed`: with BOS and EOS as trained."""
        raw = text.encode("utf-8", "replace")
        room = (llama_cpp.llama_token * (len(raw) + 8))()
        count = llama_cpp.llama_tokenize(self._pointer, raw, len(raw), room, len(room), framed, special)
        if count < 0:
            raise ModelUnusable("the text cannot be split into tokens")
        return list(room[:count])

    def piece(self, token: int) -> bytes:
        room = ctypes.create_string_buffer(64)
        size = llama_cpp.llama_token_to_piece(self._pointer, token, room, len(room), 0, False)
        if size < 0:
            room = ctypes.create_string_buffer(-size)
            size = llama_cpp.llama_token_to_piece(self._pointer, token, room, len(room), 0, False)
        return room.raw[: max(size, 0)]

    def text_of(self, token: int) -> str:
        text = llama_cpp.llama_vocab_get_text(self._pointer, token) if token >= 0 else b""
        return text.decode("utf-8", "replace")

    def ends(self, token: int) -> bool:
        return bool(llama_cpp.llama_vocab_is_eog(self._pointer, token))

    @property
    def size(self) -> int:
        return int(llama_cpp.llama_vocab_n_tokens(self._pointer))

    @property
    def first(self) -> int | None:
        """The token every text begins with, where the model was trained so."""
        wanted = llama_cpp.llama_vocab_get_add_bos(self._pointer)
        token = llama_cpp.llama_vocab_bos(self._pointer)
        return token if wanted and token >= 0 else None

    @property
    def first_text(self) -> str:
        return self.text_of(llama_cpp.llama_vocab_bos(self._pointer))

    @property
    def last_text(self) -> str:
        return self.text_of(llama_cpp.llama_vocab_eos(self._pointer))


def token_array(tokens: Sequence[int]) -> "ctypes.Array[ctypes.c_int32]":
    return (llama_cpp.llama_token * len(tokens))(*tokens)
