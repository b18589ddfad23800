"""A number and its unit at one place of a text, before the words that make it approximate are read."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from pipelines.quantities.judgement import fits, magnitude_only, piece
from pipelines.quantities.numerals import EXACT, last_step, read_number
from pipelines.quantities.reading import Core, number
from pipelines.quantities.shares import share
from pipelines.quantities.units import (
    fixed,
    fixed_pattern,
    symbol_pattern,
    symbols,
    unit_pattern,
    units,
)

_SIGN = re.compile("负|零下|-")
_DOLLARS = re.compile(r" ?(?:US )?dollars?(?![A-Za-z])")
_SEVERAL = re.compile("好几|几|(?<![无总人件多少个双奇偶分指参系倍岁函常基算代实整点次户票字位级期尾])数|若干")
_CONNECTOR = re.compile(r"到|至(?!少|于)|—{1,2}|-{1,2}|~")
#: Before a number: an ordinal, a model (A100, GPT-4), the other half of a number (12.5, 8·65).
_PART_OF_NAME = re.compile(r"(?:[第·A-Za-z0-9._/#]|[A-Za-z0-9]-)$")
_COINS = re.compile(rf"(?:又|零)?({EXACT})(?:角|毛)(?:({EXACT})分)?(?!之|钟)|又?({EXACT})美分|({EXACT})分(?![之钟享])")
_HALF_UNIT = re.compile("个([半多])(月|小时|钟头|星期|礼拜|世纪|季度)")
_AND_HALF = re.compile("半(?![导岛年个天夜数路场程壁决小])")
_AND_MORE = re.compile("多(?![少数次样半元家名种个方位亿万])")
_PREFIXED = re.compile(rf"({symbol_pattern()}) ?(?=[0-9零一二两三四五六七八九十百千几数])")
#: What a rate is by, behind a slash or 每.
_BY = (
    "小时|秒|分钟|天|日|周|月|年|股|吨|公斤|千克|克|升|桶|盎司|磅|人|户|平方米|平米|平方公里|公顷|亩|千米|公里|米"
    "|次|台|辆|套|张|瓶|千瓦时|度|晚"
)
_PER = re.compile(rf"/({_BY})(?![元民粉东薪均])|每({_BY})(?=[，。；！？、）)的]|$)")
_CN_MAGNITUDE = frozenset("十百千万亿兆")


def core(text: str, at: int) -> Core | None:
    """The quantity that begins at `at`, or None; with what it is counted by: 280千米/小时, 12元/股, 300立方米每秒."""
    found = _core(text, at)
    rate = _PER.match(text, found.end) if found and found.unit and found.kind in ("money", "measure", "count") else None
    if found is None or rate is None:
        return found
    written = rate[1] or rate[2]
    by = units().get(written)
    return replace(found, end=rate.end(), unit=f"{found.unit}/{by.name if by else written}")


def _core(text: str, at: int) -> Core | None:
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
    found = share(text, at) or _plain(text, at)
    if found is None or not sign:
        return found
    if found.low is None or found.high is None or found.kind == "count":
        return None
    return replace(found, start=start, number_start=start, low=-found.high, high=-found.low)


def _decimal(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _money(text: str, start: int, at: int, currency: str) -> Core | None:
    """A number behind a currency's sign or name: $5 million, ¥300, 人民币5亿元."""
    found = number(text, at)
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


def _plain(text: str, at: int) -> Core | None:
    first = number(text, at)
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
    """12到18倍, 3000-5000人, 100至200亿元, 5%至20%: from the first number to the second."""
    if low != high:
        return None
    unit = unit_pattern(strict=True).match(text, end)
    first_unit = units()[unit[0].strip()] if unit else None
    connector = _CONNECTOR.match(text, unit.end() if unit else end)
    if connector is None or connector.end() >= len(text):
        return None
    second = number(text, connector.end())
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


def _with_unit(text: str, at: int, end: int, low: Decimal, high: Decimal, numeral: str, fuzzy: bool) -> Core | None:
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
        named = piece(text, at, unit.end(), named)
    if named.kind == "ordinal" or not fits(text, at, number_end, unit.end(), numeral, named, low):
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
    return Core(
        at,
        number_end,
        end,
        named.kind,
        low,
        high,
        named.name,
        bare=magnitude_only(numeral) and named.kind in ("count", "duration", "measure"),
    )


def _bare(text: str, at: int, end: int, low: Decimal, high: Decimal, numeral: str, fuzzy: bool) -> Core | None:
    """A number without a unit: sure when it is written as a number (76,000, 2.1万, 三百二十, 3000多)."""
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
    if low >= 20 and set(numeral) & _CN_MAGNITUDE and not magnitude_only(numeral):
        return Core(at, end, end, "count", low, high, None)
    if not set(numeral) & _CN_MAGNITUDE:
        return None
    return Core(at, end, end, "count", low, high, None, bare=True)
