"""Stretches of a sentence without a comma: where one clause's adverbs can reach. Commas inside brackets do not count."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pipelines.claims.tree import Tree

STOPS = frozenset("，。；！？：,;!?:…")
_OPEN, _CLOSE = frozenset("（("), frozenset("）)")


class Stretches(NamedTuple):
    """For every token, and for the place behind the last: where its stretch begins, and one past its end."""

    starts: list[int]
    ends: list[int]

    @classmethod
    def of(cls, words: Sequence[str], stops: frozenset[str] = STOPS) -> Stretches:
        """The stretches of a sentence between any of `stops`, each token looked at once."""
        size = len(words)
        starts, ends = [0] * (size + 1), [size] * (size + 1)
        for token in range(1, size + 1):
            word = words[token - 1]
            opened = next((t for t in range(token - 2, -1, -1) if words[t] in _OPEN), -1) if word in _CLOSE else -1
            starts[token] = token if word in stops else starts[token - 1 if opened < 0 else opened]
        for token in range(size - 1, -1, -1):
            word = words[token]
            closed = next((t for t in range(token + 1, size) if words[t] in _CLOSE), -1) if word in _OPEN else -1
            ends[token] = token if word in stops else ends[token + 1 if closed < 0 else closed + 1]
        return cls(starts, ends)


def segment_start(tree: Tree, index: int) -> int:
    """Where the stretch without a comma that holds `index` begins."""
    return tree.stretches.starts[index] if index > 0 else index


def segment_end(tree: Tree, index: int) -> int:
    """One past the last token of the stretch that holds `index`."""
    return tree.stretches.ends[index] if index < len(tree.words) else index


def opened_by(tree: Tree, token: int, openers: Collection[str]) -> bool:
    """Whether one of `openers` stands before `token` in its stretch."""
    return any(word in openers for word in tree.words[segment_start(tree, token) : token])
