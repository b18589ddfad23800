"""Entries with a label before a colon, as on covers and in registers: 《长夜》作词：程志 作曲：苏以沫."""

from __future__ import annotations

from collections.abc import Iterator

from kg.claim import top_class
from pipelines.claims.labels import label_before
from pipelines.claims.phrase import Phrase
from pipelines.claims.proposition import Proposition
from pipelines.claims.tree import Tree
from pipelines.claims.words import words

_QUOTES = frozenset("《》“”")
_AND = frozenset("、/&和与")


def fields(tree: Tree) -> Iterator[Proposition]:
    """One proposition for each name behind a label, of the last name before it that can have such an entry."""
    entered: set[int] = set()
    for colon in range(1, len(tree) - 1):
        first, classes = label_before(tree, colon)
        if not classes:
            continue
        values = list(_values(tree, colon + 1))
        entered.update(values)
        owner = next((t for t in range(first - 1, -1, -1) if t not in entered and _class(tree, t) in classes), None)
        if owner is None:
            continue
        label = tree.text(range(first, colon))
        for value in values:
            # 演唱：程志 says who sings, 作者：程志 whose author he is.
            doer, thing = (value, owner) if label in words("jobs_on_things") else (owner, value)
            yield Proposition(
                rule="field",
                verb=value,
                predicate=tuple(range(first, colon)),
                label=label,
                subject=Phrase(doer, (doer,)),
                object=Phrase(thing, (thing,)),
            )


def _values(tree: Tree, start: int) -> Iterator[int]:
    """The names in a row from `start` on."""
    for token in range(start, len(tree)):
        if tree.mentions[token]:
            yield token
        elif tree.words[token] not in _QUOTES | _AND:
            return


def _class(tree: Tree, token: int) -> str:
    return top_class(tree.type_of(token) or "Concept")
