"""Whose deed a verb is, near or far: a biaffine scorer over the parser's states, in numpy.

A tree gives a subject to one verb of a chain; whom the other verbs have (甲股价下跌，拟裁员) it does not say. The scorer
chooses among all words of the sentence and nobody, as semantic dependency parsers do (Dozat & Manning 2018,
arXiv:1807.01396). Its weights lie beside the parser's; ``pipelines.training.subjects`` trains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipelines.neural import Packing

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Stands for nobody among the candidates.
NOBODY = -1
#: Marks between which a sentence's stretches lie, in both widths.
STRETCH_ENDS = frozenset("，,；;：:。")
#: How many candidates of each verb are kept.
_KEPT = 3
#: Distances are told apart by stretches between (at most five), words between (none, one or two, more), and the side.
DISTANCES = 1 + 6 * 3 * 2

#: Candidates of one verb, the likeliest first: a word's index or ``NOBODY``, and the probability to three decimals, above 0.
Candidates = tuple[tuple[int, float], ...]


class SubjectScorer:
    """The scorer; ``arrays`` are what ``SubjectNet.export`` gives."""

    def __init__(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        self._verb = arrays["verb.weight"], arrays["verb.bias"]
        self._word = arrays["word.weight"], arrays["word.bias"]
        self._bilinear, self._bias = arrays["bilinear"], arrays["word_bias"]
        self._nobody, self._distance = arrays["nobody"], arrays["distance"]

    def __call__(
        self,
        states: Floats,
        packing: Packing,
        verbs: NDArray[np.bool_],
        stretches: Ints,
        words: NDArray[np.bool_] | None = None,
    ) -> list[dict[int, Candidates]]:
        """The likeliest subjects of verbs, for every sentence of a batch.

        Args:
            states: (N, S) packed states of the parser.
            verbs: (B, T) which words to find subjects for.
            stretches: (B, T) number of the stretch in which a word stands.
            words: (B, T) which words may be subjects; all where it is not given.
        """
        found: list[dict[int, Candidates]] = [{} for _ in packing.lengths]
        sentence, verb = np.nonzero(verbs & packing.mask)
        if not len(verb):
            return found
        of_verbs = _leaky(states[packing.rows[sentence, verb]] @ self._verb[0] + self._verb[1])
        of_verbs = of_verbs @ self._bilinear + self._bias
        allowed = packing.mask if words is None else packing.mask & words
        rows = packing.rows[allowed]
        of_words = np.zeros((len(states), len(self._bias)), np.float32)
        of_words[rows] = _leaky(states[rows] @ self._word[0] + self._word[1])
        scores = np.empty((len(verb), 1 + packing.rows.shape[1]), np.float32)
        scores[:, 0] = of_verbs @ self._nobody + self._distance[0]
        bounds = np.searchsorted(sentence, np.arange(len(packing.lengths) + 1))
        for row, (first, last) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
            scores[first:last, 1:] = of_verbs[first:last] @ of_words[packing.rows[row]].T
        scores[:, 1:] += self._distance[distances(sentence, verb, stretches)]
        scores[:, 1:][~allowed[sentence]] = -np.inf
        scores[np.arange(len(verb)), 1 + verb] = -np.inf
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        kept = np.argsort(-shares, axis=1, kind="stable")[:, :_KEPT]
        chances = np.round(np.take_along_axis(shares, kept, axis=1), 3).tolist()
        for number, of, who, likely in zip(sentence.tolist(), verb.tolist(), (kept - 1).tolist(), chances, strict=True):
            found[number][of] = tuple([pair for pair in zip(who, likely, strict=True) if pair[1]])
        return found

    def of_sentence(self, states: Floats, words: Sequence[str], verbs: Sequence[int]) -> dict[int, Candidates]:
        """The likeliest subjects of chosen words of one sentence, among all its words; ``states`` are (T, S)."""
        asked = np.zeros((1, len(words)), bool)
        asked[0, list(verbs)] = True
        return self(states, Packing.of([len(words)]), asked, stretches_of([words]))[0]


def distances(sentence: Ints, verb: Ints, stretches: Ints) -> Ints:
    """(V, T) the number of the distance between each verb and every word."""
    commas = np.minimum(np.abs(stretches[sentence, verb][:, None] - stretches[sentence]), 5)
    steps = np.arange(stretches.shape[1])[None] - verb[:, None]
    gap = np.digitize(np.abs(steps), (2, 4))
    numbers: Ints = 1 + (commas * 3 + gap) * 2 + (steps < 0)
    return numbers


def stretches_of(sentences: Sequence[Sequence[str]]) -> Ints:
    """(B, T) how many ends of stretches stand before a word or are that word."""
    numbers = np.zeros((len(sentences), max(map(len, sentences))), np.int64)
    for row, words in enumerate(sentences):
        numbers[row, : len(words)] = np.cumsum([word in STRETCH_ENDS for word in words])
    return numbers


def _leaky(x: Floats) -> Floats:
    kept: Floats = np.maximum(x, 0.1 * x)
    return kept
