"""The subject scorer in torch, for training: a biaffine over the states of all layers of the parser."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from pipelines.nlp.subjects import DISTANCES


class SubjectNet(nn.Module):
    """Scores of nobody and of every word as the subject of every verb; ``states`` and ``width`` are widths."""

    def __init__(self, states: int, width: int, dropout: float) -> None:
        super().__init__()
        self.dropout = dropout
        self.verb, self.word = nn.Linear(states, width), nn.Linear(states, width)
        self.bilinear = nn.Parameter(torch.zeros(width, width))
        self.word_bias = nn.Parameter(torch.zeros(width))
        self.nobody = nn.Parameter(torch.zeros(width))
        self.distance = nn.Embedding(DISTANCES, 1)
        nn.init.zeros_(self.distance.weight)

    def forward(self, states: Tensor, lengths: Tensor, stretches: Tensor) -> Tensor:
        """Log-probabilities (B, T, 1 + T) of nobody and of every word, for every word as a verb.

        Args:
            states: (B, T, S); lengths: (B,).
            stretches: (B, T) number of the stretch in which a word stands.
        """
        states = self._drop(states)
        verbs = self._drop(nn.functional.leaky_relu(self.verb(states), 0.1))
        words = self._drop(nn.functional.leaky_relu(self.word(states), 0.1))
        words = torch.cat([self.nobody.expand(len(words), 1, -1), words], 1)
        apart = nn.functional.pad(distances(stretches), (1, 0))
        scores = (verbs @ self.bilinear + self.word_bias) @ words.transpose(1, 2) + self.distance(apart)[..., 0]
        steps = torch.arange(states.shape[1])
        padding = nn.functional.pad(steps[None] >= lengths[:, None], (1, 0))
        itself = nn.functional.pad(torch.eye(len(steps), dtype=torch.bool), (1, 0))
        return scores.masked_fill(padding[:, None] | itself, -1e9).log_softmax(-1)

    def export(self) -> dict[str, NDArray[np.float32]]:
        """Weights for ``pipelines.nlp.subjects``."""
        arrays = {
            "verb.weight": self.verb.weight.T,
            "verb.bias": self.verb.bias,
            "word.weight": self.word.weight.T,
            "word.bias": self.word.bias,
            "bilinear": self.bilinear,
            "word_bias": self.word_bias,
            "nobody": self.nobody,
            "distance": self.distance.weight[:, 0],
        }
        return {name: value.detach().numpy().astype(np.float32) for name, value in arrays.items()}

    def _drop(self, x: Tensor) -> Tensor:
        return nn.functional.dropout(x, self.dropout, self.training)


def distances(stretches: Tensor) -> Tensor:
    """(B, T, T) the numbers of the distances from each verb to every word, as ``pipelines.nlp.subjects`` counts them."""
    steps = torch.arange(stretches.shape[1])
    ahead = steps[None] - steps[:, None]
    gap = torch.bucketize(ahead.abs(), torch.tensor([2, 4]), right=True)
    commas = (stretches[:, :, None] - stretches[:, None]).abs().clamp(max=5)
    return 1 + (commas * 3 + gap) * 2 + (ahead < 0)
