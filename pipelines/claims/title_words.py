"""Which words are titles: those of the lexicon, and those that end like one (…负责人, …发言人)."""

from __future__ import annotations

from pipelines.claims.words import words
from pipelines.lexicon.roles import role_of


def is_title(word: str) -> bool:
    return bool(role_of(word, "title")) or any(
        word.endswith(t) for t in words("title_tails") if len(t) > 1 or len(word) > 1
    )
