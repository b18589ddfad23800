"""A numeral at one place of a text, with what belongs to the number itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.quantities.numerals import NUMERAL, read_range

_NUMBER = re.compile(NUMERAL + "(?:[kK](?![A-Za-z]))?")
_ENGLISH = re.compile(r" ?(thousand|million|billion|trillion|mn|bn)(?![A-Za-z])")
_ENGLISH_VALUE = {"thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
_MORE = re.compile(r"[多余](?![少样数])|来(?=[个名位人万亿年岁天家次种项台部间米斤])")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_ORDINARY = frozenset("一二两三四五六七八九十百千")


@dataclass(frozen=True, slots=True)
class Core:
    """A quantity at [start, end); the number ends at `number_end`. `low` and `high` are equal when it is exact.

    `bare` is a numeral of magnitudes only (万, 百万), which counts only behind 上 or 近.
    """

    start: int
    number_end: int
    end: int
    kind: str
    low: Decimal | None
    high: Decimal | None
    unit: str | None
    bare: bool = False
    number_start: int | None = None


def number(text: str, at: int) -> tuple[Decimal, Decimal, int, bool] | None:
    """(low, high, end, fuzzy) of the numeral at `at`, with 多 or an English multiplier behind it."""
    match = _NUMBER.match(text, at)
    if match is None:
        return None
    numeral = match[0]
    if not _formal_is_sure(numeral, text[match.end() : match.end() + 1]):
        return None
    found = read_range(numeral)
    while found is None and len(numeral) > 1:
        numeral = numeral[:-1]
        found = read_range(numeral)
    if found is None:
        return None
    low, high = found
    end = at + len(numeral)
    english = _ENGLISH.match(text, end) if numeral[-1].isdigit() else None
    if english:
        factor = _ENGLISH_VALUE[english[1]]
        return low * factor, high * factor, english.end(), low != high
    more = _MORE.match(text, end)
    if more and low == high and numeral[-1] != "零":
        longer = read_range(numeral + "多")
        if longer:
            return longer[0], longer[1], more.end(), True
    return low, high, end, low != high


def _formal_is_sure(numeral: str, following: str) -> bool:
    """壹, 伍, 拾 and the like are numbers among their own kind or before a currency (not in 入伍两年, 收拾)."""
    formal = _FORMAL & set(numeral)
    if not formal:
        return True
    if len(numeral) == 1:
        return following in tuple("元圆折成")
    return len(numeral) > 2 or not set(numeral) & _ORDINARY
