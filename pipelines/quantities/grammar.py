"""A number and its unit at one place of a text, before the words that make it approximate are read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.quantities.numerals import DIGITS, EXACT, NUMERAL, last_step, read_number, read_range
from pipelines.quantities.units import (
    Unit,
    fixed,
    fixed_pattern,
    symbol_pattern,
    symbols,
    unit_pattern,
    units,
)

_NUMBER = re.compile(NUMERAL + "(?:[kK](?![A-Za-z]))?")
_SIGN = re.compile("负|零下|-")
_ENGLISH = re.compile(r" ?(thousand|million|billion|trillion|mn|bn)(?![A-Za-z])")
_ENGLISH_VALUE = {"thousand": 10**3, "million": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
_DOLLARS = re.compile(r" ?(?:US )?dollars?(?![A-Za-z])")
_SEVERAL = re.compile("好几|几|(?<![无总人件多少个双奇偶分指参系倍岁函常基算代实整点次户票字位级期尾])数|若干")
_MORE = re.compile(r"[多余](?![少样数])|来(?=[个名位人万亿年岁天家次种项台部间米斤])")
_CONNECTOR = re.compile(r"到|至(?!少|于)|—{1,2}|-{1,2}|~")
#: Before a number: an ordinal, a model (A100, GPT-4), the other half of a number (12.5, 8·65).
_PART_OF_NAME = re.compile(r"(?:[第·A-Za-z0-9._/#]|[A-Za-z0-9]-)$")
_FRACTION = re.compile(rf"({EXACT})分之({EXACT}[kK]?|{NUMERAL})")
_SLASH = re.compile(r"([1-9][0-9]?)/([1-9][0-9]{0,2})(?![0-9/.年月日]|决赛)")
_TENTHS = re.compile(
    rf"({EXACT}|[几数])成([半]|[一二三四五六七八九](?![个名位家次款种成十百千万亿]))?"
    r"(?!为|功|立|绩|本|果|交|都|语|熟|长(?!期)|分|型|就|员(?!工)|品|人|年|群|都|套|全|了|份|色|因|效|不变|见|一[个种项道条])"
)
_DISCOUNT = re.compile(rf"({EXACT})折(?!叠|磨|射|腾|旧|返|线|扣|中|服|断|损|回|屏|合)")
_COINS = re.compile(rf"(?:又|零)?({EXACT})(?:角|毛)(?:({EXACT})分)?(?!之|钟)|又?({EXACT})美分|({EXACT})分(?![之钟享])")
_HALF_UNIT = re.compile("个([半多])(月|小时|钟头|星期|礼拜|世纪|季度)")
_AND_HALF = re.compile("半(?![导岛年个天夜数路场程壁决小])")
_AND_MORE = re.compile("多(?![少数次样半元家名种个方位亿万])")
_PREFIXED = re.compile(rf"({symbol_pattern()}) ?(?=[0-9零一二两三四五六七八九十百千几数])")
_FORMAL = frozenset("壹贰叁肆伍陆柒捌玖拾佰仟")
_ORDINARY = frozenset("一二两三四五六七八九十百千")
_LIST_END = frozenset("，。、；：！？）】」”\n ,.!?)")
#: After 22年 this makes it a year.
_IN_YEAR = re.compile("[0-9一二三四五六七八九十]+月|[底初末]")
#: Signs of a price before 块: 花了三百块. Else 块 counts pieces.
_PRICE = re.compile("[花赚卖价付要省赔值费钱]了?(?:你|我|他|她|它)?$")
_ONLY_MAGNITUDE = frozenset("十百千万亿")
_CN_MAGNITUDE = frozenset("十百千万亿兆")


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


def core(text: str, at: int) -> Core | None:
    """The quantity that begins at `at`, or None."""
    words = fixed_pattern().match(text, at)
    if words:
        kind, value, low, high, unit = fixed()[words[0]]
        least, most = (low, high) if value is None else (value, value)
        return Core(at, words.end(), words.end(), kind, _decimal(least), _decimal(most), unit)
    prefixed = _PREFIXED.match(text, at)
    if prefixed:
        return _money(text, at, prefixed.end(), symbols()[prefixed[1]])
    start = at
    sign = _SIGN.match(text, at)
    if sign:
        if sign[0] == "-" and at and text[at - 1].isascii() and (text[at - 1].isalnum() or text[at - 1] in "-._/"):
            return None
        at = sign.end()
        if at >= len(text):
            return None
    if _PART_OF_NAME.search(text, max(0, at - 2), at):
        return None
    found = _special(text, at) or _plain(text, at)
    if found is None or not sign:
        return found
    if found.low is None or found.high is None or (sign[0] != "-" and found.bare):
        return None
    return Core(start, found.number_end, found.end, found.kind, -found.high, -found.low, found.unit, found.bare)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _special(text: str, at: int) -> Core | None:
    """Fractions, tenths (三成) and discounts (九折)."""
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


def _money(text: str, start: int, at: int, currency: str) -> Core | None:
    """A number behind a currency's sign or name: $5 million, ¥300, 人民币5亿元."""
    found = _number(text, at)
    if found is None:
        return None
    low, high, end, _ = found
    number_end = end
    unit = unit_pattern(strict=False).match(text, end)
    if unit and units()[unit[0].strip()].kind == "money":
        end = unit.end()
        named = units()[unit[0].strip()]
        currency = named.name if unit[0].strip() not in ("元", "圆") else currency
    return Core(start, number_end, end, "money", low, high, currency, number_start=at)


def _number(text: str, at: int) -> tuple[Decimal, Decimal, int, bool] | None:
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


def _plain(text: str, at: int) -> Core | None:
    first = _number(text, at)
    if first is None:
        several = _SEVERAL.match(text, at)
        if several is None:
            return None
        unit = unit_pattern(strict=True).match(text, several.end())
        if unit is None:
            return None
        named = units()[unit[0].strip()]
        if named.kind not in ("count", "duration", "money", "measure", "multiple"):
            return None
        return Core(at, several.end(), unit.end(), named.kind, Decimal(2), Decimal(9), named.name)
    low, high, end, fuzzy = first
    numeral = text[at:end]
    span = _range(text, at, low, high, end)
    if span:
        return span
    return _with_unit(text, at, end, low, high, numeral, fuzzy)


def _range(text: str, at: int, low: Decimal, high: Decimal, end: int) -> Core | None:
    """24到32倍, 3000-5000人, 100至200亿元, 5%至20%: from the first number to the second."""
    if low != high:
        return None
    unit = unit_pattern(strict=True).match(text, end)
    first_unit = units()[unit[0].strip()] if unit else None
    connector = _CONNECTOR.match(text, unit.end() if unit else end)
    if connector is None or connector.end() >= len(text):
        return None
    second = _number(text, connector.end())
    if second is None or second[3]:
        return None
    right = _with_unit(text, connector.end(), second[2], second[0], second[1], text[connector.end() : second[2]], False)
    if right is None or right.low is None or right.high is None or right.low != right.high:
        return None
    if right.unit is None and not set(text[connector.end() : right.end]) & _CN_MAGNITUDE:
        return None  # 0-1 is a score
    if first_unit and (first_unit.kind, first_unit.name) != (right.kind, right.unit):
        return None
    if not first_unit:
        low *= _shared_magnitude(text[at:end], text[connector.end() : second[2]], low)
    if low >= right.high:
        return None
    return Core(at, right.number_end, right.end, right.kind, low, right.high, right.unit)


def _shared_magnitude(first: str, second: str, low: Decimal) -> Decimal:
    """The magnitude that the second number of a range lends to the first: 100至200亿 is from 100亿."""
    if first[-1] in _CN_MAGNITUDE and not (first[-1] in "十百千" and second[-1] in "万亿"):
        return Decimal(1)
    tail = re.search("[万亿兆]+$", second) if not first[-1].isdigit() else re.search("[十百千万亿兆]+$", second)
    if tail is None:
        return Decimal(1)
    head = read_number(second[: tail.start()])
    magnitude = read_number(tail[0])
    if head is None or magnitude is None or low >= head:
        return Decimal(1)
    return magnitude


def _with_unit(
    text: str, at: int, end: int, low: Decimal, high: Decimal, numeral: str, fuzzy: bool
) -> Core | None:
    number_end = end
    half = _HALF_UNIT.match(text, end)
    if half and low == high:
        name = units()["个" + half[2]].name
        extra = Decimal("0.5") if half[1] == "半" else Decimal(0)
        return Core(at, number_end, half.end(), "duration", low + extra, low + (extra or 1), name)
    single = len(numeral) == 1 and not numeral.isascii()
    unit = unit_pattern(strict=single).match(text, end)
    if unit is None:
        dollars = _DOLLARS.match(text, end)
        if dollars:
            return Core(at, number_end, dollars.end(), "money", low, high, "USD")
        if text.startswith("块", end):
            return None
        return _bare(text, at, end, low, high, numeral, fuzzy)
    written = unit[0].strip()
    named = units()[written]
    if written == "块":
        named = _piece(text, at, unit.end(), named)
    if named.kind == "ordinal" or not _fits(text, at, number_end, unit.end(), numeral, named, low):
        return None
    end = unit.end()
    if named.scale != 1.0:
        low, high = low * Decimal(str(named.scale)), high * Decimal(str(named.scale))
    if low == high and named.kind == "money" and written in ("元", "块", "美元", "块钱"):
        coins = _COINS.match(text, end)
        if coins:
            parts = [read_number(part) or Decimal(0) if part else Decimal(0) for part in coins.groups()]
            low += parts[0] / 10 + (parts[1] + parts[2] + parts[3]) / 100
            return Core(at, coins.end(), coins.end(), "money", low, low, named.name)
    if low == high and named.kind in ("duration", "measure", "multiple", "money"):
        and_half, and_more = _AND_HALF.match(text, end), _AND_MORE.match(text, end)
        if and_half and named.kind != "money":
            low += Decimal("0.5")
            return Core(at, number_end, and_half.end(), named.kind, low, low, named.name)
        if and_more:
            return Core(at, number_end, and_more.end(), named.kind, low, low + last_step(low), named.name)
    return Core(at, number_end, end, named.kind, low, high, named.name, bare=_magnitude_only(numeral) and named.kind in
                ("count", "duration", "measure"))


def _magnitude_only(numeral: str) -> bool:
    return set(numeral) <= _ONLY_MAGNITUDE and numeral != "十"


def _piece(text: str, at: int, end: int, named: Unit) -> Unit:
    """块: yuan where the clause speaks of a price or nothing that could be a piece follows."""
    following = text[end : end + 1]
    if not following or following in _LIST_END or _PRICE.search(text[max(0, at - 4) : at]):
        return Unit("money", "CNY")
    return named


def _fits(text: str, at: int, number_end: int, end: int, numeral: str, named: Unit, low: Decimal) -> bool:
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


def _bare(text: str, at: int, end: int, low: Decimal, high: Decimal, numeral: str, fuzzy: bool) -> Core | None:
    """A number without a unit: sure when it is written as a number (87,000, 2.1万, 三百二十, 3000多)."""
    if text[end : end + 1].isascii() and text[end : end + 1].isalpha():
        return None
    following = text[end : end + 1]
    if following and following in "年月日号时点楼届级期分第:/":
        return None
    if numeral.isdigit():
        return Core(at, end, end, "count", low, high, None, bare=True)
    if numeral[0].isdigit():
        if at == 0 and re.fullmatch(r"[0-9.]+", numeral):
            return None  # the number of a chapter
        if following == "." or (re.fullmatch(r"[0-9]+\.[0-9]+", numeral) and following in "-_"):
            return None
        return Core(at, end, end, "count", low, high, None)
    if fuzzy:
        return Core(at, end, end, "count", low, high, None)
    if following == "、":
        return None  # an item of a list
    if low >= 20 and set(numeral) & _CN_MAGNITUDE and not _magnitude_only(numeral):
        return Core(at, end, end, "count", low, high, None)
    if not set(numeral) & _CN_MAGNITUDE:
        return None
    return Core(at, end, end, "count", low, high, None, bare=True)
