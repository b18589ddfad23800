"""What jieba's dictionary knows of a word by itself: its part of speech."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def dictionary_tags() -> dict[str, str]:
    """The part of speech of every word in jieba's dictionary (about 350,000), in jieba's tag set: n, v, vn, d, …"""
    tags = {}
    with (resources.files("jieba") / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, _, tag = line.split(" ")
            tags[word] = tag.rstrip("\n")
    return tags


def is_adverb(word: str) -> bool:
    """Whether the dictionary has `word` as an adverb only (立马, 已经)."""
    return len(word) > 1 and dictionary_tags().get(word) == "d"


def is_verb(word: str) -> bool:
    """Whether the dictionary has `word` as a verb or a verb's noun (裁员, 分析)."""
    return dictionary_tags().get(word, "") in ("v", "vn", "vd")
