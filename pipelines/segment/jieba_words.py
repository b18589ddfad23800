"""jieba behind the Segmenter protocol: a tokenizer of our own, with a cache of its own."""

from __future__ import annotations

import logging
import os
import tempfile
import warnings
from functools import cached_property
from pathlib import Path
from typing import Any

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # jieba 0.42 imports pkg_resources where it exists, and has unescaped patterns
    import jieba

jieba.setLogLevel(logging.ERROR)


def cache_folder() -> Path | None:
    """A folder that only this user writes to, for jieba's marshalled dictionary; None where there is none.

    jieba's own default is a file of a known name in the shared temporary folder, which anybody could plant.
    """
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    folder = Path(base) / "zhitu"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


class JiebaSegmenter:
    """jieba's default dictionary, precise mode, never the global tokenizer."""

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = jieba.Tokenizer()
        folder = cache_folder()
        if folder:
            tokenizer.tmp_dir = str(folder)
            tokenizer.initialize()
        else:
            with tempfile.TemporaryDirectory() as private:
                tokenizer.tmp_dir = private
                tokenizer.initialize()
        return tokenizer

    def cut(self, text: str) -> list[str]:
        return list(self._tokenizer.cut(text))

    def knows(self, word: str) -> bool:
        """Whether `word` stands in the dictionary with a frequency of its own."""
        return bool(self._tokenizer.FREQ.get(word))
