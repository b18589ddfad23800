"""jiagu: words, tags and names (perceptron)."""

from __future__ import annotations

import jiagu
from harness import Name, placed, serve

_LABELS = {"PER": "PER", "LOC": "LOC", "ORG": "ORG"}


def names(text: str) -> list[Name]:
    """It labels words: B-PER, I-PER, …"""
    units = jiagu.seg(text)
    found: list[Name] = []
    for (start, end), label in zip(placed(text, units), jiagu.ner(units), strict=False):
        part, _, kind = label.partition("-")
        if kind not in _LABELS:
            continue
        if part == "B" or not found or found[-1][1] != start:
            found.append([start, end, _LABELS[kind]])
        else:
            found[-1][1] = end
    return found


def work(texts: list[str]) -> list[object]:
    return [jiagu.pos(jiagu.seg(text)) for text in texts]


serve(work, names=names, what="words, tags")
