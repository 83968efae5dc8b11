"""A llama of random weights that speaks small words, so that tests stream through the real llama.cpp."""

from pathlib import Path

import gguf
import numpy

SPOKEN = """
the a our your my one two three cat dog house garden kitchen table morning evening day week family
friend school book story song game ball tree bird river sun rain snow star moon light door window
bread soup apple tea milk is was has can will likes finds sees makes sings reads walks runs plays
helps waits smiles sleeps comes goes stays happy small big green blue red warm cold quiet bright
kind brave slow quick old new good and but so then here there today tomorrow always often together
again with without under over near behind café über
"""
WORDS = SPOKEN.split()
MARKS = [".", ",", "!", "\n"]
SPECIAL = ["<unk>", "<s>", "<|im_end|>", "<|im_start|>"]
BYTES = [f"<0x{n:02X}>" for n in range(256)]
LETTERS = [chr(n) for n in range(32, 127)]
TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
LOUD = 30.0


def make_tiny_model(
    path: Path, *, ends: bool = False, template: bool = True, layers: int = 2, width: int = 64, seed: int = 7
) -> Path:
    """Never ends by itself unless `ends`; more `layers` and `width` are slower. Same arguments, same file."""
    words = [*[f"▁{word}" for word in WORDS], *MARKS]
    spelled = [letter.replace(" ", "▁") for letter in LETTERS if letter not in MARKS]
    tokens = list(dict.fromkeys([*SPECIAL, *BYTES, *words, *spelled]))
    writer = gguf.GGUFWriter(path, "llama")
    _add_facts(writer, layers, width, len(tokens))
    _add_vocabulary(writer, tokens, set(words), template)
    spoken = numpy.array([token in words or (ends and token == "<|im_end|>") for token in tokens])
    _add_weights(writer, spoken, layers, width, seed)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _add_facts(writer: gguf.GGUFWriter, layers: int, width: int, tokens: int) -> None:
    writer.add_name("Tiny words")
    writer.add_context_length(4096)
    writer.add_embedding_length(width)
    writer.add_block_count(layers)
    writer.add_feed_forward_length(width * 2)
    writer.add_head_count(4)
    writer.add_head_count_kv(2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_dimension_count(width // 4)
    writer.add_vocab_size(tokens)


def _add_vocabulary(writer: gguf.GGUFWriter, tokens: list[str], words: set[str], template: bool) -> None:
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list(tokens)
    writer.add_token_scores([float(len(token)) if token in words else -10.0 for token in tokens])
    writer.add_token_types([_kind(token) for token in tokens])
    writer.add_unk_token_id(0)
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(True)
    if template:
        writer.add_chat_template(TEMPLATE)


def _kind(token: str) -> int:
    if token == "<unk>":
        return int(gguf.TokenType.UNKNOWN)
    if token in SPECIAL:
        return int(gguf.TokenType.CONTROL)
    return int(gguf.TokenType.BYTE if token in BYTES else gguf.TokenType.NORMAL)


def _add_weights(writer: gguf.GGUFWriter, spoken: numpy.ndarray, layers: int, width: int, seed: int) -> None:
    """The first dimension stays the same for every token; by it the last layer mutes all but the words."""
    random = numpy.random.default_rng(seed)

    def noise(rows: int, columns: int, *, mute_first: bool = False) -> numpy.ndarray:
        weights = random.normal(0, columns**-0.5, (rows, columns)).astype(numpy.float32)
        weights[0, :] *= 0.0 if mute_first else 1.0
        return weights

    embedding = noise(len(spoken), width)
    embedding[:, 0] = 2.0
    speaking = noise(len(spoken), width) * 2
    speaking[:, 0] = numpy.where(spoken, LOUD, -LOUD)
    writer.add_tensor("token_embd.weight", embedding)
    writer.add_tensor("output_norm.weight", numpy.ones(width, numpy.float32))
    writer.add_tensor("output.weight", speaking)
    for layer in range(layers):
        writer.add_tensor(f"blk.{layer}.attn_norm.weight", numpy.ones(width, numpy.float32))
        writer.add_tensor(f"blk.{layer}.ffn_norm.weight", numpy.ones(width, numpy.float32))
        writer.add_tensor(f"blk.{layer}.attn_q.weight", noise(width, width))
        writer.add_tensor(f"blk.{layer}.attn_k.weight", noise(width // 2, width))
        writer.add_tensor(f"blk.{layer}.attn_v.weight", noise(width // 2, width))
        writer.add_tensor(f"blk.{layer}.attn_output.weight", noise(width, width, mute_first=True))
        writer.add_tensor(f"blk.{layer}.ffn_gate.weight", noise(width * 2, width))
        writer.add_tensor(f"blk.{layer}.ffn_up.weight", noise(width * 2, width))
        writer.add_tensor(f"blk.{layer}.ffn_down.weight", noise(width, width * 2, mute_first=True))
