"""jieba behind the Segmenter protocol: a tokenizer of our own, with a cache of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from itertools import chain
from typing import Any

from pipelines.segment.dictionary import dictionary_tags, own_words
from pipelines.segment.jieba_route import RouteTokenizer
from pipelines.segment.score import score

#: jieba cuts runs of these characters, and what is between them, each by itself.
_PIECE = re.compile(r"[\u4E00-\u9FD5a-zA-Z0-9+#&._%-]+|[^\u4E00-\u9FD5a-zA-Z0-9+#&._%-]+")
#: Pieces whose words are kept: a text is cut once for its names and, around them, once more for the parser.
_KEPT = 16_384

_PRONOUNS = frozenset("他她它其")
_PREFIXES = frozenset("不未没也都就又再将已曾均仍还才却并后率乘携偕雇会能更")
_CLITICS = frozenset("于在将被把向对与和以的了是有不也已该拟未曾均仍皆自及由")
#: These too where a word of two characters begins with them; longer ones may be names (和椿象).
_SHORT_PREFIXES = frozenset("从和与被或及若使")
#: 因犯, 因患, but 因伤 and 因病 are adverbs.
_AFTER_BECAUSE = frozenset("犯患涉受想买拒遭获被")

_DENIALS = frozenset("未没")
#: What 不 and these say of the verb before them is that it cannot be brought about: 割舍不掉.
_RESULTS = frozenset("掉起住动完清着")
#: What ends a phrase of time or circumstance, and is no part of the verb behind it.
_ENDS = frozenset("后前时中上里内间地")

#: Ranks that may be a postposition and 将.
_RANKS = frozenset(["上将", "中将", "下将"])
_AHEAD = frozenset("拟将已曾并")
_OPENERS = frozenset("向与在以对把从由于")


@cache
def _glued() -> dict[str, tuple[str, ...]]:
    """拟将: 拟, 将."""
    return {"".join(parts): parts for parts in (tuple(line.split()) for line in sorted(_listed("glued.txt")))}


@cache
def _listed(name: str) -> frozenset[str]:
    """The words of a file of the data folder, one a line."""
    lines = (files("pipelines.segment") / "data" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def _is_thing(word: str) -> bool:
    tag = dictionary_tags().get(word, "")
    return tag.startswith(("n", "vn", "an")) or tag in ("v", "a") or word == "最佳"


def _append(words: list[str], word: str) -> None:
    """Adds a word; 方 and 方向 behind the short name of a party are 中方, and 美方 with 向."""
    last = words[-1] if words else ""
    if last in _beginnings() and last + word in _listed("denials.txt"):
        words[-1] += word  # 拒, 不, 认罪
    elif last == "不" and word in _RESULTS and len(words) > 1 and len(words[-2]) > 1 and _is_deed(words[-2]):
        words[-1] += word
    elif word in ("方", "方向") and last in _listed("parties.txt"):
        words[-1] += "方"
        words += ["向"] if word == "方向" else []
    else:
        words.append(word)


@cache
def _beginnings() -> frozenset[str]:
    """What the words of denials.txt begin with, short of their end."""
    return frozenset(word[:end] for word in _listed("denials.txt") for end in range(1, len(word)))


def _is_deed(word: str) -> bool:
    """A verb, or an adjective, which jieba's dictionary also calls what is both (公开)."""
    return dictionary_tags().get(word, "").startswith(("v", "a"))


def _is_manner(word: str) -> bool:
    return dictionary_tags().get(word, "").startswith(("a", "d", "z"))


class JiebaSegmenter:
    """jieba's default dictionary, precise mode, never the global tokenizer."""

    @cached_property
    def _tokenizer(self) -> Any:
        tokenizer = RouteTokenizer()
        for word in sorted(set(own_words()) | {w for w in _glued() if not tokenizer.FREQ.get(w)}):
            tokenizer.add_word(word, tokenizer.suggest_freq(word))
        return tokenizer

    @cached_property
    def _cut_piece(self) -> Callable[[str], tuple[str, ...]]:
        return lru_cache(_KEPT)(lambda piece: tuple(self._tokenizer.cut(piece)))

    def cut(self, text: str) -> list[str]:
        words: list[str] = []
        for word in chain.from_iterable(map(self._cut_piece, _PIECE.findall(text))):
            if len(words) > 1 and word.isdigit() and score("".join(words[-2:]) + word):
                words[-2:] = ["".join(words[-2:]) + word]
                continue
            if words and words[-1] in _RANKS and _is_deed(word):
                words[-1:] = words[-1]  # 典礼上将致辞: no 上将 does it
            for part in self._split(word) if len(word) > 1 else (word,):
                _append(words, part)
        return words

    def _split(self, word: str) -> tuple[str, ...]:
        """jieba's model for unknown words glues function words to their neighbours (他于, 谷歌向): take them apart."""
        if word in _glued():
            return _glued()[word]
        if len(word) == 2 and word[0] in _AHEAD and word[1] in _OPENERS:
            return (word[0], word[1])
        if word[:2] in _listed("denials.txt") and len(word) > 2:
            return (word[:2], *self._split(word[2:]))
        if word.startswith("因涉嫌"):
            return ("因", "涉嫌", *self._split(word[3:])) if word[3:] else ("因", "涉嫌")
        if word[0] in _DENIALS and word not in _listed("whole_denials.txt") and _is_deed(word[1:]):
            return (word[0], *self._split(word[1:])) if len(word) > 2 else (word[0], word[1:])
        if self._tokenizer.FREQ.get(word):
            return (
                (word[:2], word[2:])
                if len(word) == 4 and word[:2] in _listed("splitting_verbs.txt") and _is_thing(word[2:])
                else (word,)
            )
        if word[:2] in ("伙同", "会同", "连同") and len(word) > 2:
            return (word[:2], *self._split(word[2:]))
        if len(word) == 2 and (
            word[0] == "称"
            or word[1] == "其"  # 当其
            or word[0] in _SHORT_PREFIXES
            or (word[0] == "因" and word[1] in _AFTER_BECAUSE)
            or (word[0] in _ENDS and _is_deed(word[1]))  # 退休后写书, 评选中获奖, 仪式上作报告, 无奈地说
        ):
            return (word[0], word[1])
        if word[-1] == "地" and len(word) == 3 and _is_manner(word[:2]):
            return (word[:2], "地")  # 广泛地征集
        if word[0] in _PRONOUNS:
            return (word[0], *self._split(word[1:])) if len(word) > 2 else (word[0], word[1:])
        if word[0] in _PREFIXES:
            return (word[0], *self._split(word[1:])) if len(word) > 2 else (word[0], word[1:])
        if word[0] == "因" and len(word) > 2:  # 因涉嫌; 因伤 is an adverb
            return (word[0], *self._split(word[1:]))
        if word[-1] in _CLITICS and word[:-1] not in _CLITICS:
            return (*self._split(word[:-1]), word[-1]) if len(word) > 2 else (word[:-1], word[-1])
        return (word,)

    def knows(self, word: str) -> bool:
        """Whether `word` stands in the dictionary with a frequency of its own."""
        return bool(self._tokenizer.FREQ.get(word))
