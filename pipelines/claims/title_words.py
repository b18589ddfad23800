"""Which words are titles: those of the lexicon, and those that end like one (…负责人, …发言人)."""

from __future__ import annotations

from functools import cache

from pipelines.claims.words import words
from pipelines.lexicon.roles import role_of


def is_title(word: str) -> bool:
    return bool(role_of(word, "title")) or word.endswith(_tails(alone=len(word) == 1))


@cache
def _tails(*, alone: bool) -> tuple[str, ...]:
    """The endings of titles; a word that stands `alone` as one character is none of them."""
    return tuple(tail for tail in sorted(words("title_tails")) if len(tail) > 1 or not alone)
