"""Scores of games, which are one word: 85:63, 3-1, 3比3."""

from __future__ import annotations

import re

_SCORE = re.compile(r"([0-9]{1,3})[:：–—−比-]([0-9]{1,3})")


def score(word: str) -> tuple[int, int] | None:
    """The two numbers of a score; None for any other word."""
    match = _SCORE.fullmatch(word)
    return (int(match[1]), int(match[2])) if match else None
