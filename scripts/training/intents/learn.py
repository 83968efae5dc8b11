"""Learns adapter and heads from rows: `python -m scripts.training.intents.learn FOLDER`, wherever torch is.

FOLDER holds `base.npz` (the model's matrices), `rows.npz` and, if wanted, `held.npz` (rows to measure by);
what was learnt is written there as `learnt.npz`.
"""

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from scripts.training.intents.encoder import WIDTH, Encoder

Batch = tuple[Tensor, Tensor, Tensor, Tensor]
UNKNOWN = -100
WARMTHS = [n / 10 for n in range(10, 31)]
WARMING = 0.06  # of all steps, before the pace is highest


@dataclass(frozen=True)
class Plan:
    rank: int = 64
    alpha: float = 128.0
    pace: float = 6e-4
    batch: int = 256
    dropout: float = 0.15
    words: float = 3.0  # what a word's label weighs beside a sentence's tool
    rounds: int = 1
    seed: int = 1


class Reader(nn.Module):
    def __init__(self, base: Mapping[str, Tensor], plan: Plan, tools: int, labels: int) -> None:
        super().__init__()
        self.encoder = Encoder(base, plan.rank, plan.alpha, plan.dropout)
        self.of_sentence = nn.Linear(2 * WIDTH, tools)
        self.of_word = nn.Linear(WIDTH, labels)
        self.dropout = plan.dropout

    def forward(self, tokens: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        states = self.encoder(tokens, mask)
        weights = mask.to(states.dtype)[..., None]
        mean = (states * weights).sum(1) / weights.sum(1)
        whole = functional.dropout(torch.cat([states[:, 0], mean], -1), self.dropout, self.training)
        return self.of_sentence(whole), self.of_word(states)


class Rows:
    """Rows of unequal length, handed out in batches."""

    def __init__(self, path: Path, device: str) -> None:
        with numpy.load(path) as kept:
            self.ends = torch.tensor(kept["ends"].astype("i8"), device=device)
            self.tokens = torch.tensor(kept["tokens"].astype("i4"), device=device)
            self.labels = torch.tensor(kept["labels"].astype("i8"), device=device)
            self.tools = torch.tensor(kept["tools"].astype("i8"), device=device)
        self.starts = torch.cat([self.ends.new_zeros(1), self.ends[:-1]])
        self.device = device

    def __len__(self) -> int:
        return len(self.ends)

    def batch(self, chosen: Tensor) -> Batch:
        starts, ends = self.starts[chosen], self.ends[chosen]
        length = int((ends - starts).max())
        at = starts[:, None] + torch.arange(length, device=self.device)
        mask = at < ends[:, None]
        at = at.clamp(max=len(self.tokens) - 1)
        tokens = torch.where(mask, self.tokens[at], 0).long()
        return tokens, mask, torch.where(mask, self.labels[at], UNKNOWN), self.tools[chosen]

    def shuffled(self, size: int, shuffle: torch.Generator) -> Iterator[Tensor]:
        """Batches of about equal lengths, so that little is padded."""
        order = torch.randperm(len(self), generator=shuffle).to(self.device)
        for many in order.split(size * 32):
            sorted_ = many[(self.ends - self.starts)[many].argsort()]
            parts = sorted_.split(size)
            yield from (parts[n] for n in torch.randperm(len(parts), generator=shuffle).tolist())


def learn(folder: Path, plan: Plan, device: str) -> Reader:
    torch.manual_seed(plan.seed)
    rows = Rows(folder / "rows.npz", device)
    reader = Reader(_base(folder), plan, int(rows.tools.max()) + 1, int(rows.labels.max()) + 1).to(device)
    steps = plan.rounds * (len(rows) // plan.batch + 1)
    optimizer = torch.optim.AdamW(reader.parameters(), plan.pace, weight_decay=0.01)
    paces = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _pace(step / steps))
    shuffle = torch.Generator().manual_seed(plan.seed)
    begun, step = time.perf_counter(), 0
    for _ in range(plan.rounds):
        for chosen in rows.shuffled(plan.batch, shuffle):
            loss = _loss(reader, rows.batch(chosen), plan)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
            optimizer.step()
            paces.step()
            step += 1
            if step % 200 == 0:
                print(f"{step}/{steps} {loss.item():.4f} {time.perf_counter() - begun:.0f} s", flush=True)
    return reader.eval()


def _pace(done: float) -> float:
    return done / WARMING if done < WARMING else max(0.0, (1 - done) / (1 - WARMING))


def _loss(reader: Reader, batch: Batch, plan: Plan) -> Tensor:
    tokens, mask, labels, tools = batch
    with torch.autocast(tokens.device.type, torch.bfloat16, enabled=tokens.is_cuda):
        sentence, word = reader(tokens, mask)
    sentence, word = sentence.float(), word.float()
    of_words = functional.cross_entropy(word.transpose(1, 2), labels, ignore_index=UNKNOWN)
    return functional.cross_entropy(sentence, tools) + plan.words * of_words


@torch.no_grad()
def measured(reader: Reader, rows: Rows) -> tuple[str, float]:
    """How many tools are right, and all words of how many sentences; and the warmth that fits best."""
    scores, right, known = [], [], []
    for chosen in torch.arange(len(rows), device=rows.device).split(256):
        tokens, mask, labels, _ = rows.batch(chosen)
        sentence, word = reader(tokens, mask)
        scores.append(sentence)
        known.append((labels != UNKNOWN).any(1))
        right.append(((word.argmax(-1) == labels) | (labels == UNKNOWN)).all(1))
    of_sentence, marked = torch.cat(scores), torch.cat(known)
    tools = (of_sentence.argmax(-1) == rows.tools).float().mean()
    words = torch.cat(right)[marked].float().mean()
    warmth = min(WARMTHS, key=lambda it: float(functional.cross_entropy(of_sentence / it, rows.tools)))
    return f"tools {tools:.4f}, words {words:.4f} of {len(rows)}, warmth {warmth}", warmth


def _base(folder: Path) -> dict[str, Tensor]:
    with numpy.load(folder / "base.npz") as kept:
        return {name: torch.tensor(kept[name].astype("f4")) for name in kept}


def keep(reader: Reader, path: Path, warmth: float) -> None:
    found = {name: value.detach().float().cpu().numpy() for name, value in reader.named_parameters()}
    halved = {name: value.astype("f2") for name, value in found.items()}
    numpy.savez(path, alpha=reader.encoder.scale, warmth=numpy.float32(warmth), **halved)


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("folder", type=Path)
    asked.add_argument("--name", default="learnt")
    for name, default in vars(Plan()).items():
        asked.add_argument(f"--{name.replace('_', '-')}", type=type(default), default=default)
    given = vars(asked.parse_args())
    folder, name = given.pop("folder"), given.pop("name")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    reader = learn(folder, Plan(**given), device)
    said, warmth = "nothing held", 1.0
    if (folder / "held.npz").exists():
        said, warmth = measured(reader, Rows(folder / "held.npz", device))
    print(name, given, said, flush=True)
    keep(reader, folder / f"{name}.npz", warmth)


if __name__ == "__main__":
    main()
