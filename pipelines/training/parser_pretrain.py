"""Pretrain the parser's encoder on raw text: guess hidden words from both sides.

context2vec (Melamud et al. 2016) with the masking of BERT (Devlin et al. 2019), on two LSTM layers.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from pipelines.nlp.word_features import WordTable
from pipelines.training.parser_net import Batch, ParserNet

#: Only the most frequent words are guessed.
TARGETS = 10_000
_HIDDEN_SHARE = 0.15
_MAX_WORDS = 60


@dataclass(frozen=True)
class RawText:
    """Sentences as word numbers, with what the encoder needs of each word.

    Attributes:
        sentences: word numbers; a word's number is its row in the tables.
        vectors: (V, D); ids: (V, C); target: (V,) class to guess, -1 for none.
    """

    sentences: list[NDArray[np.int32]]
    vectors: torch.Tensor
    ids: torch.Tensor
    target: torch.Tensor

    @classmethod
    def read(cls, lines: Iterable[str], table: WordTable) -> RawText:
        """From sentences of words parted by spaces."""
        numbers: dict[str, int] = {}
        counts: Counter[int] = Counter()
        sentences = []
        for line in lines:
            words = line.split()[:_MAX_WORDS]
            if len(words) >= 4:
                sentence = np.asarray([numbers.setdefault(word, len(numbers)) for word in words], np.int32)
                counts.update(sentence.tolist())
                sentences.append(sentence)
        target = torch.full((len(numbers),), -1)
        for label, (number, _) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:TARGETS]):
            target[number] = label
        return cls(
            sentences,
            torch.from_numpy(table.vectors_of(list(numbers))),
            torch.tensor([table.ids(word) for word in numbers]),
            target,
        )


def pretrain(
    net: ParserNet, text: RawText, *, epochs: int, batch_words: int, rate: float, seed: int, checkpoint: Path
) -> Iterator[str]:
    """Train ``net``'s encoder in place; yield a line of progress now and then, saving the weights."""
    rng = random.Random(seed)
    torch.manual_seed(seed)
    guess = nn.Linear(2 * net.sizes.hidden, TARGETS)
    parameters = [*net.parameters(), *guess.parameters()]
    optimiser = torch.optim.Adam(parameters, lr=rate, betas=(0.9, 0.98))
    words = sum(map(len, text.sentences)) * epochs
    done, losses, started = 0, [], time.monotonic()
    net.train()
    for epoch in range(epochs):
        for number, chosen in enumerate(_batches(text.sentences, batch_words, rng)):
            for group in optimiser.param_groups:
                group["lr"] = rate * min(1.0, (done + 1) / 200_000) * max(1 - done / words, 0.02)
            loss = _loss(net, guess, text, chosen)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 5.0)
            optimiser.step()
            done += sum(map(len, chosen))
            losses.append(loss.item())
            if number % 200 == 199:
                torch.save(net.state_dict(), checkpoint)
                speed = done / (time.monotonic() - started)
                yield f"epoch {epoch} {done / words:.1%} loss {np.mean(losses[-200:]):.3f} {speed:.0f} words/s"
    torch.save(net.state_dict(), checkpoint)


def _batches(
    sentences: list[NDArray[np.int32]], batch_words: int, rng: random.Random
) -> Iterator[list[NDArray[np.int32]]]:
    order = sorted(range(len(sentences)), key=lambda i: (len(sentences[i]), rng.random()))
    made: list[list[NDArray[np.int32]]] = [[]]
    size = 0
    for index in order:
        if size + len(sentences[index]) > batch_words:
            made.append([])
            size = 0
        made[-1].append(sentences[index])
        size += len(sentences[index])
    rng.shuffle(made)
    return iter(made)


def _loss(net: ParserNet, guess: nn.Linear, text: RawText, chosen: list[NDArray[np.int32]]) -> torch.Tensor:
    ordered = sorted(chosen, key=len, reverse=True)
    shape = len(ordered), len(ordered[0])
    numbers = torch.zeros(shape, dtype=torch.long)
    inside = torch.zeros(shape, dtype=torch.bool)
    for row, sentence in enumerate(ordered):
        numbers[row, : len(sentence)] = torch.from_numpy(sentence).long()
        inside[row, : len(sentence)] = True
    hidden = inside & (torch.rand(shape) < _HIDDEN_SHARE)
    ids = text.ids[numbers] * inside[..., None]
    ids[hidden] = 0
    batch = Batch(
        text.vectors[numbers] * (inside & ~hidden)[..., None],
        ids,
        torch.tensor([len(sentence) for sentence in ordered]),
        torch.zeros(len(ordered), dtype=torch.long),
        *(torch.zeros(0, dtype=torch.long),) * 3,
        torch.zeros(0),
        *(torch.zeros(0, dtype=torch.long),) * 2,
    )
    states, _ = net.encode(batch)
    target = text.target[numbers[hidden]]
    return nn.functional.cross_entropy(guess(states[hidden]), target, ignore_index=-1)
