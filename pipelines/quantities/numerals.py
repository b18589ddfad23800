"""Numerals in Chinese and Arabic script, exact and fuzzy, and what they count.

Readings of fuzzy numerals, as (min, max) of whole numbers:
  数十亿, 几十亿   2 to 9 times the unit and what lies below the next: 2,000,000,000–9,999,999,999
  十几             11–19
  三五(百), 七八   both named ends: 300–500, 7–8
  3000多, 900余    from the number to the last one that begins alike: 3000–3999, 900–999
"""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2, "俩": 2}
    | {c: i + 1 for i, c in enumerate("壹贰叁肆伍陆柒捌玖")}
)
_UNITS = (
    ("兆", 10**12),
    ("亿", 10**8),
    ("万", 10**4),
    ("千", 1000),
    ("仟", 1000),
    ("百", 100),
    ("佰", 100),
    ("十", 10),
    ("拾", 10),
)
#: Longer rows of digits are keys and serial numbers, or were never meant as numbers.
_LARGEST = Decimal(10) ** 30
_LETTERS = {"k": 10**3, "K": 10**3}

_CN_DIGIT = "零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖"
_CN = _CN_DIGIT + "十百千万亿兆拾佰仟"
#: No numeral is longer: it keeps a row of digits from being read again from each of them.
_LONGEST = 30
_ARABIC = rf"(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,9}}(?![0-9])|[0-9]{{1,{_LONGEST}}})(?:\.[0-9]{{1,{_LONGEST}}})?"
#: One exact or fuzzy numeral. 点 only between Chinese digits, 多 only before 万 or 亿.
NUMERAL = (
    rf"(?:{_ARABIC}|好?[几数](?=[十百千万亿])|[{_CN}])(?:[{_CN}]|(?<=[万亿千百])(?:{_ARABIC})|(?<=[十])几"
    rf"|(?<=[{_CN}])点(?=[{_CN_DIGIT}])){{0,{_LONGEST}}}(?:[多余](?=[万亿])[万亿]+)?"
)
#: One exact numeral.
EXACT = (
    rf"(?:{_ARABIC}(?:[十百千万亿兆]{{1,4}}(?:{_ARABIC}[十百千万亿]{{1,4}}){{0,4}})?"
    rf"|[{_CN}]{{1,{_LONGEST}}}(?:点[{_CN_DIGIT}]{{1,{_LONGEST}}}[万亿千百]{{0,4}})?)"
)

_PLAIN = re.compile(_ARABIC)
_PAIR = re.compile(
    rf"(?<![{_CN_DIGIT}])(一两|一二(?=[百千万])|两三|二三|三四|三五|四五|五六|六七|七八|八九)(?![{_CN_DIGIT}])"
)
_TWO_WEIGHTS = re.compile("[十百千拾佰仟]{2}")
_MORE = re.compile(r"(.+?)[多余来]([十百千万亿]*)")

Range = tuple[Decimal, Decimal]


def _plain(text: str) -> Decimal | None:
    if _PLAIN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    if all(c in DIGITS for c in text):
        return Decimal("".join(str(DIGITS[c]) for c in text))
    whole, point, fraction = text.partition("点")
    if point and fraction and all(c in DIGITS for c in fraction):
        head = _read(whole)
        return None if head is None else head + Decimal("0." + "".join(str(DIGITS[c]) for c in fraction))
    return None


def _read(text: str) -> Decimal | None:
    if not text or len(text) > 2 * _LONGEST or _TWO_WEIGHTS.search(text):
        return None
    if text[-1] in _LETTERS:
        head = _plain(text[:-1])
        return None if head is None else head * _LETTERS[text[-1]]
    value = _plain(text)
    if value is not None:
        return value
    for sign, unit in _UNITS:
        at = text.rfind(sign)
        if at < 0:
            continue
        left = _read(text[:at]) if at else Decimal(1)
        right = text[at + 1 :]
        if left is None or (unit <= 1000 and left >= 10 and not text[at - 1].isascii()):
            return None
        if not right:
            return left * unit
        if len(right) == 1 and right in DIGITS and DIGITS[right] and unit >= 100:
            return left * unit + DIGITS[right] * Decimal(unit) / 10  # 三百二 is 320, 两万五 is 25000
        rest = _read(right.lstrip("零〇") or "零")
        return None if rest is None or rest >= unit else left * unit + rest
    return None


@lru_cache(maxsize=4096)
def read_number(text: str) -> Decimal | None:
    """The value of an exact numeral in folded text (2.1万, 76,000, 三百二十, 12k), or None when it is none."""
    try:
        value = _read(text.strip())
        return value if value is None or value < _LARGEST else None
    except (InvalidOperation, ValueError):
        return None


def last_step(value: Decimal) -> Decimal:
    """The weight of the last digit that is not zero: 3000 → 1000, 2.1 → 0.1, 76000 → 1000."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)


@lru_cache(maxsize=4096)
def read_range(text: str) -> Range | None:
    """What a numeral, exact or fuzzy, can stand for: (min, max), equal when it is exact. None when it is no numeral."""
    more = _MORE.fullmatch(text)
    if more:
        base, unit = read_number(more[1]), read_number(more[2]) if more[2] else Decimal(1)
        if base is None or unit is None:
            return None
        step = last_step(base) * unit
        return base * unit, base * unit + step - min(Decimal(1), step / 10)
    fuzzy = re.search("好?[几数]", text)
    if fuzzy:
        teens = text[: fuzzy.start()].endswith("十")
        before, after = text[: fuzzy.start()], text[fuzzy.end() :]
        low, high = (read_number(before + digit + after) for digit in ("一" if teens else "二", "九"))
        if low is None or high is None:
            return None
        return low, high + (high - low) / (8 if teens else 7) - 1
    pair = _PAIR.search(text)
    if pair:
        before, after = text[: pair.start()], text[pair.end() :]
        low, high = (read_number(before + digit + after) for digit in pair[1])
        if low is not None and high is not None and low < high:
            return low, high
    value = read_number(text)
    return None if value is None else (value, value)
