"""Stretches of a sentence without a comma: where one clause's adverbs can reach."""

from __future__ import annotations

from pipelines.claims.tree import Tree

STOPS = frozenset("，。；！？：,;!?:…")


def segment_start(tree: Tree, index: int) -> int:
    """Where the stretch without a comma that holds `index` begins."""
    while index > 0 and tree.words[index - 1] not in STOPS:
        index -= 1
    return index


def segment_end(tree: Tree, index: int) -> int:
    """One past the last token of the stretch that holds `index`."""
    while index < len(tree) and tree.words[index] not in STOPS:
        index += 1
    return index
