"""Universal Dependencies treebanks, and their trees carried over to other words.

A treebank's own words are not the words that a program meets: jieba cuts differently, and names,
times and amounts are one token each. ``project`` carries a tree over to any segmentation of the
sentence, so that the parser learns on the words that it will be given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.nlp.normalise import fold

#: Relation between the pieces of one treebank word that the segmentation splits.
PIECE = "compound"
ROOT = -1
#: The head of a word that nobody has attached; nothing is learnt from it.
OPEN = -2
#: Part of speech of a mention by its type: its last treebank word (公司, 社, 年) may have another one.
_MENTION_TAGS = {
    **dict.fromkeys(("Person", "Organisation", "Place", "Product", "Work"), "PROPN"),
    **dict.fromkeys(("Position", "Time"), "NOUN"),
    "Quantity": "NUM",
}

_LATIN_END = re.compile(r"[A-Za-z0-9]$")
_LATIN_START = re.compile(r"^[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Word:
    """One token of a tree.

    ``head`` is the index of the head in its tree, ``ROOT`` at the root. ``type`` is the type of
    the mention that the token is ("Person", "Time", …), empty where it is none. ``entity`` is the
    treebank's name label (``B-PER``, ``O``).
    """

    form: str
    tag: str
    head: int
    relation: str
    type: str = ""
    entity: str = "O"


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with its dependency tree. ``bounds`` are the words' offsets in ``text``."""

    words: tuple[Word, ...]
    text: str
    bounds: tuple[tuple[int, int], ...]


def read_conllu(path: Path, *, folded: bool = True) -> Iterator[Tree]:
    """Yield the trees of a CoNLL-U file; multiword ranges and empty nodes are passed over.

    Args:
        path: the file.
        folded: normalise width and script of the forms (see ``fold``).
    """
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        rows = [line.split("\t") for line in block.splitlines() if line and not line.startswith("#")]
        rows = [row for row in rows if row[0].isdigit()]
        if not rows:
            continue
        forms = [row[1] for row in rows]
        if folded:
            forms = fold("\n".join(forms)).split("\n")
        words = tuple(
            Word(form, row[3], int(row[6]) - 1, row[7].lower(), entity=_field(row[9], "NER"))
            for form, row in zip(forms, rows, strict=True)
        )
        text, bounds = join(forms)
        yield Tree(words, text, bounds)


def _field(misc: str, key: str) -> str:
    for part in misc.split("|"):
        name, _, value = part.partition("=")
        if name == key:
            return value
    return "O"


def join(forms: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Join forms to a text, with a space between two Latin words; return it and the forms' offsets."""
    text, bounds = "", []
    for form in forms:
        if _LATIN_END.search(text) and _LATIN_START.search(form):
            text += " "
        bounds.append((len(text), len(text) + len(form)))
        text += form
    return text, tuple(bounds)


def project(
    tree: Tree, bounds: Iterable[tuple[int, int]], types: dict[tuple[int, int], str] | None = None
) -> Tree | None:
    """Carry ``tree`` over to another segmentation of its text.

    Both segmentations are walked to their common boundaries. A new word over several old ones
    takes the place of the old word whose head lies outside; new words inside one old word hang on
    the last of them as ``compound``; where the two cross, the old words stay.

    Args:
        tree: the tree, with offsets into its text.
        bounds: the new words' offsets, in order, covering all but white space.
        types: mention types of new words, by offsets.

    Returns:
        The tree on the new words, or None where it is no longer one.
    """
    types = types or {}
    new: list[tuple[int, int]] = []  # offsets
    source: list[int] = []  # the old word that a new one stands for
    piece_of: list[int | None] = []  # the new word that a piece hangs on
    owner: list[int] = [0] * len(tree.words)  # the new word that stands for an old one
    for old_group, new_group in _align(tree.bounds, list(bounds)):
        first = len(new)
        if len(new_group) == 1:
            chosen = _outermost(tree, old_group)
            new.append(new_group[0])
            source.append(chosen)
            piece_of.append(None)
            for index in old_group:
                owner[index] = first
        elif len(old_group) == 1:
            last = first + len(new_group) - 1
            new.extend(new_group)
            source.extend(old_group * len(new_group))
            piece_of.extend([last] * (len(new_group) - 1) + [None])
            owner[old_group[0]] = last
        else:
            for index in old_group:
                owner[index] = len(new)
                new.append(tree.bounds[index])
                source.append(index)
                piece_of.append(None)
    words = []
    for bound, index, last_piece in zip(new, source, piece_of, strict=True):
        old = tree.words[index]
        head, relation = (ROOT, old.relation) if old.head == ROOT else (owner[old.head], old.relation)
        if last_piece is not None:
            head, relation = last_piece, PIECE
        type_ = types.get(bound, "")
        tag = _MENTION_TAGS.get(type_, old.tag)
        words.append(Word(tree.text[bound[0] : bound[1]], tag, head, relation, type_, old.entity))
    return Tree(tuple(words), tree.text, tuple(new)) if is_tree([word.head for word in words]) else None


def _align(
    old: Sequence[tuple[int, int]], new: Sequence[tuple[int, int]]
) -> Iterator[tuple[list[int], list[tuple[int, int]]]]:
    """Pair runs of old words (indices) and new words (offsets) between common boundaries."""
    i = j = 0
    while i < len(old) and j < len(new):
        old_group, new_group = [i], [new[j]]
        i, j = i + 1, j + 1
        while old[i - 1][1] != new[j - 1][1]:
            if old[i - 1][1] < new[j - 1][1]:
                if i == len(old):
                    return
                old_group.append(i)
                i += 1
            else:
                if j == len(new):
                    return
                new_group.append(new[j])
                j += 1
        yield old_group, new_group


def _outermost(tree: Tree, group: list[int]) -> int:
    outside = [index for index in group if tree.words[index].head not in group]
    return outside[-1] if outside else group[-1]


def is_tree(heads: Sequence[int]) -> bool:
    """Whether ``heads`` (``ROOT`` at the root) have exactly one root, from which all can be reached."""
    if list(heads).count(ROOT) != 1:
        return False
    safe = [head == ROOT for head in heads]
    for start in range(len(heads)):
        path, at = [], start
        while not safe[at]:
            path.append(at)
            if len(path) > len(heads):
                return False
            at = heads[at]
        for index in path:
            safe[index] = True
    return True
