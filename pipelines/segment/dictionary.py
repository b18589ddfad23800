"""What jieba's dictionary knows of a word by itself: its part of speech."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def _dictionary() -> tuple[dict[str, str], dict[str, int], int]:
    """Parts of speech; frequencies, with 0 for what only begins a word; the sum of all frequencies."""
    # word, frequency, tag, line by line; no word has a blank in it
    cells = (resources.files("jieba") / "dict.txt").read_text(encoding="utf-8").split()
    words, counts = cells[::3], list(map(int, cells[1::3]))
    frequencies: dict[str, int] = {}
    longer, end = words, 1
    while longer := [word for word in longer if len(word) > end]:
        frequencies |= dict.fromkeys([word[:end] for word in longer], 0)
        end += 1
    frequencies.update(zip(words, counts, strict=True))
    return dict(zip(words, cells[2::3], strict=True)), frequencies, sum(counts)


def dictionary_tags() -> dict[str, str]:
    """The part of speech of every word in jieba's dictionary (about 350,000), in jieba's tag set: n, v, vn, d, …"""
    return _dictionary()[0]


def frequencies() -> tuple[dict[str, int], int]:
    """What jieba keeps of its dictionary, in a new dict: how frequent a word is, 0 for beginnings of words; and the sum."""
    return _dictionary()[1].copy(), _dictionary()[2]


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
