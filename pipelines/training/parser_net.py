"""The parser in torch, for training: BiLSTM, joint tagger, deep biaffine heads and relations.

Dozat & Manning 2017 (arXiv:1611.01734), with the tag predicted from the same states instead of
being given, and one embedding for each treebank, because treebanks disagree (Stymne et al. 2018).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from pipelines.nlp.word_features import COLUMNS
from pipelines.training.subjects_net import SubjectNet

#: How much the choice of a subject counts in the loss, beside a tag, a head and a relation.
_SUBJECT_SHARE = 0.5


@dataclass(frozen=True)
class Sizes:
    """Layer sizes and dropout rates. ``widths`` are those of the embeddings, as in ``COLUMNS``."""

    widths: tuple[int, ...] = (64, 24, 24, 24, 24, 24, 8, 16)
    treebank: int = 8
    hidden: int = 160
    layers: int = 2
    arc: int = 160
    relation: int = 48
    subject: int = 256
    dropout: float = 0.33
    word_dropout: float = 0.15


@dataclass
class Batch:
    """Sentences as padded arrays. ``heads`` and ``subjects`` count from 1, 0 is the root and nobody; -1 pads the targets.

    Attributes:
        vectors: (B, T, D); ids: (B, T, C); lengths: (B,) descending; treebank: (B,).
        tags, heads, relations, subjects: (B, T).
        weights: (B,) how much a sentence counts in the loss.
        stretches: (B, T) number of the stretch in which a word stands.
    """

    vectors: Tensor
    ids: Tensor
    lengths: Tensor
    treebank: Tensor
    tags: Tensor
    heads: Tensor
    relations: Tensor
    weights: Tensor
    subjects: Tensor
    stretches: Tensor


class ParserNet(nn.Module):
    """Scores of tags, heads and relations. ``counts`` are the rows of each embedding.

    That it learns to choose subjects too only serves the states; ``pipelines.training.subjects`` trains the scorer that is
    shipped.
    """

    def __init__(self, sizes: Sizes, vector_width: int, counts: list[int], treebanks: int, tags: int, relations: int):
        super().__init__()
        self.sizes = sizes
        self.embeddings = nn.ModuleList(nn.Embedding(n, w) for n, w in zip(counts, sizes.widths, strict=True))
        for table in self.embeddings:
            nn.init.normal_(table.weight, std=0.1)
        self.treebank = nn.Embedding(treebanks, sizes.treebank)
        width = vector_width + sum(sizes.widths) + sizes.treebank
        self.lstms = nn.ModuleList(
            nn.LSTM(width if layer == 0 else 2 * sizes.hidden, sizes.hidden, batch_first=True, bidirectional=True)
            for layer in range(sizes.layers)
        )
        states = 2 * sizes.hidden
        self.tag = nn.Linear(states, tags)
        self.arc = nn.Linear(states, 2 * sizes.arc)
        self.relation = nn.Linear(states, 2 * sizes.relation)
        self.root = nn.Parameter(torch.zeros(states))
        self.arc_bilinear = nn.Parameter(torch.zeros(sizes.arc, sizes.arc))
        self.arc_bias = nn.Parameter(torch.zeros(sizes.arc))
        self.relation_bilinear = nn.Parameter(torch.zeros(sizes.relation + 1, relations, sizes.relation + 1))
        self.subject = SubjectNet(states * sizes.layers, sizes.subject, sizes.dropout)
        for lstm in self.lstms:
            for name, weight in lstm.named_parameters():
                if "weight_hh" in name:
                    for gate in weight.chunk(4):
                        nn.init.orthogonal_(gate)
                elif "bias" in name:
                    nn.init.zeros_(weight)

    def encode(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """States (B, T, 2H) of the last layer, and (B, T, 2HL) of all layers, these before the dropout."""
        ids, vectors = batch.ids, batch.vectors
        if self.training:
            ids, vectors = self._hide(ids, vectors)
        parts = [table(ids[..., column]) for column, table in enumerate(self.embeddings)]
        bank = self.treebank(batch.treebank)[:, None].expand(-1, ids.shape[1], -1)
        x = _shared_dropout(torch.cat([vectors, *parts, bank], -1), self.sizes.dropout, self.training, over_time=False)
        layers = []
        for lstm in self.lstms:
            packed = pack_padded_sequence(x, batch.lengths, batch_first=True)
            x, _ = pad_packed_sequence(lstm(packed)[0], batch_first=True)
            layers.append(x)
            x = _shared_dropout(x, self.sizes.dropout, self.training)
        return x, torch.cat(layers, -1)

    def _hide(self, ids: Tensor, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Hide words at random, those of a mention more often: its type has to be enough."""
        type_column = COLUMNS.index("type")
        rate = self.sizes.word_dropout
        shape = ids.shape[:2]
        typed = ids[..., type_column] > 0
        surface = torch.rand(shape) < torch.where(typed, 0.5, 0.0)
        word = surface | (torch.rand(shape) < rate)
        vector = surface | (torch.rand(shape) < rate / 2)
        rest = surface | (torch.rand(shape) < rate / 2)
        ids = ids.clone()
        ids[..., 0][word] = 0
        for column in range(1, type_column - 1):
            ids[..., column][rest] = 0
        ids[..., type_column - 1][surface] = 0
        ids[..., type_column][torch.rand(shape) < 0.1] = 0
        return ids, vectors * (~vector)[..., None]

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return tag scores (B, T, K), head scores (B, T, 1 + T) and the halves of the relation scorer."""
        return self._scores(self.encode(batch)[0], batch.lengths)

    def _scores(self, x: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        tags = self.tag(x)
        with_root = torch.cat([self.root.expand(len(x), 1, -1), x], 1)
        drop = self.sizes.dropout
        arc = _shared_dropout(nn.functional.leaky_relu(self.arc(with_root), 0.1), drop, self.training)
        relation = _shared_dropout(nn.functional.leaky_relu(self.relation(with_root), 0.1), drop, self.training)
        size = self.sizes.arc
        dependents, heads = arc[:, 1:, :size], arc[:, :, size:]
        scores = (dependents @ self.arc_bilinear + self.arc_bias) @ heads.transpose(1, 2)
        steps = torch.arange(x.shape[1])
        padding = steps[None] >= lengths[:, None]
        scores = scores.masked_fill(nn.functional.pad(padding, (1, 0))[:, None], -1e9)
        return (
            tags,
            scores,
            _with_one(relation[:, 1:, : self.sizes.relation]),
            _with_one(relation[..., self.sizes.relation :]),
        )

    def relation_scores(self, dependents: Tensor, heads: Tensor, chosen: Tensor) -> Tensor:
        """Relation scores (B, T, R) of every word with its chosen head (B, T)."""
        picked = heads.gather(1, chosen.clamp(min=0)[..., None].expand(-1, -1, heads.shape[-1]))
        return torch.einsum("btd,drh,bth->btr", dependents, self.relation_bilinear, picked)

    def loss(self, batch: Batch) -> Tensor:
        """Cross-entropy of tags, heads, relations and subjects, mean over the words that have them, sentences weighted."""
        x, layers = self.encode(batch)
        tags, arcs, dependents, heads = self._scores(x, batch.lengths)
        subjects = self.subject(layers, batch.lengths, batch.stretches)
        relations = self.relation_scores(dependents, heads, batch.heads)
        of_words = batch.weights[:, None] * (batch.heads >= 0)
        of_verbs = batch.weights[:, None] * (batch.subjects >= 0)
        total = of_words.new_zeros(())
        for scores, target, weights, share in (
            (tags, batch.tags, of_words, 1.0),
            (arcs, batch.heads, of_words, 1.0),
            (relations, batch.relations, of_words, 1.0),
            (subjects, batch.subjects, of_verbs, _SUBJECT_SHARE),
        ):
            each = nn.functional.cross_entropy(
                scores.flatten(0, 1), target.flatten(), ignore_index=-1, reduction="none"
            )
            total = total + share * (each * weights.flatten()).sum() / weights.sum().clamp(min=1.0)
        return total

    def export(self, treebank: int) -> dict[str, NDArray[np.float32]]:
        """Weights for ``pipelines.nlp.parser``, with one treebank's embedding folded into the first bias."""
        arrays = {f"embedding.{name}": table.weight for name, table in zip(COLUMNS, self.embeddings, strict=True)}
        bank = self.treebank.weight[treebank]
        for number, lstm in enumerate(self.lstms):
            inputs, recurrents, biases = [], [], []
            for suffix in ("", "_reverse"):
                weight = getattr(lstm, f"weight_ih_l0{suffix}")
                bias = getattr(lstm, f"bias_ih_l0{suffix}") + getattr(lstm, f"bias_hh_l0{suffix}")
                if number == 0:
                    bias = bias + weight[:, -len(bank) :] @ bank
                    weight = weight[:, : -len(bank)]
                inputs.append(weight.T)
                recurrents.append(getattr(lstm, f"weight_hh_l0{suffix}").T)
                biases.append(bias)
            arrays[f"lstm{number}.input"] = torch.stack(inputs)
            arrays[f"lstm{number}.recurrent"] = torch.stack(recurrents)
            arrays[f"lstm{number}.bias"] = torch.stack(biases)
        for name in ("tag", "arc", "relation"):
            layer = getattr(self, name)
            arrays[f"{name}.weight"], arrays[f"{name}.bias"] = layer.weight.T, layer.bias
        arrays |= {
            "root": self.root,
            "arc.bilinear": self.arc_bilinear,
            "arc.head_bias": self.arc_bias,
            "relation.bilinear": self.relation_bilinear,
        }
        return {name: value.detach().numpy().astype(np.float32) for name, value in arrays.items()}

    def restore(self, arrays: dict[str, NDArray[np.float32]]) -> None:
        """Take over what ``export`` made. The treebank's embedding stays folded into the first bias, so that all are zero."""
        with torch.no_grad():
            for name, table in zip(COLUMNS, self.embeddings, strict=True):
                table.weight.copy_(_tensor(arrays[f"embedding.{name}"]))
            self.treebank.weight.zero_()
            for number, lstm in enumerate(self.lstms):
                for way, suffix in enumerate(("", "_reverse")):
                    inputs = _tensor(arrays[f"lstm{number}.input"][way].T)
                    getattr(lstm, f"weight_ih_l0{suffix}")[:, : inputs.shape[1]].copy_(inputs)
                    getattr(lstm, f"weight_hh_l0{suffix}").copy_(_tensor(arrays[f"lstm{number}.recurrent"][way].T))
                    getattr(lstm, f"bias_ih_l0{suffix}").copy_(_tensor(arrays[f"lstm{number}.bias"][way]))
                    getattr(lstm, f"bias_hh_l0{suffix}").zero_()
            for name in ("tag", "arc", "relation"):
                layer = getattr(self, name)
                layer.weight.copy_(_tensor(arrays[f"{name}.weight"].T))
                layer.bias.copy_(_tensor(arrays[f"{name}.bias"]))
            self.root.copy_(_tensor(arrays["root"]))
            self.arc_bilinear.copy_(_tensor(arrays["arc.bilinear"]))
            self.arc_bias.copy_(_tensor(arrays["arc.head_bias"]))
            self.relation_bilinear.copy_(_tensor(arrays["relation.bilinear"]))


def _tensor(array: NDArray[np.float32]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(array))


def _shared_dropout(x: Tensor, rate: float, training: bool, *, over_time: bool = True) -> Tensor:
    """Dropout with one mask for all time steps (Gal & Ghahramani 2016), or a mask for each."""
    if not training or rate == 0:
        return x
    shape = (x.shape[0], 1, x.shape[2]) if over_time else x.shape
    return x * (torch.rand(shape) >= rate) / (1 - rate)


def _with_one(x: Tensor) -> Tensor:
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
