"""BERT in plain torch, as llama.cpp computes it, with low-rank changes to its matrices (LoRA)."""

import math
from collections.abc import Mapping

import torch
from torch import Tensor, nn
from torch.nn import functional

LAYERS, WIDTH, HEADS, EPSILON = 6, 384, 12, 1e-12
CHANGED = ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_up", "ffn_down")


class Changed(nn.Module):
    """A frozen matrix, and what is learnt to be added to it: `b @ a`, at first nothing."""

    def __init__(self, weight: Tensor, bias: Tensor, rank: int, alpha: float) -> None:
        super().__init__()
        self.register_buffer("weight", weight, persistent=False)
        self.register_buffer("bias", bias, persistent=False)
        self.a = nn.Parameter(torch.randn(rank, weight.shape[1]) / math.sqrt(weight.shape[1]))
        self.b = nn.Parameter(torch.zeros(weight.shape[0], rank))
        self.scale = alpha / rank

    def forward(self, states: Tensor) -> Tensor:
        added = functional.linear(functional.linear(states, self.a), self.b)
        return functional.linear(states, self.weight, self.bias) + self.scale * added


class Layer(nn.Module):
    def __init__(self, tensors: Mapping[str, Tensor], at: int, rank: int, alpha: float) -> None:
        super().__init__()
        for name in CHANGED:
            matrix = f"blk.{at}.{name}"
            self.add_module(
                name, Changed(tensors[matrix + ".weight"], tensors[matrix + ".bias"], rank, alpha)
            )
        for name in ("attn_output_norm", "layer_output_norm"):
            self.register_buffer(name + "_w", tensors[f"blk.{at}.{name}.weight"], persistent=False)
            self.register_buffer(name + "_b", tensors[f"blk.{at}.{name}.bias"], persistent=False)

    def forward(self, states: Tensor, mask: Tensor, dropout: float) -> Tensor:
        seen = self.attn_output(self._attended(states, mask))
        seen = functional.dropout(seen, dropout, self.training)
        states = _normed(states + seen, self.attn_output_norm_w, self.attn_output_norm_b)
        made = self.ffn_down(functional.gelu(self.ffn_up(states), approximate="tanh"))
        made = functional.dropout(made, dropout, self.training)
        return _normed(states + made, self.layer_output_norm_w, self.layer_output_norm_b)

    def _attended(self, states: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = states.shape
        query, key, value = (
            matrix(states).view(rows, length, HEADS, -1).transpose(1, 2)
            for matrix in (self.attn_q, self.attn_k, self.attn_v)
        )
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None, :])
        return seen.transpose(1, 2).reshape(rows, length, WIDTH)


class Encoder(nn.Module):
    def __init__(self, tensors: Mapping[str, Tensor], rank: int, alpha: float, dropout: float) -> None:
        super().__init__()
        for name in ("token_embd.weight", "position_embd.weight", "token_types.weight"):
            self.register_buffer(name.partition(".")[0], tensors[name], persistent=False)
        self.register_buffer("norm_w", tensors["token_embd_norm.weight"], persistent=False)
        self.register_buffer("norm_b", tensors["token_embd_norm.bias"], persistent=False)
        self.layers = nn.ModuleList(Layer(tensors, at, rank, alpha) for at in range(LAYERS))
        self.dropout = dropout
        self.scale = alpha / rank

    def forward(self, tokens: Tensor, mask: Tensor) -> Tensor:
        states = self.token_embd[tokens] + self.token_types[0] + self.position_embd[: tokens.shape[1]]
        states = _normed(states, self.norm_w, self.norm_b)
        states = functional.dropout(states, self.dropout, self.training)
        for layer in self.layers:
            states = layer(states, mask, self.dropout)
        return states


def _normed(states: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return functional.layer_norm(states, (WIDTH,), weight, bias, EPSILON)
