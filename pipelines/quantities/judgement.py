"""Whether a numeral and a unit mean a quantity together: what a careful reader would not count."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.quantities.numerals import DIGITS, read_number, read_range
from pipelines.quantities.units import Unit

_LIST_END = frozenset("，。、；：！？）】」”\n ,.!?)")
#: After 22年 this makes it a year.
_IN_YEAR = re.compile("[0-9一二三四五六七八九十]+月|[底初末]")
#: Signs of a price before 块: 花了三百块. Else 块 counts pieces.
_PRICE = re.compile("[花赚卖价付要省赔值费钱]了?(?:你|我|他|她|它)?$")
_ONLY_MAGNITUDE = frozenset("十百千万亿")


def magnitude_only(numeral: str) -> bool:
    return set(numeral) <= _ONLY_MAGNITUDE and numeral != "十"


def piece(text: str, at: int, end: int, named: Unit) -> Unit:
    """块: yuan where the clause speaks of a price or nothing that could be a piece follows."""
    following = text[end : end + 1]
    if not following or following in _LIST_END or _PRICE.search(text[max(0, at - 4) : at]):
        return Unit("money", "CNY")
    return named


def fits(text: str, at: int, number_end: int, end: int, numeral: str, named: Unit, low: Decimal) -> bool:
    """Whether the unit can be meant behind this numeral."""
    if named.name == "年" and named.kind == "duration":
        year_like = len(numeral) in (3, 4) and all(c in "零〇一二三四五六七八九" for c in numeral)
        if year_like or (numeral.isdigit() and (1000 <= low <= 2999 or numeral[0] == "0")):
            return False
        if len(numeral) == 2 and numeral.isdigit() and _IN_YEAR.match(text, end):
            return False
    if named.kind == "count" and (numeral == "一" or _odd_count(text, at, numeral, text[number_end:end].strip())):
        return False
    # A numeral of ordinals, versions and times of day is not one of counts: 12点, 3分 of 9点3分.
    return not (named.name == "分" and at and text[at - 1] in "时点:")


def _odd_count(text: str, at: int, numeral: str, written: str) -> bool:
    """Model years (2011款), ranks (前五位), digits in a row (唯一一款), decimals of things (1.2031支)."""
    if written in ("款", "版", "届") and numeral.isdigit() and len(numeral) == 4:
        return True
    if written in ("位", "名") and at and text[at - 1] in "前后":
        return True
    row = len(numeral) > 1 and all(c in DIGITS for c in numeral) and read_range(numeral) == (read_number(numeral),) * 2
    return row or bool(re.fullmatch(r"[0-9]+\.[0-9]+", numeral))
