"""What the names model sees of a text: tokens, and for each token a few small integers.

A token is one character, or one run of Latin letters and digits; blanks are no tokens. All features of
many sentences are computed at once with numpy, so that reading costs less than the network itself.
Training and run time share this module.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipelines.nlp.normalise import fold
from pipelines.segment.protocol import Segmenter

Ints = NDArray[np.int64]

#: First ids of the character table: nothing, unknown, edge of a sentence, then one for each Latin shape.
PAD, UNKNOWN, EDGE = 0, 1, 2
SHAPES = ("digits", "lower", "upper", "title", "camel", "letter", "digits+letters", "letters+digits")
FIRST_SHAPE = 3
FIRST_CHARACTER = FIRST_SHAPE + len(SHAPES)

NGRAM_BUCKETS = 6000
NGRAMS_OF_A_RUN = 20
#: Letters of a Latin run that are looked at; longer ones are addresses, hashes or noise.
LONGEST_RUN = 24
#: A Latin run is a generic term (GPU, App), a given or family name (Susan), both, or neither.
LATIN_LISTS = 4
SHAPE_IDS = (len(SHAPES) + 1) * 2 * 2 * LATIN_LISTS

_OTHER, _SPACE, _LATIN = 0, 1, 2
_CACHED_RUNS = 100_000
#: More than there are lexemes: a word's tag and lexeme are kept as tag * _LEXEMES + lexeme.
_LEXEMES = 1 << 20


@dataclass(frozen=True)
class Tokens:
    """Tokens of many sentences, one after the other; every array is of length N (all tokens).

    ``first[s]:first[s + 1]`` are the tokens of sentence s; ``start`` and ``end`` count code points in
    that sentence. ``latin`` are the positions of Latin tokens, ``ngrams`` (len(latin), NGRAMS_OF_A_RUN)
    their hashed character n-grams, padded with NGRAM_BUCKETS.
    """

    first: Ints
    start: Ints
    end: Ints
    character: Ints
    left: Ints
    right: Ints
    word: Ints
    lexeme: Ints
    shape: Ints
    latin: Ints
    ngrams: Ints


@dataclass(frozen=True)
class Vocabulary:
    """The tables that turn text into ids: code points, pairs of ids, tags of jieba's dictionary, frequent words."""

    characters: Ints
    bigrams: Ints
    tags: tuple[str, ...]
    lexemes: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        """Number of word ids: a tag (or none) times the four places in a word."""
        return (len(self.tags) + 1) * 4


def _kinds() -> NDArray[np.uint8]:
    kinds = np.zeros(0x10000, dtype=np.uint8)
    for code in range(0x3000):
        character = chr(code)
        if character.isspace() or code < 0x20 or 0x7F <= code < 0xA0:
            kinds[code] = _SPACE
        elif code < 0x250 and character.isalnum() and (code < 0x80 or character.isalpha()):
            kinds[code] = _LATIN
    kinds[0x3000] = kinds[0xFEFF] = kinds[0x200B] = _SPACE
    return kinds


_KINDS = _kinds()


def _shape(run: str) -> int:
    if run.isdigit():
        return 0
    if run.isalpha():
        if len(run) == 1:
            return 5
        if run.islower():
            return 1
        if run.isupper():
            return 2
        return 3 if run[1:].islower() else 4
    return 6 if run[0].isdigit() else 7


def run_features(run: str) -> tuple[int, list[int]]:
    """Return shape and hashed n-grams of one Latin run (the whole, then its 2- to 4-grams)."""
    lower = run[:LONGEST_RUN].lower()
    if lower.isdigit():
        pieces = [f"#{len(run)}", lower]
    else:
        edged = f"<{lower}>"
        pieces = [edged]
        for length in (3, 4, 2):
            pieces += [edged[at : at + length] for at in range(len(edged) - length + 1)]
    hashes = [zlib.crc32(piece.encode("utf-8", "surrogatepass")) % NGRAM_BUCKETS for piece in pieces[:NGRAMS_OF_A_RUN]]
    return _shape(run), hashes + [NGRAM_BUCKETS] * (NGRAMS_OF_A_RUN - len(hashes))


def pair(left: Ints, right: Ints) -> Ints:
    """Return one number for each pair of character ids: the key of the bigram table."""
    return left * 65536 + right


class FeatureReader:
    """Reads tokens and features; keeps a bounded cache of the Latin runs that it has seen."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        segmenter: Segmenter,
        tags: dict[str, str],
        generic: frozenset[str],
        personal: frozenset[str],
    ) -> None:
        """Take the tables, a segmenter, its words' tags, and lists of generic terms and personal names (lower case)."""
        self.vocabulary = vocabulary
        self._segmenter = segmenter
        number = {tag: at + 1 for at, tag in enumerate(vocabulary.tags)}
        # Tag and lexeme of a word in one number, so that a word costs one look-up.
        self._word_ids = {word: number[tag] * _LEXEMES for word, tag in tags.items() if tag in number}
        for at, word in enumerate(vocabulary.lexemes):
            self._word_ids[word] = self._word_ids.get(word, 0) + at + 1
        self._generic = generic
        self._personal = personal
        self._ids = np.full(0x10000, UNKNOWN, dtype=np.int64)
        self._ids[vocabulary.characters] = np.arange(len(vocabulary.characters)) + FIRST_CHARACTER
        self._runs: dict[str, tuple[int, list[int]]] = {}

    def read(self, sentences: Sequence[str]) -> Tokens:
        """Return the tokens of ``sentences`` with their features. Any string is allowed."""
        folded = [fold(sentence) for sentence in sentences]
        text = "\n".join([*folded, ""])
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
        codes = np.where(codes > 0xFFFF, 0xFFFF, codes)
        kinds = _KINDS[codes]
        is_latin = kinds == _LATIN
        token = kinds != _SPACE
        joined = np.zeros(len(codes), dtype=bool)
        joined[1:] = is_latin[1:] & is_latin[:-1]
        start = np.flatnonzero(token & ~joined)
        last = np.ones(len(codes), dtype=bool)
        last[:-1] = ~joined[1:]
        end = np.flatnonzero(token & last) + 1

        offsets = np.cumsum([0] + [len(sentence) + 1 for sentence in folded])
        first = np.searchsorted(start, offsets)
        owner = np.repeat(np.arange(len(folded)), np.diff(first))
        latin = np.flatnonzero(is_latin[start])
        character = self._ids[codes[start]]
        lists = np.zeros(len(start), dtype=np.int64)
        ngrams = self._read_runs(text, start, end, latin, character, lists)
        left, right = self._bigrams(character, first)
        same = owner[1:] == owner[:-1]
        spaced, beside = np.zeros(len(start), dtype=bool), np.zeros(len(start), dtype=bool)
        spaced[1:] = same & (start[1:] > end[:-1])
        beside[1:] |= same & is_latin[start[:-1]]
        beside[:-1] |= same & is_latin[start[1:]]
        shape = np.where(is_latin[start], character - FIRST_SHAPE + 1, 0)
        shape = ((shape * 2 + spaced) * 2 + beside) * LATIN_LISTS + lists
        word, lexeme = self._words(folded, len(codes))
        base = offsets[owner]
        return Tokens(
            first, start - base, end - base, character, left, right, word[start], lexeme[start], shape, latin, ngrams
        )

    def _read_runs(self, text: str, start: Ints, end: Ints, latin: Ints, character: Ints, lists: Ints) -> Ints:
        """Fill ``character`` and ``lists`` of the Latin tokens, return their n-grams."""
        if len(self._runs) > _CACHED_RUNS:
            self._runs.clear()
        shapes, rows = [], []
        listed = []
        for begin, stop in zip(start[latin].tolist(), end[latin].tolist(), strict=True):
            run = text[begin:stop]
            known = self._runs.get(run)
            if known is None:
                known = self._runs[run] = run_features(run)
            shapes.append(known[0])
            rows.append(known[1])
            lower = run.lower()
            listed.append((lower in self._generic) + 2 * (lower in self._personal))
        character[latin] = np.asarray(shapes, dtype=np.int64) + FIRST_SHAPE
        lists[latin] = listed
        return np.asarray(rows, dtype=np.int64).reshape(len(latin), NGRAMS_OF_A_RUN)

    def _bigrams(self, character: Ints, first: Ints) -> tuple[Ints, Ints]:
        """Return for each token the id of the pair before and of the pair after it (0: not in the table)."""
        before, after = np.full(len(character), EDGE), np.full(len(character), EDGE)
        before[1:], after[:-1] = character[:-1], character[1:]
        inside = first[:-1][np.diff(first) > 0]
        before[inside] = EDGE
        after[inside[1:] - 1] = EDGE
        return self._look_up(pair(before, character)), self._look_up(pair(character, after))

    def _look_up(self, keys: Ints) -> Ints:
        table = self.vocabulary.bigrams
        if not len(table):
            return np.zeros(len(keys), dtype=np.int64)
        at = np.minimum(np.searchsorted(table, keys), len(table) - 1)
        return np.where(table[at] == keys, at + 1, 0)

    def _words(self, folded: Sequence[str], size: int) -> tuple[Ints, Ints]:
        """Return for each code point its word's tag with its place in it (begin, middle, end, single), and lexeme."""
        lengths: list[int] = []
        ids: list[int] = []
        known = self._word_ids.get
        for sentence in folded:
            words = self._segmenter.cut(sentence)
            lengths += map(len, words)
            ids += [known(word, 0) for word in words]
            lengths.append(1)
            ids.append(0)
        length = np.asarray(lengths, dtype=np.int64)
        stop = np.cumsum(length)
        place = np.ones(size, dtype=np.int64)
        place[stop - length] = 0
        place[stop - 1] = np.where(length == 1, 3, 2)
        tag, lexeme = np.divmod(np.repeat(np.asarray(ids, dtype=np.int64), length), _LEXEMES)
        return tag * 4 + place, lexeme
