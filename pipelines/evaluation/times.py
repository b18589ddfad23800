"""Accuracy of times and quantities on cases in the format of Microsoft's Recognizers-Text (Specs/*.json, MIT).

A case is an input, a reference time and the expressions to be found, each with its place and its resolution. It is
right when the expressions of the file's type are found at exactly those places with exactly those values, and no
others.

Conventions, where Recognizers and this package say the same in different ways:
- An ambiguous date has a past and a future resolution there: the past one counts, unless the wording is future.
- Their ranges exclude their end, ours include it. The end of a named range (从2016年到2018年) is for them the first day
  of what is named, for us its last: the named ends are compared by their first day.
- 09年以后, 2010年左右: they mark the time alone, we mark it with its postposition as `span` and alone as `core`: either
  counts, with its own dates.
- 0001-01-01 stands for a date that does not exist: ours has no dates then.
- Percentages are compared by value, percentage points with them. A result without a value (a currency named without a
  number, a range in a case for finding only) is compared by its place.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kg.claim import Granularity, InputError, Span
from pipelines.quantities import QuantityMention, find_quantities
from pipelines.times import Expression, Interval, TimeMention, find_times, range_end, resolve

_TIME_TYPES = ("date", "time", "duration", "set", "timezone", "holiday")
_NO_DATE = "0001-01-01"
_MONEY = "currency"


@dataclass(frozen=True, slots=True)
class Miss:
    """A case that was not right: its input, what was expected and found there, and why it does not count."""

    input: str
    expected: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class TimeScores:
    cases: int
    right: int
    misses: tuple[Miss, ...]

    @property
    def accuracy(self) -> float:
        return self.right / self.cases if self.cases else 0.0

    def as_dict(self) -> dict[str, Any]:
        """What `kg eval times --json` prints."""
        misses = [{"input": m.input, "expected": m.expected, "found": m.found, "reason": m.reason} for m in self.misses]
        return {"accuracy": self.accuracy, "cases": self.cases, "right": self.right, "misses": misses}


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to state what was found: a place and a check of the expected value (None when it is right)."""

    span: Span
    check: Callable[[dict[str, Any]], str | None]


def evaluate(path: Path) -> TimeScores:
    """Score the cases of one file, of times or of numbers; which of them is told by the file's own types.

    Raises InputError when the file is not a list of such cases.
    """
    try:
        cases = json.loads(path.read_text(encoding="utf-8-sig"))
        if not isinstance(cases, list):
            raise TypeError("no list")
        kind = _type_of(cases, path)
        misses = [miss for case in cases if (miss := _case(case, kind))]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: not a file of Recognizers cases ({error}); expected a JSON list of objects with Input and Results"
        ) from error
    return TimeScores(len(cases), len(cases) - len(misses), tuple(misses))


def _type_of(cases: list[dict[str, Any]], path: Path) -> str:
    for case in cases:
        for result in case["Results"]:
            return str(result.get("Type") or result.get("TypeName"))
    return path.stem.lower()


def _case(case: dict[str, Any], kind: str) -> Miss | None:
    text = case["Input"]
    moment = (case.get("Context") or {}).get("ReferenceDateTime")
    reference = date.fromisoformat(moment[:10]) if moment else None
    found = _times(text, reference, kind) if kind.startswith(_TIME_TYPES) else _quantities(text, kind)
    expected = case["Results"]
    reason = None
    for readings, result in zip(found, expected, strict=False):
        reason = reason or _compare(text, readings, result)
    if len(found) < len(expected) and reason is None:
        reason = f"not found: {expected[len(found)]['Text']}"
    if len(found) > len(expected) and reason is None:
        reason = f"nothing is expected there: {found[len(expected)][0].span.of(text)}"
    if reason is None:
        return None
    said = "；".join(readings[0].span.of(text) for readings in found)
    return Miss(text, "；".join(str(result.get("Text")) for result in expected), said, reason)


def _compare(text: str, readings: list[_Reading], result: dict[str, Any]) -> str | None:
    start = result.get("Start")
    if start is None:
        start = text.find(result["Text"])
    end = result["End"] + 1 if "End" in result else start + result.get("Length", len(result["Text"]))
    reason = f"the span is {readings[0].span.of(text)!r}, not {text[start:end]!r}"
    for reading in readings:
        if (reading.span.start, reading.span.end) == (start, end):
            wrong = reading.check(result)
            if wrong is None:
                return None
            reason = wrong
    return reason


def _times(text: str, reference: date | None, kind: str) -> list[list[_Reading]]:
    """A file of ranges says nothing of the single days in its texts."""
    mentions = find_times(text, reference)
    if kind == "daterange":
        mentions = [m for m in mentions if m.granularity is not Granularity.DAY or m.expression.relation != "at"]
    return [_time_readings(mention, reference) for mention in mentions]


def _time_readings(mention: TimeMention, reference: date | None) -> list[_Reading]:
    expression = mention.expression
    readings = [_time_reading(mention.span, mention.interval, mention, reference)]
    if mention.core != mention.span and expression.relation != "between":
        inside = resolve(Expression(expression.start), reference, future=mention.future)
        readings.append(_time_reading(mention.core, inside, mention, reference))
    return readings


def _time_reading(span: Span, interval: Interval, mention: TimeMention, reference: date | None) -> _Reading:
    named = range_end(mention.expression, reference, future=mention.future)
    refused = any(step.unit == "refused" for step in mention.expression.start)

    def check(result: dict[str, Any]) -> str | None:
        value = result.get("Value") or {}
        want = value.get("FutureResolution" if mention.future else "PastResolution") or {}
        first = want.get("date") or want.get("startDate")
        if first is None:
            return None
        if first == _NO_DATE:
            return None if interval.start is None else f"it has no date, not {interval.start}"
        if "date" in want:
            right = interval.start == interval.end == date.fromisoformat(first)
        else:
            end = date.fromisoformat(want["endDate"]) if "endDate" in want else None
            ours = named.start if named else interval.end + timedelta(days=1) if interval.end else None
            right = interval.start == date.fromisoformat(first) and ours == end
        if right:
            return None
        if refused:
            return "dates are refused: a lunar date or a reign year is not a Gregorian one"
        return f"{interval.start} to {interval.end}, not {' to '.join(want.values())}"

    return _Reading(span, check)


def _quantities(text: str, kind: str) -> list[list[_Reading]]:
    return [
        [_quantity_reading(m.span, m, kind), _quantity_reading(m.core, m, kind)]
        for m in find_quantities(text)
        if _of_kind(m, kind)
    ]


def _of_kind(mention: QuantityMention, kind: str) -> bool:
    if kind == _MONEY:
        return mention.kind == "money"
    if kind.startswith("percent"):
        return mention.kind == "percent"
    return True


def _quantity_reading(span: Span, mention: QuantityMention, kind: str) -> _Reading:
    quantity = mention.quantity

    def check(result: dict[str, Any]) -> str | None:
        want = result.get("Resolution") or {}
        if want.get("value") is None:
            return None
        value = float(want["value"].rstrip("%"))
        if quantity.value is None or abs(quantity.value - value) > 1e-9 * max(1.0, abs(value)):
            return f"the value is {quantity.value} ({quantity.min} to {quantity.max}), not {want['value']}"
        currency = want.get("isoCurrency")
        if kind == _MONEY and currency and currency != quantity.unit:
            return f"the currency is {quantity.unit}, not {currency}"
        return None

    return _Reading(span, check)
