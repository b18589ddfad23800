"""What the peers' scripts share: sentences in on standard input as JSON, what was found and how fast on standard output.

Runs in the peer's own environment, so only the standard library is used.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

#: [start, end, label] with label PER, LOC or ORG.
Name = list[Any]
#: [start, end, universal tag, index of the head or -1], one a word.
Word = list[Any]


def serve(
    work: Callable[[Sequence[str]], object],
    *,
    names: Callable[[str], list[Name]] | None = None,
    trees: Callable[[str], list[Word]] | None = None,
    what: str,
) -> None:
    """Answer one request: {"speed": [texts], "names": [texts], "trees": [texts]}."""
    request = json.load(sys.stdin)
    texts = request["speed"]
    work(texts[:50])
    began = time.perf_counter()
    work(texts)
    seconds = time.perf_counter() - began
    answer = {
        "what": what,
        "speed": sum(map(len, texts)) / seconds,
        "names": [names(text) for text in request["names"]] if names else None,
        "trees": [trees(text) for text in request["trees"]] if trees else None,
    }
    # After all else the package may have printed.
    sys.stdout.write("\n" + json.dumps(answer) + "\n")


def placed(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Where each word stands in the text, blanks apart."""
    at, spans = 0, []
    for word in words:
        start = text.find(word, at)
        start = at if start < 0 else start
        at = start + len(word)
        spans.append((start, at))
    return spans
