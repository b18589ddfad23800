"""Finding the quantities of a text and what the words beside them make of their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from kg.claim import Quantity, Span
from pipelines.quantities.grammar import core
from pipelines.quantities.mention import QuantityMention
from pipelines.quantities.reading import Core
from pipelines.quantities.units import (
    approximators_after,
    approximators_before,
    effects_after,
    fixed,
    names_pattern,
    symbols,
)
from pipelines.quantities.view import View, addresses, covered, view

_NEAR = Decimal("0.9")
_RANK = "[0-9零〇一二两三四五六七八九十百千]+"
_ORDINAL = re.compile(rf"{_RANK}(?:[、至到和与—-]第?{_RANK}(?![0-9.]*[个万亿%]))*")
#: Of time and distance only: 24小时内, but not 100人内.
_WITHIN = ("内", "之内", "以内")
#: Before 上 these make a place of it: 路上百人 is a hundred people on the road.
_ON = "以之网线在路海地市身手加"
_NUMERALS = "0-9零〇一二两三四五六七八九壹贰叁肆伍陆柒捌玖拾佰仟十百千万亿几数半好负若零"
_TRIGGERS = re.compile(
    "[" + _NUMERALS + "".join(re.escape(c) for c in sorted({word[0] for word in (*symbols(), *fixed())})) + "-]"
)


def find_quantities(text: str, *, taken: Iterable[Span] = ()) -> list[QuantityMention]:
    """The quantities of `text`, in order, not overlapping; offsets are code points of `text`.

    taken  spans that are already something else (times, names): nothing that overlaps them is returned

    Conventions. 约, 大约, 差不多, 左右, 高达: the value as said, marked approximate. 近 X: 0.9 X to X. 超过, 至少,
    以上, 上(万): min X. 不到, 至多, 以下, 内: max X. 3000多: 3000 to 3999. 数十亿: 2,000,000,000 to 9,999,999,999.
    三五天: 3 to 5. Shares of every kind (80%, 四分之一, 三成, 九折) are held in percent; 翻一番 is 2 times.
    Money in its ISO 4217 code; 人, 名 and 位 count 人; other classifiers stand for themselves.
    一 with a classifier (一名男子, 一次) is an article rather than a count and is left out, as are ordinals (第二),
    plain digits without a unit, and dates (times find those).
    """
    seen = view(text)
    body = seen.text
    used = covered(text, [*taken, *addresses(text)])
    names = names_pattern()
    before = approximators_before()
    mentions: list[QuantityMention] = []
    at = done = 0
    for trigger in _TRIGGERS.finditer(body):
        start = trigger.start()
        if start < at:
            continue
        name = names.match(body, start)
        found = core(body, start)
        if name and (found is None or found.end <= name.end()):
            at = name.end()
            continue
        if found is None:
            at = _past_number(body, start)
            continue
        outer, effect = _before(body, found.start, done, before)
        if found.bare and outer == found.start:
            at = _past_number(body, start)
            continue
        mention, done = _mention(seen, found, outer, effect)
        at = done
        if used.find(1, mention.span.start, mention.span.end) < 0:
            mentions.append(mention)
    return mentions


def _past_number(text: str, at: int) -> int:
    """Behind the digits at `at`, so that no number is read from its middle; behind 第十三、十四 as a whole."""
    if at and text[at - 1] == "第":
        ordinal = _ORDINAL.match(text, at)
        return max(ordinal.end() if ordinal else at, at + 1)
    end = at + 1
    if text[at].isdigit() and text[at].isascii():
        while end < len(text) and text[end].isascii() and (text[end].isdigit() or text[end] in ".,"):
            end += 1
    return end


def _before(text: str, start: int, done: int, table: dict[str, tuple[str, str]]) -> tuple[int, str]:
    """Where the approximating word before `start` begins, and its effect; (start, "") without one."""
    for length in (3, 2, 1):
        at = start - length
        if at < done:
            continue
        found = table.get(text[at:start])
        if found and not (at and found[1] and text[at - 1] in found[1]):
            return at, found[0]
    above = start - 1 >= done and text[start - 1] == "上" and text[start] in "十百千万亿"
    if above and (start < 2 or text[start - 2] not in _ON):
        return start - 1, "min"
    return start, ""


def _mention(seen: View, found: Core, outer: int, effect: str) -> tuple[QuantityMention, int]:
    """The mention, and where it ends in the view."""
    found, end, effect = _after(seen.text, found, effect)
    low, high = found.low, found.high
    value = low if low is not None and low == high else None
    match effect:
        case "near" if high is not None:
            low, value = (low * _NEAR if low is not None and low == high else low), None
        case "min":
            high = value = None
        case "max":
            low = value = None
    if value is None:
        quantity = Quantity(None, _float(low), _float(high), found.unit)
    else:
        quantity = Quantity(_float(value), unit=found.unit)
    number_start = found.start if found.number_start is None else found.number_start
    mention = QuantityMention(
        seen.span(outer, end),
        seen.span(found.start, found.end),
        seen.span(number_start, found.number_end),
        found.kind,
        quantity,
        bool(effect) or value is None,
    )
    return mention, end


def _after(text: str, found: Core, effect: str) -> tuple[Core, int, str]:
    """What the word behind the quantity makes of it: the quantity, its end with that word, and the effect."""
    word = approximators_after().match(text, found.end)
    if word is None or (word[0] in _WITHIN and found.kind not in ("duration", "measure")):
        return found, found.end, effect
    upper = _upper(text, word.end(), found) if word[0] == "以上" and not effect else None
    if upper:
        end = upper.end + len("以下")
        return replace(found, end=end, number_end=upper.number_end, high=upper.high), end, effect
    return found, word.end(), effect or effects_after()[word[0]]


def _upper(text: str, at: int, lower: Core) -> Core | None:
    """The upper bound of 三年以上七年以下, 二万元以上二十万元以下, behind its lower one."""
    upper = core(text, at) if at < len(text) else None
    if upper is None or not text.startswith("以下", upper.end) or (upper.kind, upper.unit) != (lower.kind, lower.unit):
        return None
    rises = lower.low is not None and upper.high is not None and lower.low < upper.high
    return upper if rises else None


def _float(value: Decimal | None) -> float | None:
    return None if value is None else round(float(value), 10)
