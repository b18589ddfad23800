"""Training the parser: the loop, its evaluation, and the labels that several parsers agree on."""

from __future__ import annotations

import copy
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from pipelines.nlp.trees import decode
from pipelines.training.parser_data import Sentence, batches, collate, without_end
from pipelines.training.parser_net import Batch, ParserNet

#: Share of sentences whose last mark is dropped, for headlines.
_HEADLINES = 0.1
#: Share of gold sentences on plain words, the others with mentions as single tokens.
_PLAIN = 0.5
#: Decay of the running mean of the weights, which is what is kept.
_DECAY = 0.998


@dataclass(frozen=True)
class Schedule:
    """How long and how fast. ``silver`` sentences go into an epoch, during the first ``silver_until`` of them."""

    epochs: int
    rate: float = 2e-3
    batch_words: int = 500
    gold_rounds: int = 1
    silver: int = 0
    silver_until: float = 0.8


@dataclass(frozen=True)
class Score:
    """Per cent of words with the right head, head and relation, and tag."""

    uas: float
    las: float
    tag: float

    def __str__(self) -> str:
        return f"UAS {self.uas:.2f} LAS {self.las:.2f} tags {self.tag:.2f}"


def train(
    net: ParserNet,
    gold: Sequence[Sequence[Sentence]],
    silver: Sequence[Sentence],
    dev: Sequence[Sentence],
    vectors: Tensor,
    punctuation: int,
    schedule: Schedule,
    seed: int,
    checkpoint: Path,
) -> Iterator[str]:
    """Train ``net`` in place to the weights that are best on ``dev``; yield a line for each epoch.

    Adam with a rate that falls to nothing; the weights kept are a running mean. Each gold sentence
    comes as a list of variants, of which one is drawn a round. The best weights are saved to
    ``checkpoint``.
    """
    rng = random.Random(seed)
    torch.manual_seed(seed)
    mean = copy.deepcopy(net)
    optimiser = torch.optim.Adam(net.parameters(), lr=schedule.rate, betas=(0.9, 0.95))
    best, step, done = -1.0, 0, 0.0
    for epoch in range(schedule.epochs):
        started, losses = time.monotonic(), []
        with_silver = epoch < schedule.silver_until * schedule.epochs
        chosen = _draw(gold, silver if with_silver else (), schedule, punctuation, rng)
        drawn = list(batches(chosen, schedule.batch_words, rng))
        net.train()
        for number, batch in enumerate(drawn):
            done = (epoch + number / len(drawn)) / schedule.epochs
            set_rate(optimiser, schedule.rate, (step + 1) / 300, done)
            loss = net.loss(collate(batch, vectors))
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(net.parameters(), 5.0)
            optimiser.step()
            step += 1
            follow(mean, net, step, _DECAY)
            losses.append(loss.item())
        score = evaluate(mean, dev, vectors)
        if score.las > best:
            best = score.las
            torch.save(mean.state_dict(), checkpoint)
        seconds = time.monotonic() - started
        yield f"epoch {epoch + 1}/{schedule.epochs} loss {np.mean(losses):.3f} dev {score} {seconds:.0f} s"
    net.load_state_dict(torch.load(checkpoint))


def set_rate(optimiser: torch.optim.Optimizer, rate: float, warm: float, done: float) -> None:
    """Set the rate: it rises to ``rate`` while ``warm`` rises to 1, and falls to nothing while ``done`` does."""
    for group in optimiser.param_groups:
        group["lr"] = max(rate * min(1.0, warm) * (1 - done), 1e-5)


@torch.no_grad()
def follow(mean: nn.Module, net: nn.Module, step: int, most: float) -> None:
    """Move the running mean of the weights towards those after ``step`` steps; ``most`` is its highest decay."""
    decay = min(most, (1 + step) / (10 + step))
    for kept, now in zip(mean.parameters(), net.parameters(), strict=True):
        kept.lerp_(now, 1 - decay)


def mean_of(weights: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of the weights of some nets of one kind (model soups, Wortsman et al. 2022)."""
    return {name: torch.stack([each[name] for each in weights]).mean(0) for name in weights[0]}


def _draw(
    gold: Sequence[Sequence[Sentence]],
    silver: Sequence[Sentence],
    schedule: Schedule,
    punctuation: int,
    rng: random.Random,
) -> list[Sentence]:
    chosen = [
        variants[0] if rng.random() < _PLAIN else rng.choice(variants)
        for _ in range(schedule.gold_rounds)
        for variants in gold
    ]
    if silver and schedule.silver:
        chosen += rng.sample(silver, min(schedule.silver, len(silver)))
    return [without_end(sentence, punctuation) if rng.random() < _HEADLINES else sentence for sentence in chosen]


@torch.no_grad()
def evaluate(net: ParserNet, sentences: Sequence[Sentence], vectors: Tensor) -> Score:
    """Figures of a net on sentences."""
    right = np.zeros(4)
    for batch, tags, heads, relations in _predict([net], sentences, vectors):
        words = (batch.heads >= 0).numpy()
        head = (heads == batch.heads.numpy()) & words
        both = head & (relations == batch.relations.numpy())
        tag = (tags == batch.tags.numpy()) & words
        right += [head.sum(), both.sum(), tag.sum(), words.sum()]
    return Score(*(100 * right[:3] / right[3]).tolist())


@torch.no_grad()
def label(nets: Sequence[ParserNet], sentences: Sequence[Sentence], vectors: Tensor, weight: float) -> list[Sentence]:
    """The sentences with the tags and trees that the nets find best together (the mean of their probabilities)."""
    ordered = sorted(sentences, key=len, reverse=True)
    labelled: list[Sentence] = []
    for batch, tags, heads, relations in _predict(nets, ordered, vectors):
        for row, length in enumerate(batch.lengths.tolist()):
            labelled.append(
                replace(
                    ordered[len(labelled)],
                    weight=weight,
                    tags=tags[row, :length].astype(np.int64),
                    heads=heads[row, :length].astype(np.int64),
                    relations=relations[row, :length].astype(np.int64),
                )
            )
    return labelled


def _predict(
    nets: Sequence[ParserNet], sentences: Sequence[Sentence], vectors: Tensor
) -> Iterator[tuple[Batch, np.ndarray, np.ndarray, np.ndarray]]:
    """Batches with predicted tags, heads and relations, each (B, T)."""
    for net in nets:
        net.eval()
    for first in range(0, len(sentences), 64):
        batch = collate(sentences[first : first + 64], vectors)
        outputs = [net(batch) for net in nets]
        tags = sum(output[0].softmax(-1) for output in outputs).argmax(-1)
        scores = sum(output[1].softmax(-1) for output in outputs) / len(nets)
        logs = torch.log(scores.clamp(min=1e-30))
        padding = torch.arange(logs.shape[2])[None] > batch.lengths[:, None]
        heads = decode(logs.masked_fill(padding[:, None], -1e9).numpy(), batch.lengths.numpy())
        chosen = torch.from_numpy(heads)
        relations = sum(
            net.relation_scores(output[2], output[3], chosen).softmax(-1)
            for net, output in zip(nets, outputs, strict=True)
        )
        yield batch, tags.numpy(), heads, relations.argmax(-1).numpy()
