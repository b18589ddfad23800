"""Sentences that stand alone, with their mentions: what `pipelines.pipeline.readings` and the tokenizer's `docs` take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.claim import Span
from pipelines.mention.finder import Found
from pipelines.pipeline import MentionTokenizer

_AT_ONCE = 500


def found_in(texts: Sequence[str], tokenizer: MentionTokenizer) -> Iterator[tuple[str, list[Span], Found]]:
    """Each text, its one sentence, and the mentions in it."""
    for first in range(0, len(texts), _AT_ONCE):
        batch = [(text, [Span(0, len(text))]) for text in texts[first : first + _AT_ONCE]]
        found = tokenizer.finder.find_all([(text, own, None) for text, own in batch])
        yield from ((text, own, mentions) for (text, own), mentions in zip(batch, found, strict=True))
