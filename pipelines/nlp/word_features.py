"""What the parser sees of one word: a vector from raw text, and numbers of its parts.

Known words have a vector of their own, others the mean of the vectors of their character n-grams
(Bojanowski et al. 2017). Added to it are embeddings of the word, of its first and last two
characters, of the part of speech that jieba's dictionary gives it, of its shape, and of the type
of mention that it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipelines.neural import BiLSTM, Packing

Floats = NDArray[np.float32]

UNKNOWN = 0
#: The columns of the embedded features, in the order in which they stand after the static vector.
COLUMNS = ("word", "first", "second", "before_last", "last", "dictionary", "shape", "type")

_DIGITS_TO_ZERO = str.maketrans("123456789", "000000000")
_NUMERALS = "零〇一二三四五六七八九十百千万亿两几"
_SHAPES = (
    re.compile(r"[0-9][0-9,.:%/\-]*"),
    re.compile(f"[{_NUMERALS}]+"),
    re.compile(r"[0-9].*"),
    re.compile(r"[A-Za-z][A-Za-z0-9 .&'\-]*"),
    re.compile(r"[^\w]+"),
)
_FIRST_LENGTH_SHAPE = 1 + len(_SHAPES)
SHAPE_COUNT = _FIRST_LENGTH_SHAPE + 5


def key(form: str) -> str:
    """The form under which a folded word is looked up: every digit is ``0``."""
    return form.translate(_DIGITS_TO_ZERO)


def shape(form: str) -> int:
    """Shape of a folded word: number, Latin, punctuation, or its length in characters."""
    if form.isalpha() and not form.isascii() and form[0] not in _NUMERALS:  # most words: none of the patterns can match
        return _FIRST_LENGTH_SHAPE + min(len(form), 5) - 1
    for number, pattern in enumerate(_SHAPES, start=1):
        if pattern.fullmatch(form):
            return number
    return _FIRST_LENGTH_SHAPE + min(len(form), 5) - 1


def grams(word: str) -> Iterator[str]:
    """Character n-grams of one and two characters, the word's edges marked as in fastText."""
    marked = f"<{word}>"
    yield from word
    for start in range(len(marked) - 1):
        yield marked[start : start + 2]


@dataclass(frozen=True)
class WordTable:
    """Words, characters and n-grams that the model knows, with their static vectors.

    Attributes:
        words: word → row of ``vectors``; dictionary words without a vector of their own have none.
        grams: n-gram → row of ``gram_vectors``.
        learned: word → row of the learned word embedding, from 1.
        characters: character → row of the character embeddings, from 1.
        dictionary: word → number of its part of speech in jieba's dictionary, from 1.
        types: mention type → number, from 1.
        vectors, gram_vectors: (V, D), (G, D).
    """

    words: dict[str, int]
    grams: dict[str, int]
    learned: dict[str, int]
    characters: dict[str, int]
    dictionary: dict[str, int]
    types: dict[str, int]
    vectors: Floats
    gram_vectors: Floats

    def vectors_of(self, forms: Sequence[str]) -> Floats:
        """Static vectors (N, D) of folded words, each of length 1, or zeros where nothing of it is known."""
        found = np.zeros((len(forms), self.vectors.shape[1]), np.float32)
        words = [key(form) for form in forms]
        rows = np.asarray([self.words.get(word, -1) for word in words], np.int64)
        found[rows >= 0] = self.vectors[rows[rows >= 0]]
        for index in np.flatnonzero(rows < 0).tolist():
            parts = [self.grams[gram] for gram in grams(words[index]) if gram in self.grams]
            if parts:
                found[index] = self.gram_vectors[parts].mean(axis=0)
        norms = np.sqrt(np.einsum("nd,nd->n", found, found))
        found /= np.where(norms > 0, norms, 1.0)[:, None]
        return found

    def ids(self, form: str, type_: str = "") -> tuple[int, ...]:
        """Numbers of a folded word's embedded features, in the order of ``COLUMNS``."""
        word = key(form)
        character = self.characters.get
        return (
            self.learned.get(word, UNKNOWN),
            character(word[:1], UNKNOWN),
            character(word[1:2], UNKNOWN),
            character(word[-2:-1], UNKNOWN),
            character(word[-1:], UNKNOWN),
            self.dictionary.get(word, UNKNOWN),
            shape(form),
            self.types.get(type_, UNKNOWN),
        )


@dataclass
class GateCache:
    """The first layer's input gates for (word, type) pairs, made once and kept.

    They depend on nothing but the pair, and words repeat, so most of the first layer's product is
    never computed again.

    Args:
        table: what is known of words.
        embeddings: one (rows, width) array for each of ``COLUMNS``.
        layer: the first layer.
        capacity: pairs to keep; when it is full, it starts again.
    """

    table: WordTable
    embeddings: Sequence[Floats]
    layer: BiLSTM
    capacity: int = 12_000
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict, init=False, repr=False)
    _gates: Floats = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._gates = np.empty((2, 512, self.layer.input.shape[2]), np.float32)

    def gates(self, words: Sequence[tuple[str, str]], packing: Packing) -> Floats:
        """Gates (2, N, 4H) of a packed batch.

        Args:
            words: folded words with their mention types, sentence by sentence.
            packing: of the same words.
        """
        known = self._numbers
        if len(known) + len(words) > self.capacity and any(word not in known for word in words):
            known.clear()
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            self._add(new)
        numbers = np.empty(len(words), np.int64)
        numbers[packing.rows[packing.mask]] = [known[word] for word in words]
        found = np.empty((2, len(words), self._gates.shape[2]), np.float32)
        np.take(self._gates[0], numbers, axis=0, out=found[0], mode="clip")
        np.take(self._gates[1], numbers[packing.reverse], axis=0, out=found[1], mode="clip")
        return found

    def _add(self, words: list[tuple[str, str]]) -> None:
        first, last = len(self._numbers), len(self._numbers) + len(words)
        if last > self._gates.shape[1]:
            grown = np.empty((2, max(last, 2 * first), self._gates.shape[2]), np.float32)
            grown[:, :first] = self._gates[:, :first]
            self._gates = grown
        ids = np.asarray([self.table.ids(*word) for word in words])
        parts = [part[ids[:, column]] for column, part in enumerate(self.embeddings)]
        rows = np.concatenate([self.table.vectors_of([form for form, _ in words]), *parts], axis=1)
        for way in (0, 1):
            self.layer.project(rows, way, out=self._gates[way, first:last])
        self._numbers.update(zip(words, range(first, last), strict=True))
