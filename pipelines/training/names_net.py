"""The network in torch, and a conditional random field whose gold may be several paths.

The loss is log Z(all paths) - log Z(paths that the annotation allows): where an annotation does not say
what a token is, every tag is allowed (Tsuboi et al. 2008; Jie et al. 2019). Types that a set never marks
are absent from both sums: its sentences say neither that there are such names nor that there are none.
Sums and gradients come from a forward-backward pass with few steps, not from autograd.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from pipelines.mention.features import FIRST_CHARACTER, NGRAM_BUCKETS, SHAPE_IDS, UNKNOWN, Vocabulary
from pipelines.mention.labels import FINE_TYPES, TAGS

FORBIDDEN = -1e4
#: Shares of the tokens that are trained without their pairs, without their word, and with an unknown character: pairs
#: and words are enough to learn the names of the training sentences by heart.
NO_PAIRS, NO_WORD, NO_CHARACTER = 0.3, 0.3, 0.03


@dataclass(frozen=True)
class Sizes:
    """Widths of the layers."""

    character: int = 96
    bigram: int = 48
    word: int = 24
    shape: int = 16
    lexeme: int = 32
    convention: int = 8
    hidden: int = 128

    @property
    def inputs(self) -> int:
        """Width of a token's vector."""
        return self.character + 2 * self.bigram + self.word + self.shape + self.lexeme + self.convention


class _Field(torch.autograd.Function):
    """log Z of scored paths in probability space, with marginals as gradients."""

    @staticmethod
    def forward(ctx: Any, scores: Tensor, transition: Tensor, lengths: Tensor) -> Tensor:
        """Return log Z, shape (B,), of scores (B, T, S) and transition (S, S); start is free."""
        batch, steps, _ = scores.shape
        top = scores.max(dim=2, keepdim=True).values
        weight = (scores - top).exp()
        step = transition.exp()
        alpha = torch.empty_like(weight)
        scale = torch.ones(batch, steps)
        live = torch.arange(steps)[None] < lengths[:, None]
        current = weight[:, 0]
        for at in range(steps):
            if at:
                current = (current @ step) * weight[:, at]
            total = current.sum(dim=1, keepdim=True).clamp_min(1e-30)
            current = current / total
            alpha[:, at] = current
            scale[:, at] = total[:, 0]
        log_z = ((scale.log() + top[:, :, 0]) * live).sum(dim=1)
        beta = torch.ones_like(weight)
        current = torch.ones_like(weight[:, 0])
        back = step.t().contiguous()
        pairs = torch.zeros_like(transition)
        for at in range(steps - 2, -1, -1):
            ahead = weight[:, at + 1] * current
            inside = live[:, at + 1, None]
            ahead = ahead / scale[:, at + 1, None] * inside
            pairs += alpha[:, at].t() @ ahead
            current = torch.where(inside, ahead @ back, torch.ones_like(current))
            beta[:, at] = current
        ctx.save_for_backward(alpha * beta * live[:, :, None], pairs * step)
        return log_z

    @staticmethod
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, Tensor, None]:  # type: ignore[override]
        """Return the marginals; ``gradient`` must be one number for all (a sum or a mean of log Z)."""
        marginals, pairs = ctx.saved_tensors
        return marginals * gradient[:, None, None], pairs * gradient[0], None


class Transitions(nn.Module):
    """Scores between tags, tied so that a name that ends counts alike whether it was long or one token."""

    def __init__(self) -> None:
        super().__init__()
        kinds = len(FINE_TYPES)
        self.between = nn.Parameter(torch.zeros(kinds + 1, kinds + 1))
        self.within = nn.Parameter(torch.zeros(kinds, 2, 2))
        source, target, where = [], [], []
        ends = [(0, 0)] + [(k + 1, tag) for k in range(kinds) for tag in (4 * k + 3, 4 * k + 4)]
        starts = [(0, 0)] + [(k + 1, tag) for k in range(kinds) for tag in (4 * k + 1, 4 * k + 4)]
        for left, tag in ends:
            for right, following in starts:
                source.append(tag)
                target.append(following)
                where.append(left * (kinds + 1) + right)
        base = (kinds + 1) ** 2
        for k in range(kinds):
            for i, tag in enumerate((4 * k + 1, 4 * k + 2)):
                for j, following in enumerate((4 * k + 2, 4 * k + 3)):
                    source.append(tag)
                    target.append(following)
                    where.append(base + 4 * k + 2 * i + j)
        self.index = (torch.tensor(source), torch.tensor(target))
        self.where = torch.tensor(where)

    def forward(self) -> Tensor:
        """Return the full matrix (TAGS, TAGS); what the scheme forbids is FORBIDDEN."""
        values = torch.cat([self.between.reshape(-1), self.within.reshape(-1)])[self.where]
        return torch.full((TAGS, TAGS), FORBIDDEN).index_put(self.index, values)


def _blinded(batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The batch with some features of some tokens taken away (0: not in the table)."""

    def some(share: float) -> Tensor:
        return torch.rand(batch["character"].shape) < share

    pairs, word = some(NO_PAIRS), some(NO_WORD)
    unknown = some(NO_CHARACTER) & (batch["character"] >= FIRST_CHARACTER)
    return batch | {
        "left": batch["left"].masked_fill(pairs, 0),
        "right": batch["right"].masked_fill(pairs, 0),
        "lexeme": batch["lexeme"].masked_fill(word, 0),
        "character": batch["character"].masked_fill(unknown, UNKNOWN),
    }


class NamesNet(nn.Module):
    """Embeddings, one bidirectional LSTM, tag scores."""

    def __init__(self, vocabulary: Vocabulary, characters: int, conventions: int, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.character = nn.Embedding(characters, sizes.character, padding_idx=0)
        self.ngram = nn.Embedding(NGRAM_BUCKETS + 1, sizes.character, padding_idx=NGRAM_BUCKETS)
        self.bigram = nn.Embedding(len(vocabulary.bigrams) + 1, sizes.bigram)
        self.word = nn.Embedding(vocabulary.words, sizes.word)
        self.shape = nn.Embedding(SHAPE_IDS, sizes.shape)
        self.lexeme = nn.Embedding(len(vocabulary.lexemes) + 1, sizes.lexeme)
        self.convention = nn.Embedding(conventions, sizes.convention)
        self.forwards = nn.LSTM(sizes.inputs, sizes.hidden, batch_first=True)
        self.backwards = nn.LSTM(sizes.inputs, sizes.hidden, batch_first=True)
        self.output = nn.Linear(2 * sizes.hidden, TAGS)
        self.transitions = Transitions()
        kinds = range(len(FINE_TYPES))
        self.first = torch.zeros(TAGS)
        self.first[[4 * k + part for k in kinds for part in (2, 3)]] = FORBIDDEN
        self.last = torch.zeros(TAGS)
        self.last[[4 * k + part for k in kinds for part in (1, 2)]] = FORBIDDEN
        self.drop_in = nn.Dropout(0.25)
        self.drop_out = nn.Dropout(0.4)
        for table in (self.character, self.ngram, self.bigram, self.word, self.shape, self.lexeme, self.convention):
            nn.init.normal_(table.weight, std=0.3)

    def forward(self, batch: dict[str, Tensor]) -> Tensor:
        """Return tag scores (B, T, TAGS) of a batch made by ``names_batches``."""
        if self.training:
            batch = _blinded(batch)
        character = self.character(batch["character"])
        if len(batch["latin"]):
            runs = self.ngram(batch["ngrams"]).sum(dim=1) / batch["counts"][:, None]
            flat = character.reshape(-1, character.shape[-1]).index_add(0, batch["latin"], runs)
            character = flat.reshape(character.shape)
        inputs = torch.cat(
            [
                character,
                self.bigram(batch["left"]),
                self.bigram(batch["right"]),
                self.word(batch["word"]),
                self.shape(batch["shape"]),
                self.lexeme(batch["lexeme"]),
                self.convention(batch["convention"])[:, None].expand(-1, character.shape[1], -1),
            ],
            dim=2,
        )
        inputs = self.drop_in(inputs)
        turned = batch["turned"]
        ahead, _ = self.forwards(inputs)
        behind, _ = self.backwards(inputs.gather(1, turned[:, :, None].expand_as(inputs)))
        behind = behind.gather(1, turned[:, :, None].expand_as(behind))
        return self.output(self.drop_out(torch.cat([ahead, behind], dim=2)))

    def loss(self, batch: dict[str, Tensor]) -> Tensor:
        """Return the mean over tokens of log Z(all) - log Z(allowed)."""
        scores = self(batch)
        transition = self.transitions()
        allowed = batch["allowed"]
        bits = (allowed[:, :, None] >> torch.arange(TAGS)) & 1
        penalty = torch.where(bits == 1, 0.0, FORBIDDEN)
        absent = (batch["absent"][:, None, None] >> torch.arange(TAGS)) & 1
        scores = scores + FORBIDDEN * absent
        edges = torch.zeros_like(scores)
        edges[:, 0] = self.first
        edges[torch.arange(len(scores)), batch["lengths"] - 1] += self.last
        scores = scores + edges
        everything = _Field.apply(scores, transition, batch["lengths"])
        wanted = _Field.apply(scores + penalty, transition, batch["lengths"])
        return (everything - wanted).sum() / batch["lengths"].sum()
