"""Stretches of a sentence without a comma: where one clause's adverbs can reach. Commas inside brackets do not count."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.claims.tree import Tree

STOPS = frozenset("，。；！？：,;!?:…")
_OPEN, _CLOSE = frozenset("（("), frozenset("）)")


def stretch(words: Sequence[str], index: int, stops: frozenset[str] = STOPS) -> tuple[int, int]:
    """The stretch without one of `stops` that holds `index`, as a half-open range."""
    return _start(words, index, stops), _end(words, index, stops)


def segment_start(tree: Tree, index: int) -> int:
    """Where the stretch without a comma that holds `index` begins."""
    return _start(tree.words, index, STOPS)


def segment_end(tree: Tree, index: int) -> int:
    """One past the last token of the stretch that holds `index`."""
    return _end(tree.words, index, STOPS)


def _start(words: Sequence[str], index: int, stops: frozenset[str]) -> int:
    while index > 0 and words[index - 1] not in stops:
        index -= 1
        if words[index] in _CLOSE:
            index = next((t for t in range(index - 1, -1, -1) if words[t] in _OPEN), index)
    return index


def _end(words: Sequence[str], index: int, stops: frozenset[str]) -> int:
    while index < len(words) and words[index] not in stops:
        if words[index] in _OPEN:
            index = next((t for t in range(index + 1, len(words)) if words[t] in _CLOSE), index)
        index += 1
    return index
