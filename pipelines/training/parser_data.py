"""Training sentences of the parser: every tree on several segmentations, as arrays."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import jieba
import numpy as np
import torch
from numpy.typing import NDArray

from pipelines.nlp.normalise import fold
from pipelines.nlp.subjects import stretches_of
from pipelines.nlp.word_features import WordTable, key
from pipelines.training.parser_net import Batch
from pipelines.training.treebank import Tree, project, read_conllu
from pipelines.training.treebank_mentions import mentions
from pipelines.training.vectors import Vectors

_Sized = TypeVar("_Sized", bound=Sized)

TREEBANKS = ("gsdsimp-train", "hk-traditional", "cfl")
TYPES = ("Person", "Organisation", "Place", "Product", "Work", "Position", "Time", "Quantity")
#: A word of the treebanks has an embedding of its own from so many occurrences on.
_MIN_LEARNED = 2
#: jieba's dictionary words below this frequency are left out of the table of parts of speech.
_MIN_DICTIONARY = 5


@dataclass
class Inventory:
    """Names of the outputs, in the order of their numbers."""

    tags: list[str]
    relations: list[str]


@dataclass
class Sentence:
    """One tree as numbers: rows into ``Encoder.vectors``, feature ids (T, C), stretches and targets (T,)."""

    forms: NDArray[np.int64]
    ids: NDArray[np.int64]
    tags: NDArray[np.int64]
    heads: NDArray[np.int64]
    relations: NDArray[np.int64]
    subjects: NDArray[np.int64]
    stretches: NDArray[np.int64]
    treebank: int
    weight: float = 1.0

    def __len__(self) -> int:
        return len(self.forms)


class Segmenter:
    """jieba between mentions, with a tokenizer of its own."""

    def __init__(self) -> None:
        jieba.setLogLevel(60)
        self.tokenizer = jieba.Tokenizer()

    def bounds(self, text: str, fixed: Iterable[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
        """Offsets of the words of a text, in which every span of ``fixed`` is one word."""
        at = 0
        for start, end in [*sorted(fixed), (len(text), len(text))]:
            for word in self.tokenizer.cut(text[at:start]):
                if word.strip():
                    yield at, at + len(word)
                at += len(word)
            if start < end:
                yield start, end
            at = end


def variants(tree: Tree, segmenter: Segmenter, rng: random.Random) -> list[Tree]:
    """The tree on jieba's words: without mentions, with all of them, and with about half of them."""
    found = mentions(tree)
    chosen: list[dict[tuple[int, int], str]] = [{}]
    if found:
        chosen.append(found)
        chosen.append({span: kind for span, kind in found.items() if rng.random() < 0.5})
    made = (project(tree, segmenter.bounds(tree.text, types), types) for types in chosen)
    return [variant for variant in made if variant is not None]


def load_trees(data: Path, segmenter: Segmenter, rng: random.Random) -> dict[str, list[list[Tree]]]:
    """Variants of every training tree, by treebank."""
    return {
        name: [
            made for tree in read_conllu(data / "syntax" / f"{name}.conllu") if (made := variants(tree, segmenter, rng))
        ]
        for name in TREEBANKS
    }


def inventory(trees: Iterable[Tree]) -> Inventory:
    """Tags and relations that occur in the trees, the frequent ones first."""
    tags: Counter[str] = Counter()
    relations: Counter[str] = Counter()
    for tree in trees:
        tags.update(word.tag for word in tree.words)
        relations.update(word.relation for word in tree.words)
    return Inventory(*([name for name, _ in sorted(c.items(), key=lambda x: (-x[1], x[0]))] for c in (tags, relations)))


def dictionary_tags(tokenizer: jieba.Tokenizer, keep: set[str]) -> dict[str, str]:
    """Part of speech of each frequent word in jieba's dictionary, and of each in ``keep``."""
    found = {}
    with tokenizer.get_dict_file() as lines:
        for line in lines:
            word, frequency, tag = line.decode("utf-8").split()
            word = fold(word)
            if int(frequency) >= _MIN_DICTIONARY or word in keep:
                found[word] = tag
    return found


def word_table(vectors: Vectors, trees: Iterable[Tree], tokenizer: jieba.Tokenizer) -> tuple[WordTable, list[str]]:
    """The table of words that goes with the model, and the names of its dictionary tags."""
    counts: Counter[str] = Counter()
    for tree in trees:
        counts.update(key(word.form) for word in tree.words)
    learned = sorted(word for word, count in counts.items() if count >= _MIN_LEARNED)
    characters = sorted({character for word in [*vectors.words, *counts] for character in word})
    by_word = dictionary_tags(tokenizer, set(vectors.words) | set(counts))
    tags = sorted(set(by_word.values()))
    number = {tag: index for index, tag in enumerate(tags, start=1)}
    return WordTable(
        words={word: row for row, word in enumerate(vectors.words)},
        grams={gram: row for row, gram in enumerate(vectors.grams)},
        learned={word: row for row, word in enumerate(learned, start=1)},
        characters={character: row for row, character in enumerate(characters, start=1)},
        dictionary={word: number[tag] for word, tag in by_word.items()},
        types={name: row for row, name in enumerate(TYPES, start=1)},
        vectors=vectors.word_vectors,
        gram_vectors=vectors.gram_vectors,
    ), tags


@dataclass
class Encoder:
    """Trees to numbers, with the static vector of every form met so far."""

    table: WordTable
    outputs: Inventory
    _numbers: dict[str, int] = field(default_factory=dict)
    _rows: list[NDArray[np.float32]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._tags = {tag: number for number, tag in enumerate(self.outputs.tags)}
        self._relations = {name: number for number, name in enumerate(self.outputs.relations)}

    def encode(
        self, tree: Tree, treebank: int, weight: float = 1.0, subjects: Mapping[int, int] | None = None
    ) -> Sentence:
        """One tree as numbers; a tag or relation that the model lacks is padding (-1).

        ``subjects``: for some verbs the index of the subject's head, -1 for nobody.
        """
        words = tree.words
        chosen = np.full(len(words), -1)
        for verb, subject in (subjects or {}).items():
            chosen[verb] = subject + 1
        return Sentence(
            np.asarray([self._form(word.form) for word in words]),
            np.asarray([self.table.ids(word.form, word.type) for word in words]),
            np.asarray([self._tags.get(word.tag, -1) for word in words]),
            np.asarray([word.head + 1 for word in words]),
            np.asarray([self._relations.get(word.relation, -1) for word in words]),
            chosen,
            stretches_of([[word.form for word in words]])[0],
            treebank,
            weight,
        )

    def _form(self, form: str) -> int:
        number = self._numbers.get(form)
        if number is None:
            number = self._numbers[form] = len(self._rows)
            self._rows.append(self.table.vectors_of([form])[0])
        return number

    def vectors(self) -> torch.Tensor:
        """(V, D) static vectors of all forms met so far."""
        return torch.from_numpy(np.stack(self._rows))


def collate(sentences: Sequence[Sentence], vectors: torch.Tensor) -> Batch:
    """A padded batch, longest sentence first."""
    ordered = sorted(sentences, key=len, reverse=True)
    shape = len(ordered), len(ordered[0])
    forms, tags, heads, relations, subjects, stretches = (np.full(shape, fill) for fill in (0, -1, -1, -1, -1, 0))
    ids = np.zeros((*shape, ordered[0].ids.shape[1]), np.int64)
    for row, sentence in enumerate(ordered):
        size = len(sentence)
        forms[row, :size], ids[row, :size] = sentence.forms, sentence.ids
        tags[row, :size], heads[row, :size], relations[row, :size] = sentence.tags, sentence.heads, sentence.relations
        subjects[row, :size], stretches[row, :size] = sentence.subjects, sentence.stretches
    return Batch(
        vectors[torch.from_numpy(forms)],
        torch.from_numpy(ids),
        torch.tensor([len(sentence) for sentence in ordered]),
        torch.tensor([sentence.treebank for sentence in ordered]),
        torch.from_numpy(tags),
        torch.from_numpy(heads),
        torch.from_numpy(relations),
        torch.tensor([sentence.weight for sentence in ordered]),
        torch.from_numpy(subjects),
        torch.from_numpy(stretches),
    )


def without_end(sentence: Sentence, punctuation: int) -> Sentence:
    """The sentence without its last mark, where nothing hangs on it: headlines end without one."""
    last = len(sentence) - 1
    if last < 2 or sentence.tags[last] != punctuation or (sentence.heads == last + 1).any():
        return sentence
    return Sentence(
        sentence.forms[:last], sentence.ids[:last], sentence.tags[:last], sentence.heads[:last],
        sentence.relations[:last], sentence.subjects[:last], sentence.stretches[:last], sentence.treebank, sentence.weight,
    )  # fmt: skip


def batches(sentences: Iterable[_Sized], words: int, rng: random.Random) -> Iterator[list[_Sized]]:
    """Batches of about ``words`` words of sentences of like length, in random order."""
    ordered = sorted(sentences, key=lambda sentence: (len(sentence), rng.random()))
    made: list[list[_Sized]] = [[]]
    for sentence in ordered:
        if sum(map(len, made[-1])) + len(sentence) > words and made[-1]:
            made.append([])
        made[-1].append(sentence)
    rng.shuffle(made)
    yield from made
