"""Tags and dependency trees for words that are given: a BiLSTM and biaffine scorers, in numpy.

Dozat & Manning 2017 (arXiv:1611.01734) with joint tagging. The model and its card are in
``pipelines/models/parser``; ``pipelines.training.parser`` trains it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.claim.errors import ModelError
from pipelines.neural import BiLSTM, Packing, digest, load
from pipelines.nlp.normalise import fold
from pipelines.nlp.subjects import Candidates, SubjectScorer, stretches_of
from pipelines.nlp.trees import decode
from pipelines.nlp.word_features import COLUMNS, GateCache, WordTable

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

MODEL_FOLDER = Path(__file__).parent.parent / "models" / "parser"
FORMAT = 1
#: Types that the model was not trained on → the nearest that it was. Any other unknown type counts as none.
NEAREST_TYPE = {
    "Company": "Organisation",
    "Government": "Organisation",
    "Institution": "Organisation",
    "Technology": "Product",
}
#: Relations of words that head a clause, whatever their tag.
_CLAUSAL = frozenset(["root", "advcl", "parataxis", "ccomp", "acl", "acl:relcl"])
#: Tags of words that may be subjects wherever they stand.
_NOMINAL = frozenset(["NOUN", "PROPN", "PRON", "NUM", "X", "PART", "DET"])
#: Weights of the subject scorer, beside those of the parser; a parser may be without.
SUBJECTS_FILE = "subjects.npz"
#: Words that go through the network together; with more the arrays grow past what the allocator keeps for the next ones.
_BATCH_WORDS = 2000
#: Head scores of a batch have sentences × longest² cells; this bounds them (16 MB of float32).
_BATCH_CELLS = 4_000_000


class Word(NamedTuple):
    """One word to parse: its text, and the type of mention that it is ("Person", "Time", …; "" for none)."""

    text: str
    type: str = ""


@dataclass(frozen=True)
class Parse:
    """Tags and tree of one sentence, one entry for each word.

    ``heads`` are indices of the words; the root is its own head, as in spaCy. ``certainty`` is the probability
    that the network gives each word's head and relation, in [0, 1], to three decimals: more would depend on the batch.
    ``subjects`` has the likeliest subjects of every word that may be a clause's head; none where the model has no scorer.
    """

    tags: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    certainty: tuple[float, ...] = field(default=(), compare=False)
    subjects: Mapping[int, Candidates] = field(default_factory=dict, compare=False)


class Parser:
    """The network and its inventories. Make one with ``load_parser``."""

    def __init__(
        self,
        meta: dict[str, Any],
        table: WordTable,
        arrays: dict[str, NDArray[Any]],
        subjects: SubjectScorer | None = None,
    ) -> None:
        weights = {name: value for name, value in arrays.items() if value.dtype == np.float32}
        self.meta = meta
        self.tags: list[str] = list(meta["tags"])
        self.relations: list[str] = list(meta["relations"])
        self.types = tuple(table.types)
        layers = sum(name.endswith(".recurrent") for name in weights)
        self._lstms = [
            BiLSTM.make(*(weights[f"lstm{layer}.{part}"] for part in ("input", "recurrent", "bias")))
            for layer in range(layers)
        ]
        self._gates = GateCache(table, [weights[f"embedding.{name}"] for name in COLUMNS], self._lstms[0])
        self._tag = weights["tag.weight"], weights["tag.bias"]
        half = weights["arc.head_bias"].shape[0], weights["relation.weight"].shape[1] // 2
        self._arc, self._relation = half
        # One product makes the four inputs of the biaffine scorers.
        self._project = (
            np.ascontiguousarray(np.concatenate([weights["arc.weight"], weights["relation.weight"]], axis=1)),
            np.concatenate([weights["arc.bias"], weights["relation.bias"]]),
        )
        self._arc_bilinear, self._arc_head_bias = weights["arc.bilinear"], weights["arc.head_bias"]
        bilinear = weights["relation.bilinear"]
        self._relation_bilinear = np.ascontiguousarray(bilinear.reshape(len(bilinear), -1))
        self._root = self._scorer_inputs(weights["root"][None])[0]
        self._subjects = subjects
        self._clausal = np.asarray([name in _CLAUSAL for name in self.relations])
        self._is_subject = np.asarray([name.partition(":")[0] in ("nsubj", "csubj") for name in self.relations])
        self._nominal = np.asarray([name in _NOMINAL for name in self.tags])
        self._verb = self.tags.index("VERB")

    def parse(self, sentences: Sequence[Sequence[Word | tuple[str, str]]]) -> list[Parse]:
        """Parse sentences, each a list of (text, mention type); an empty one has an empty parse.

        Both widths of punctuation and both scripts give the same parse. Sentences are batched by
        length, so many at once are much faster than one at a time; the result does not depend on
        what else is in the batch, beyond the rounding of float32.
        """
        order = sorted((i for i, words in enumerate(sentences) if words), key=lambda i: -len(sentences[i]))
        parses = [Parse((), (), ())] * len(sentences)
        for batch in _batches(order, [len(words) for words in sentences]):
            for index, parse in zip(batch, self._parse([sentences[i] for i in batch]), strict=True):
                parses[index] = parse
        return parses

    def subjects(self, sentence: Sequence[Word | tuple[str, str]], verbs: Sequence[int]) -> dict[int, Candidates]:
        """The likeliest subjects of chosen words of one sentence, among all its words; {} where the model has no scorer."""
        if self._subjects is None:
            return {}
        layers, _ = self.encode([sentence])
        return self._subjects.of_sentence(layers, [text for text, _ in sentence], verbs)

    def encode(self, sentences: Sequence[Sequence[Word | tuple[str, str]]]) -> tuple[Floats, Packing]:
        """The states of a batch, longest sentence first, none empty: (N, 2HL), layer by layer, and where the rows stand."""
        packing = Packing.of([len(words) for words in sentences])
        folded: list[tuple[str, str]] = []
        for words in sentences:
            forms = fold("\n".join([text.replace("\n", " ") for text, _ in words])).split("\n")
            folded.extend(zip(forms, [NEAREST_TYPE.get(type_, type_) for _, type_ in words], strict=True))
        layers = [self._lstms[0].run(self._gates.gates(folded, packing), packing)]
        for lstm in self._lstms[1:]:
            layers.append(lstm(layers[-1], packing))
        return np.concatenate(layers, axis=1), packing

    def _parse(self, sentences: list[Sequence[Word | tuple[str, str]]]) -> Iterator[Parse]:
        """Parse one batch, longest sentence first, none empty."""
        layers, packing = self.encode(sentences)
        states = layers[:, -self._tag[0].shape[0] :]
        tags = (states @ self._tag[0] + self._tag[1]).argmax(axis=1)
        inputs = self._scorer_inputs(states)
        scores = self._head_scores(inputs, packing)
        heads = decode(scores, packing.lengths)
        relations, of_relation = self._best_relations(inputs, heads, packing)
        of_head = _share(scores, heads)
        subjects = self._likely_subjects(sentences, layers, tags, relations, packing)
        tag_names, relation_names = self.tags, self.relations
        for row, length in enumerate(packing.lengths.tolist()):
            rows = packing.rows[row, :length]
            yield Parse(
                tuple([tag_names[k] for k in tags[rows].tolist()]),
                tuple([head - 1 if head else i for i, head in enumerate(heads[row, :length].tolist())]),
                tuple([relation_names[k] for k in relations[rows].tolist()]),
                tuple(np.round(of_head[row, :length] * of_relation[rows], 3).tolist()),
                subjects[row],
            )

    def _likely_subjects(
        self,
        sentences: list[Sequence[Word | tuple[str, str]]],
        layers: Floats,
        tags: Ints,
        relations: Ints,
        packing: Packing,
    ) -> list[dict[int, Candidates]]:
        """The subjects of verbs and of other heads of clauses, for each sentence."""
        if self._subjects is None:
            return [{} for _ in sentences]
        verbs = ((tags == self._verb) | self._clausal[relations])[packing.rows]
        named = (self._nominal[tags] | self._is_subject[relations])[packing.rows]
        stretches = stretches_of([[text for text, _ in words] for words in sentences])
        return self._subjects(layers, packing, verbs, stretches, named)

    def _scorer_inputs(self, states: Floats) -> Floats:
        """(N, 2A + 2R): a word as dependent and as head, for arcs, then for relations."""
        inputs: Floats = states @ self._project[0] + self._project[1]
        np.maximum(inputs, 0.1 * inputs, out=inputs)
        return inputs

    def _head_scores(self, inputs: Floats, packing: Packing) -> Floats:
        """(B, T, 1 + T) scores of all heads; past a sentence's end they are very low."""
        size = self._arc
        dependents = inputs[:, :size] @ self._arc_bilinear + self._arc_head_bias
        batch, steps = packing.rows.shape
        heads = np.empty((batch, 1 + steps, size), np.float32)
        heads[:, 0] = self._root[size : 2 * size]
        heads[:, 1:] = inputs[packing.rows, size : 2 * size]
        scores: Floats = np.matmul(dependents[packing.rows], heads.transpose(0, 2, 1))
        scores[:, :, 1:][np.broadcast_to(~packing.mask[:, None, :], (batch, steps, steps))] = -1e9
        return scores

    def _best_relations(self, inputs: Floats, heads: Ints, packing: Packing) -> tuple[Ints, Floats]:
        """(N,) relation of every word with its head, and its probability; root where the head is the root only."""
        size, first = self._relation, 2 * self._arc
        count = len(inputs)
        as_head = np.empty((count + 1, size + 1), np.float32)
        as_head[:count, :size] = inputs[:, first + size :]
        as_head[count, :size] = self._root[first + size :]
        as_head[:, size] = 1.0
        dependents = np.ones((count, size + 1), np.float32)
        dependents[:, :size] = inputs[:, first : first + size]
        padded = np.where(heads > 0, np.take_along_axis(packing.rows, np.maximum(heads - 1, 0), axis=1), count)
        head_rows = np.empty(count, np.int64)
        head_rows[packing.rows[packing.mask]] = padded[packing.mask]
        halfway = (dependents @ self._relation_bilinear).reshape(count, -1, size + 1)
        scores = np.matmul(halfway, as_head[head_rows][:, :, None])[:, :, 0]
        root = self.relations.index("root")
        at_root = head_rows == count
        scores[~at_root, root] = -np.inf
        best: Ints = scores.argmax(axis=1)
        probability = _share(scores, best)
        best[at_root], probability[at_root] = root, 1.0
        return best, probability


def _share(scores: Floats, chosen: Ints) -> Floats:
    """The softmax of ``scores`` over the last axis, at the one ``chosen`` in each row."""
    with np.errstate(over="ignore"):  # a rival that is e⁸⁸ times as probable leaves nothing
        odds = np.exp(scores - np.take_along_axis(scores, chosen[..., None], axis=-1))
    share: Floats = np.reciprocal(odds.sum(axis=-1))
    return share


def _batches(order: list[int], lengths: list[int]) -> Iterator[list[int]]:
    """Split indices, longest sentence first, into batches of bounded size."""
    batch: list[int] = []
    words = 0
    for index in order:
        longest = lengths[batch[0]] if batch else lengths[index]
        too_many = words + lengths[index] > _BATCH_WORDS or (len(batch) + 1) * longest * longest > _BATCH_CELLS
        if batch and too_many:
            yield batch
            batch, words = [], 0
        batch.append(index)
        words += lengths[index]
    if batch:
        yield batch


@cache
def load_parser(path: Path | None = None) -> Parser:
    """Load the parser in ``path``, or the one that is shipped. The same path is loaded once.

    Raises:
        ModelError: files are missing, damaged, or of another format.
    """
    folder = path or MODEL_FOLDER
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        words = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"no usable parser in {folder}: {error}; reinstall the package or train one") from error
    if meta.get("format") != FORMAT:
        raise ModelError(f"the parser in {folder} has format {meta.get('format')}, this version reads {FORMAT}")
    for name, expected in meta["sha256"].items():
        if digest(folder / name) != expected:
            raise ModelError(f"{folder / name} is not the file that meta.json names; reinstall the package")
    arrays = load(folder / "weights.npz")
    scorer = SubjectScorer(load(folder / SUBJECTS_FILE)) if SUBJECTS_FILE in meta["sha256"] else None
    return Parser(meta, word_table(words, arrays), arrays, scorer)


def word_table(words: dict[str, str], arrays: dict[str, NDArray[Any]]) -> WordTable:
    """The table of words from the lists in ``words.json`` and the arrays that go with them."""

    def numbered(name: str, start: int = 1) -> dict[str, int]:
        return {word: row for row, word in enumerate(words[name].split("\n"), start=start)}

    return WordTable(
        words=numbered("words", 0),
        grams=numbered("grams", 0),
        learned=numbered("learned"),
        characters=numbered("characters"),
        dictionary=dict(zip(words["dictionary"].split("\n"), arrays.pop("dictionary").tolist(), strict=True)),
        types=numbered("types"),
        vectors=arrays.pop("vectors"),
        gram_vectors=arrays.pop("gram_vectors"),
    )
