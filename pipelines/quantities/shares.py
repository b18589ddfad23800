"""Shares in words: fractions (四分之一, 1/4, 百分之八十), tenths (三成) and discounts (九折)."""

from __future__ import annotations

import re
from decimal import Decimal

from pipelines.quantities.numerals import EXACT, NUMERAL, read_number, read_range
from pipelines.quantities.reading import Core

_FRACTION = re.compile(rf"({EXACT})分之({EXACT}[kK]?|{NUMERAL})")
_SLASH = re.compile(r"([1-9][0-9]?)/([1-9][0-9]{0,2})(?![0-9/.年月日]|决赛)")
_TENTHS = re.compile(
    rf"({EXACT}|[几数])成([半]|[一二三四五六七八九](?![个名位家次款种成十百千万亿]))?"
    r"(?!为|功|立|绩|本|果|交|都|语|熟|长(?!期)|分|型|就|员(?!工)|品|人|年|群|都|套|全|了|份|色|因|效|不变|见|一[个种项道条])"
)
_DISCOUNT = re.compile(rf"({EXACT})折(?!叠|磨|射|腾|旧|返|线|扣|中|服|断|损|回|屏|合)")


def share(text: str, at: int) -> Core | None:
    """The share that begins at `at`, in percent, or None."""
    match = _FRACTION.match(text, at)
    below = read_number(match[1]) if match else None
    if match and below:
        numeral = match[2]
        above = read_range(numeral)
        while above is None and len(numeral) > 1:
            numeral = numeral[:-1]
            above = read_range(numeral)
        if above:
            kind = "percent" if below >= 100 and below.normalize().as_tuple().digits == (1,) else "fraction"
            end = match.start(2) + len(numeral)
            return Core(at, end, end, kind, above[0] * 100 / below, above[1] * 100 / below, "percent")
    match = _SLASH.match(text, at)
    if match and int(match[1]) < int(match[2]):
        value = Decimal(match[1]) * 100 / Decimal(match[2])
        return Core(at, match.end(), match.end(), "fraction", value, value, "percent")
    match = _TENTHS.match(text, at)
    if match:
        tenth = (Decimal(2), Decimal(9)) if match[1] in "几数" else read_range(match[1])
        if tenth and tenth[1] <= 10:
            rest = Decimal(5) if match[2] == "半" else (read_number(match[2]) or Decimal(0)) if match[2] else Decimal(0)
            return Core(at, match.end(), match.end(), "percent", tenth[0] * 10 + rest, tenth[1] * 10 + rest, "percent")
    match = _DISCOUNT.match(text, at)
    if match:
        value_ = read_number(match[1])
        if value_ and value_ < 100 and value_ != 10:
            share = value_ * 10 if value_ < 10 else value_
            return Core(at, match.end(), match.end(), "percent", share, share, "percent")
    return None
