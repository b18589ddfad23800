"""The names model at run time: names in sentences, found on characters, with numpy only."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.claim.errors import ModelError
from pipelines.mention.crf import decode, span_probabilities, spans_of_tags, transition_matrix
from pipelines.mention.features import FIRST_CHARACTER, FeatureReader, Tokens, Vocabulary
from pipelines.mention.labels import CLASS_OF, FINE_TYPES
from pipelines.neural import BiLSTM, Packing, digest, load
from pipelines.nlp.normalise import fold
from pipelines.segment.dictionary import dictionary_tags
from pipelines.segment.jieba_words import JiebaSegmenter
from pipelines.segment.protocol import Segmenter

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FOLDER = Path(__file__).parent.parent / "models" / "names"

#: Tokens that the network sees at once of a sentence; longer ones are cut, after punctuation where there is any.
_WINDOW = 256
_TABLES = ("character", "ngram", "bigram", "word", "shape", "lexeme")
_TOKENS_A_BATCH = 6144
_SENTENCES_A_CHUNK = 2048
#: Code points of the marks after which a long sentence may be cut.
_MARKS = np.array([ord(mark) for mark in "，。；：！？、,.;!?"], dtype=np.int64)


@dataclass(frozen=True)
class NamedSpan:
    """A name in a sentence: ``sentence[start:end]``, offsets in code points.

    ``type`` is a class of the ontology, ``fine`` the model's finer type (Game of Work, Scene of Place),
    ``score`` its probability among all readings of the sentence, in (0, 1].
    """

    start: int
    end: int
    type: str
    score: float
    fine: str = ""


class NamesModel:
    """A bidirectional LSTM with a conditional random field over tokens (Lample et al. 2016)."""

    def __init__(self, reader: FeatureReader, arrays: dict[str, NDArray[Any]], conventions: Sequence[str]) -> None:
        """Take the feature reader, the arrays of ``weights.npz`` and the names of the conventions."""
        self._reader = reader
        self.conventions = tuple(conventions)
        self._tables = {name: _table(arrays, name) for name in _TABLES}
        convention = arrays["convention"].astype(np.float32)
        inputs, recurrent, bias = (
            np.stack([arrays[f"lstm.{way}.{part}"] for way in (0, 1)]).astype(np.float32)
            for part in ("input", "recurrent", "bias")
        )
        width = convention.shape[1]
        # The convention is the same for all tokens: its part of the input is a bias.
        self._layers = [
            BiLSTM.make(inputs[:, :-width], recurrent, bias + row @ inputs[:, -width:]) for row in convention
        ]
        self._output = arrays["output.weight"].astype(np.float32)
        self._output_bias = arrays["output.bias"].astype(np.float32)
        self._between = arrays["between"].astype(np.float32)
        self._within = arrays["within"].astype(np.float32)
        self._transition = transition_matrix(self._between, self._within)
        self._seen = arrays.get("seen", np.zeros(0, dtype=np.uint32))

    def find(self, sentences: Sequence[str], convention: str = "house") -> list[list[NamedSpan]]:
        """Return the names of each sentence, in order and without overlaps.

        Args:
            sentences: any strings; they are folded here, offsets stay those of the string given.
            convention: whose guidelines to follow; ``house`` for none in particular, or a training set's name.

        Raises:
            ModelError: the model was not trained with that convention.
        """
        if convention not in self.conventions:
            raise ModelError(f"unknown convention of names {convention!r}; use one of {', '.join(self.conventions)}")
        layer = self._layers[self.conventions.index(convention)]
        found: list[list[NamedSpan]] = []
        for begin in range(0, len(sentences), _SENTENCES_A_CHUNK):
            found += self._find_chunk(sentences[begin : begin + _SENTENCES_A_CHUNK], layer)
        return found

    def seen(self, name: str) -> bool:
        """Whether ``name`` was marked somewhere in training (known by a hash: one in 60,000 answers is wrong)."""
        key = name_hash(name)
        at = int(np.searchsorted(self._seen, key))
        return at < len(self._seen) and int(self._seen[at]) == key

    def _find_chunk(self, sentences: Sequence[str], layer: BiLSTM) -> list[list[NamedSpan]]:
        tokens = self._reader.read(sentences)
        found: list[list[NamedSpan]] = [[] for _ in sentences]
        begins, ends = self._windows(tokens)
        order = np.argsort(begins - ends, kind="stable")
        for group in _groups(order, ends - begins):
            for first, last, kind, score in self._spans(tokens, begins[group], ends[group], layer):
                owner = int(np.searchsorted(tokens.first, first, side="right")) - 1
                fine = FINE_TYPES[kind]
                found[owner].append(
                    NamedSpan(int(tokens.start[first]), int(tokens.end[last]), CLASS_OF[fine], score, fine)
                )
        for spans in found:
            spans.sort(key=lambda span: span.start)
        return found

    def _windows(self, tokens: Tokens) -> tuple[Ints, Ints]:
        """Return first token and end of what the network sees at once: sentences, or pieces of long ones."""
        begins, ends = tokens.first[:-1], tokens.first[1:]
        if (ends - begins).max(initial=0) > _WINDOW:
            pieces = [piece for a, b in zip(begins, ends, strict=True) for piece in self._cut(tokens, int(a), int(b))]
            begins, ends = np.array(pieces, dtype=np.int64).reshape(-1, 2).T
        some = ends > begins
        return begins[some], ends[some]

    def _cut(self, tokens: Tokens, begin: int, end: int) -> Iterator[tuple[int, int]]:
        marks = np.searchsorted(self._reader.vocabulary.characters, _MARKS) + FIRST_CHARACTER
        while end - begin > _WINDOW:
            half = begin + _WINDOW // 2
            places = np.flatnonzero(np.isin(tokens.character[half : begin + _WINDOW], marks))
            stop = half + int(places[-1]) + 1 if len(places) else begin + _WINDOW
            yield begin, stop
            begin = stop
        yield begin, end

    def _spans(self, tokens: Tokens, begins: Ints, ends: Ints, layer: BiLSTM) -> Iterator[tuple[int, int, int, float]]:
        """Yield (first token, last token, type, score) of the names in windows sorted by length, longest first."""
        packing = Packing.of(ends - begins)
        place = begins[:, None] + np.arange(packing.mask.shape[1])
        flat = np.empty(int(packing.lengths.sum()), dtype=np.int64)
        flat[packing.rows[packing.mask]] = place[packing.mask]
        states = layer(self._inputs(tokens, flat), packing)
        scores = (states @ self._output + self._output_bias)[packing.rows]
        tags = decode(scores, self._between, self._within, packing.lengths)
        rows, firsts, lasts, kinds = spans_of_tags(tags)
        named = np.unique(rows)  # sentences without names need no probabilities
        values = span_probabilities(
            scores[named],
            self._transition,
            packing.lengths[named],
            tags[named],
            (np.searchsorted(named, rows), firsts, lasts),
        )
        yield from zip(
            place[rows, firsts].tolist(), place[rows, lasts].tolist(), kinds.tolist(), values.tolist(), strict=True
        )

    def _inputs(self, tokens: Tokens, flat: Ints) -> Floats:
        """Return the vectors (N, F) of the tokens ``flat``."""
        tables = self._tables
        parts = (
            ("character", tokens.character),
            ("bigram", tokens.left),
            ("bigram", tokens.right),
            ("word", tokens.word),
            ("shape", tokens.shape),
            ("lexeme", tokens.lexeme),
        )
        widths = np.cumsum([0, *(tables[name].shape[1] for name, _ in parts)])
        inputs = np.empty((len(flat), widths[-1]), dtype=np.float32)
        for part, (name, ids) in enumerate(parts):
            inputs[:, widths[part] : widths[part + 1]] = tables[name][ids[flat]]
        if len(tokens.latin):
            at = np.minimum(np.searchsorted(tokens.latin, flat), len(tokens.latin) - 1)
            rows = np.flatnonzero(tokens.latin[at] == flat)
            ngrams = tokens.ngrams[at[rows]]
            empty = len(tables["ngram"]) - 1
            counts = (ngrams != empty).sum(axis=1, keepdims=True).astype(np.float32)
            inputs[rows, : widths[1]] += tables["ngram"][ngrams].sum(axis=1) / counts
        return inputs


def name_hash(name: str) -> int:
    """Return the number under which the model remembers that a name was marked in training."""
    return zlib.crc32(fold(name).encode("utf-8", "surrogatepass"))


def _table(arrays: dict[str, NDArray[Any]], name: str) -> Floats:
    """Return a table of vectors as float32, from int8 rows with a scale each."""
    scale = arrays[f"{name}:scale"].astype(np.float32)
    return np.asarray(arrays[name].astype(np.float32) * scale[:, None], dtype=np.float32)


def _groups(order: Ints, lengths: Ints) -> Iterator[Ints]:
    """Cut windows, sorted longest first, into batches of a bounded number of tokens."""
    begin, filled = 0, 0
    for at, length in enumerate(lengths[order].tolist()):
        if filled + length > _TOKENS_A_BATCH and at > begin:
            yield order[begin:at]
            begin, filled = at, 0
        filled += length
    if begin < len(order):
        yield order[begin:]


@cache
def _shared_segmenter() -> Segmenter:
    return JiebaSegmenter()


def load_names(path: Path | None = None, segmenter: Segmenter | None = None) -> NamesModel:
    """Load the model in the folder ``path``, or the one that is installed with the package.

    Args:
        path: folder with ``meta.json`` and what it names.
        segmenter: to share the one that the pipeline has already loaded.

    Raises:
        ModelError: a file is missing, or the weights are not those that ``meta.json`` describes.
    """
    folder = path or FOLDER
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        generic, personal, lexemes = (
            tuple((folder / name).read_text(encoding="utf-8").splitlines())
            for name in ("generic.txt", "personal.txt", "lexemes.txt")
        )
        weights = folder / meta["weights"]["file"]
        if digest(weights) != meta["weights"]["sha256"]:
            raise ModelError(f"{weights} is not the file that meta.json describes; reinstall the package")
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"cannot read the names model in {folder}: {error}; reinstall the package") from error
    if tuple(meta["types"]) != FINE_TYPES:
        raise ModelError(f"the names model in {folder} was made for another version; reinstall the package")
    arrays = load(weights)
    vocabulary = Vocabulary(
        arrays["characters"].astype(np.int64), arrays["bigrams"].astype(np.int64), tuple(meta["tags"]), lexemes
    )
    segmenter = segmenter or _shared_segmenter()
    reader = FeatureReader(vocabulary, segmenter, dictionary_tags(), frozenset(generic), frozenset(personal))
    return NamesModel(reader, arrays, meta["conventions"])
