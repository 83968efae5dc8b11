"""Writes what was learnt as the product reads it: the adapter for llama.cpp, and the heads."""

from collections.abc import Mapping
from pathlib import Path

import gguf
import numpy
from numpy.typing import NDArray

from appliance.assistant.intents.ear import mark_of
from scripts.training.intents.rows import LABELS, SLOTS, TOOLS

PACKED = (
    gguf.GGMLQuantizationType.Q8_0
)  # half the size and memory of half floats, and nothing lost that was measured
Arrays = Mapping[str, NDArray[numpy.generic]]


def ship(learnt: Path, folder: Path) -> None:
    with numpy.load(learnt) as kept:
        arrays = {name: kept[name] for name in kept}
    adapter = folder / "intents.gguf"
    _write_adapter(arrays, adapter)
    numpy.savez(
        folder / "intents.npz",
        mark=numpy.array(mark_of(adapter)),
        tools=numpy.array(TOOLS),
        labels=numpy.array(LABELS),
        slots=numpy.array([" ".join(kinds) for kinds in SLOTS.values()]),
        sentence_weight=arrays["of_sentence.weight"].T,
        sentence_bias=arrays["of_sentence.bias"],
        word_weight=arrays["of_word.weight"].T,
        word_bias=arrays["of_word.bias"],
        warmth=arrays["warmth"],
    )


def _write_adapter(arrays: Arrays, path: Path) -> None:
    changes = sorted(name for name in arrays if name.startswith("encoder.layers."))
    rank = arrays[changes[0]].shape[0]
    writer = gguf.GGUFWriter(path, "bert")
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(arrays["alpha"]) * rank)
    for name in changes:
        _, _, layer, matrix, side = name.split(".")
        packed = gguf.quants.quantize(arrays[name].astype("f4"), PACKED)
        writer.add_tensor(f"blk.{layer}.{matrix}.weight.lora_{side}", packed, raw_dtype=PACKED)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def base_of(model: Path, path: Path) -> None:
    """The model's matrices as plain numbers, for `learn`."""
    found = {
        tensor.name: gguf.quants.dequantize(tensor.data, tensor.tensor_type).astype("f2")
        for tensor in gguf.GGUFReader(model).tensors
    }
    numpy.savez(path, **found)
