"""What jieba's dictionary knows of a word by itself: its part of speech."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def dictionary_tags() -> dict[str, str]:
    """The part of speech of every word in jieba's dictionary (about 350,000), in jieba's tag set: n, v, vn, d, …"""
    # word, frequency, tag, line by line; no word has a blank in it
    cells = (resources.files("jieba") / "dict.txt").read_text(encoding="utf-8").split()
    return dict(zip(cells[::3], cells[2::3], strict=True))


@cache
def own_words() -> dict[str, str]:
    """The words of data/words.txt, with their part of speech where the file gives one.

    They are no part of `dictionary_tags`, from which the names model and the parser take features.
    """
    lines = (resources.files("pipelines.segment") / "data" / "words.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {word: tag[0] if tag else "" for word, *tag in rows}


def is_verb(word: str) -> bool:
    """Whether `word` is a verb or a verb's noun in the dictionary or in our own words (裁员, 分析)."""
    return dictionary_tags().get(word, "") in ("v", "vn", "vd") or own_words().get(word) == "v"
