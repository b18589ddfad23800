"""Mentions in treebank sentences: names as annotated, works, Latin names, times and quantities by form.

The parser is given every mention as one token with its type, so it has to be trained that way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pipelines.training.treebank import Tree

_NAMES = {"PER": "Person", "LOC": "Place", "ORG": "Organisation"}
_DIGITS = r"(?:\d[\d,]*(?:\.\d+)?|[零〇一二三四五六七八九十百千两几数半]+)"
_ARABIC = r"[近约逾超第]?\d[\d,]*(?:\.\d+)?[多余数]?[十百千万亿兆]*[多余]?"
_CHINESE = r"[近约逾超第]?[一二三四五六七八九十百千万亿两几数半]+[多余数]?[十百千万亿兆]*[多余]?"
_ERA = r"(?:公元前?|西元前?|民国|昭和|平成|明治|大正|清朝)?"
_PART = r"(?:初|末|底|中期|初期|末期|后期|上半年|下半年|年初|年底|年末|春|夏|秋|冬|春天|夏天|秋天|冬天)?"
_DATE = rf"{_DIGITS}月份?{_PART}(?:{_DIGITS}[日号])?"
_TIME = re.compile(
    rf"{_ERA}{_DIGITS}(?:年代?|世纪){_PART}(?:{_DATE})?|{_DATE}|{_DIGITS}[日号]"
    rf"|(?:凌晨|早上|上午|中午|下午|晚上)?{_DIGITS}[时点](?:{_DIGITS}分|半)?"
    rf"|[今去明前后同当次翌隔]年(?:{_DATE})?(?:初|底|末)?|[今昨明前后当][天日]"
    r"|[上下本这]个?(?:周|月|季度|星期)|目前|现在|近年来?|最近|当时|后来|此后|同时期"
)
_UNIT = (
    r"(?:%|人民币|美元|英镑|欧元|日元|港元|港币|元|块钱?|人次|人|平方公里|公里|平方米|公尺|公斤|千克|米|吨|公顷|个月|小时|分钟|个|名|位"
    r"|家|种|条|座|部|次|台|架|艘|辆|枚|项|场|张|所|支|间|只|届|岁|年|秒|天|集|站|成|倍|楼|层)"
)
_QUANTITY = re.compile(rf"{_ARABIC}{_UNIT}?|{_CHINESE}{_UNIT}|百分之{_DIGITS}")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.&'\-]*(?: ?[A-Za-z0-9][A-Za-z0-9.&'\-]*)*")
_WORK = re.compile(r"(?<=《)[^《》]{1,30}(?=》)")
_POSITION = re.compile(
    "|".join((Path(__file__).parent / "data" / "treebank_positions.txt").read_text(encoding="utf-8").split())
)


def mentions(tree: Tree) -> dict[tuple[int, int], str]:
    """Return the mentions of a tree whose bounds are word bounds: offsets in the text → type.

    Where two overlap, annotated names come first, then works, times, quantities, Latin names and
    positions; the first stays.
    """
    starts = {start for start, _ in tree.bounds}
    ends = {end for _, end in tree.bounds}
    taken: dict[tuple[int, int], str] = {}
    covered: set[int] = set()
    for span, kind in _candidates(tree):
        if span[0] in starts and span[1] in ends and not covered.intersection(range(*span)):
            taken[span] = kind
            covered.update(range(*span))
    return dict(sorted(taken.items()))


def _candidates(tree: Tree) -> Iterator[tuple[tuple[int, int], str]]:
    yield from _annotated(tree)
    yield from patterned(tree.text)


def patterned(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Works, times, quantities, Latin names and positions that a text's form shows; they may overlap."""
    for pattern, kind in (
        (_WORK, "Work"),
        (_TIME, "Time"),
        (_QUANTITY, "Quantity"),
        (_LATIN, "Product"),
        (_POSITION, "Position"),
    ):
        for match in pattern.finditer(text):
            if match.group():
                yield match.span(), kind


def _annotated(tree: Tree) -> Iterator[tuple[tuple[int, int], str]]:
    """Names from the treebank's ``B-``/``I-`` labels."""
    start, end, label = 0, 0, ""
    for word, bound in zip(tree.words, tree.bounds, strict=True):
        position, _, name = word.entity.partition("-")
        if position == "I" and name == label:
            end = bound[1]
            continue
        if label:
            yield (start, end), _NAMES[label]
        start, end, label = *bound, name if position == "B" and name in _NAMES else ""
    if label:
        yield (start, end), _NAMES[label]
