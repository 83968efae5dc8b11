"""A small linear reading of sentence vectors, trained on the example sentences when the index is built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]
ROUNDS = 300
PACE = 0.5
DECAY = 1e-4


@dataclass(frozen=True)
class Head:
    tools: tuple[str, ...]
    weights: Floats

    def likelihoods(self, vector: bytes) -> Mapping[str, float]:
        scores = _with_one(numpy.frombuffer(vector, "<f4")[None, :]) @ self.weights
        chances = _softmax(scores)[0]
        return {tool: float(chance) for tool, chance in zip(self.tools, chances, strict=True)}


def train(tools: Sequence[str], vectors: Floats) -> Head:
    """Multinomial logistic regression by Adam; each tool weighs the same however many examples it has."""
    names = tuple(sorted(set(tools)))
    truth = numpy.eye(len(names), dtype=numpy.float32)[[names.index(tool) for tool in tools]]
    weight = (1 / truth.sum(0))[truth.argmax(1)][:, None] / len(names)
    inputs = _with_one(vectors)
    weights = numpy.zeros((inputs.shape[1], len(names)), numpy.float32)
    first, second = numpy.zeros_like(weights), numpy.zeros_like(weights)
    for turn in range(1, ROUNDS + 1):
        slope = inputs.T @ ((_softmax(inputs @ weights) - truth) * weight) + DECAY * weights
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        step = (first / (1 - 0.9**turn)) / (numpy.sqrt(second / (1 - 0.999**turn)) + 1e-8)
        weights = (weights - PACE * step / (1 + turn / 20)).astype(numpy.float32)
    return Head(names, weights)


def _with_one(vectors: Floats) -> Floats:
    return numpy.hstack([vectors, numpy.ones((len(vectors), 1), numpy.float32)])


def _softmax(scores: Floats) -> Floats:
    raised = numpy.exp(scores - scores.max(1, keepdims=True))
    return numpy.asarray(raised / raised.sum(1, keepdims=True), numpy.float32)
