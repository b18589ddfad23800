"""What a segmenter is, so that another one (rjieba, say) can take jieba's place."""

from __future__ import annotations

from typing import Protocol


class Segmenter(Protocol):
    """Cuts text into words."""

    def cut(self, text: str) -> list[str]:
        """The words of `text` in order; joined they give `text` again."""
