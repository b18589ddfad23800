"""From examples to padded batches: features as at run time, tags that the annotation allows as bits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from pipelines.mention.features import NGRAM_BUCKETS, UNKNOWN, FeatureReader, Tokens
from pipelines.mention.labels import FINE_TYPES, TAGS
from pipelines.training.names_sets import CONVENTIONS, Example

_KIND = {name: at for at, name in enumerate(FINE_TYPES)}
_EVERYTHING = frozenset(FINE_TYPES)
_LONGEST = 220


def absent_tags(item: Example) -> int:
    """Return as bits the tags that the sentence says nothing about, while it says something about others."""
    if item.unmarked == _EVERYTHING:
        return 0
    return sum(0b1111 << (4 * _KIND[name] + 1) for name in sorted(item.unmarked))


def allowed_tags(tokens: Tokens, examples: Sequence[Example]) -> NDArray[np.int64]:
    """Return for every token of ``tokens`` (of ``examples``, in order) its allowed tags as bits."""
    allowed = np.ones(len(tokens.start), dtype=np.int64)
    for at, item in enumerate(examples):
        begin, stop = tokens.first[at], tokens.first[at + 1]
        start, end = tokens.start[begin:stop], tokens.end[begin:stop]
        if item.unmarked == _EVERYTHING:
            allowed[begin:stop] = (1 << TAGS) - 1
        marked = [(*span, True) for span in item.spans] + [(*span, False) for span in item.maybe]
        for left, right, types, certain in marked:
            i = int(np.searchsorted(end, left, side="right"))
            j = int(np.searchsorted(start, right, side="left")) - 1
            if j < i or j >= len(start) or not (allowed[begin + i : begin + j + 1] & 1).all():
                continue  # blanks only, or a token that a name before it already holds
            for place in range(i, j + 1):
                shift = 4 if i == j else 1 if place == i else 3 if place == j else 2
                tags = sum(1 << (4 * _KIND[name] + shift) for name in types)
                allowed[begin + place] = tags if certain else allowed[begin + place] | tags
    return allowed


class Encoded:
    """Features and allowed tags of many examples, ready to be cut into batches."""

    def __init__(self, reader: FeatureReader, examples: Sequence[Example]) -> None:
        """Read the features of ``examples``."""
        self.tokens = reader.read([item.text for item in examples])
        self.allowed = allowed_tags(self.tokens, examples)
        self.convention = np.array(
            [CONVENTIONS.index(item.origin) if item.origin in CONVENTIONS else 0 for item in examples]
        )
        self.absent = np.array([absent_tags(item) for item in examples], dtype=np.int64)
        self.lengths = np.minimum(np.diff(self.tokens.first), _LONGEST)
        cut = self.tokens.first[:-1][np.diff(self.tokens.first) > _LONGEST] + _LONGEST - 1
        self.allowed[cut] = (1 << TAGS) - 1  # the name that ends beyond the cut may end here

    def batches(
        self, tokens_a_batch: int, noise: np.random.Generator | None = None, house: float = 0.5
    ) -> Iterator[tuple[NDArray[np.int64], dict[str, Tensor]]]:
        """Yield (example numbers, batch); with ``noise`` in random order, unknowns and house convention mixed in."""
        usable = np.flatnonzero(self.lengths > 0)
        keys = self.lengths[usable].astype(float)
        if noise is not None:
            keys = keys * noise.uniform(0.9, 1.1, len(keys))
        order = usable[np.argsort(keys, kind="stable")]
        groups, begin = [], 0
        for at in range(len(order)):
            longest = self.lengths[order[begin : at + 1]].max() if at + 1 == len(order) else self.lengths[order[at]]
            if (at + 1 - begin) * longest >= tokens_a_batch or at + 1 == len(order):
                groups.append(order[begin : at + 1])
                begin = at + 1
        if noise is not None:
            noise.shuffle(groups)
        for group in groups:
            yield group, self._batch(group, noise, house)

    def _batch(self, group: NDArray[np.int64], noise: np.random.Generator | None, house: float) -> dict[str, Tensor]:
        tokens, lengths = self.tokens, self.lengths[group]
        steps = int(lengths.max())
        place = np.arange(steps)[None]
        live = place < lengths[:, None]
        flat = np.where(live, tokens.first[group][:, None] + place, 0)

        def take(values: NDArray[np.int64]) -> NDArray[np.int64]:
            return np.where(live, values[flat], 0)

        character, lexeme = take(tokens.character), take(tokens.lexeme)
        left, right = take(tokens.left), take(tokens.right)
        convention = self.convention[group]
        if noise is not None:
            character = np.where(live & (noise.random(flat.shape) < 0.02), UNKNOWN, character)
            left = np.where(noise.random(flat.shape) < 0.15, 0, left)
            right = np.where(noise.random(flat.shape) < 0.15, 0, right)
            lexeme = np.where(noise.random(flat.shape) < 0.2, 0, lexeme)
            convention = np.where(noise.random(len(group)) < house, 0, convention)
        at = np.searchsorted(tokens.latin, flat)
        at = np.minimum(at, max(len(tokens.latin) - 1, 0))
        latin = np.flatnonzero((live & (tokens.latin[at] == flat)).ravel()) if len(tokens.latin) else np.zeros(0, int)
        ngrams = tokens.ngrams[at.ravel()[latin]]
        allowed = np.where(live, self.allowed[flat], 1)
        arrays = {
            "character": character,
            "left": left,
            "right": right,
            "word": take(tokens.word),
            "shape": take(tokens.shape),
            "lexeme": lexeme,
            "latin": latin,
            "ngrams": ngrams,
            "convention": convention,
            "absent": self.absent[group],
            "allowed": allowed,
            "lengths": lengths,
            "turned": np.where(live, lengths[:, None] - 1 - place, place),
        }
        batch = {name: torch.from_numpy(np.ascontiguousarray(values)) for name, values in arrays.items()}
        batch["counts"] = torch.from_numpy((ngrams != NGRAM_BUCKETS).sum(axis=1).astype(np.float32))
        return batch
