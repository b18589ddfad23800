"""From what a time expression says to days, given the document's date and the times before it. Pure functions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kg.claim import Granularity
from pipelines.times.expression import LEVELS, Expression, Interval, Step
from pipelines.times.interval import around, narrow, shift, years

G = Granularity
Steps = tuple[Step, ...]

_GRANULARITY = {
    "century": G.CENTURY,
    "decade": G.DECADE,
    "year": G.YEAR,
    "half": G.HALF_YEAR,
    "quarter": G.QUARTER,
    "season": G.SEASON,
    "month": G.MONTH,
    "week": G.WEEK,
    "nth_week": G.WEEK,
    "weekday": G.DAY,
    "nth_weekday": G.DAY,
    "day": G.DAY,
    "first_day": G.DAY,
    "last_day": G.DAY,
    "hour": G.DAY,
}
# The unit that must be found from the context when an expression begins with the key.
_MISSING = {
    "decade": "century",
    "decade_pair": "century",
    "month_pair": "year",
    "half": "year",
    "quarter": "year",
    "season": "year",
    "first_months": "year",
    "first_quarters": "year",
    "month": "year",
    "third": "month",
    "nth_week": "month",
    "nth_weekday": "month",
    "weekend": "week",
    "weekday": "week",
    "day": "month",
}
# How finely the time before must be known to supply what is missing.
_COARSE = {
    "year": (G.YEAR, G.HALF_YEAR, G.QUARTER, G.SEASON, G.MONTH, G.WEEK, G.DAY),
    "month": (G.MONTH, G.WEEK, G.DAY),
}
_TRIES = {"century": 2, "year": 9, "month": 14, "week": 2}


def resolve(
    expression: Expression,
    reference: date | None,
    *,
    anchor: Interval | None = None,
    antecedent: Interval | None = None,
    future: bool = False,
) -> Interval:
    """The days that `expression` means; both ends None where the context does not tell or dates are refused.

    reference   the document's date: 去年 counts from it; 9月20日 is the last one that has begun by then
    anchor      the time before it in the same sentence: after 2022年 (or 11月 of 2022) 3月 is the first March that does
                not end before it, as long as that is not after the reference
    antecedent  the time that 次年, 当天 or 三天后 count from; the anchor when it is not given
    future      a time without its year is the next one that has not ended by the reference
    """
    context = _Context(reference, anchor, antecedent or anchor, future)
    if expression.relation == "between":
        return _between(expression, context)
    found = context.resolve(expression.start)
    if found is None:
        return Interval(None, None, granularity_of(expression.start))
    start, end, granularity = found.start, found.end, found.granularity
    match expression.relation:
        case "since" if start and (reference is None or start <= reference):
            return Interval(start, reference, G.PERIOD)
        case "since" | "from":
            return Interval(start, None, granularity)
        case "until":
            return Interval(None, end, granularity)
        case "before" if expression.start[-1] == Step("part", 3):
            return Interval(None, end, granularity)  # 年底前 is by the end of the year
        case "before":
            return Interval(None, shift(start, -1, "day") if start else None, granularity)
        case "after":
            return Interval(shift(end, 1, "day") if end else None, None, granularity)
    return found


def granularity_of(steps: Steps) -> Granularity:
    """The granularity that the last step names, whether or not its days are known."""
    last = steps[-1]
    if last.unit in ("ago", "later") and last.scale:
        return _GRANULARITY[last.scale]
    return _GRANULARITY.get(last.unit, G.PERIOD)


def range_end(expression: Expression, reference: date | None, *, future: bool = False) -> Interval | None:
    """The named end of a period as an interval of its own: 2018年 of 从2016年到2018年. None where it is no period."""
    if expression.relation != "between":
        return None
    context = _Context(reference, None, None, future)
    start = context.resolve(expression.start)
    return context.resolve_after(expression.end, start)


class _Context:
    def __init__(
        self, reference: date | None, anchor: Interval | None, antecedent: Interval | None, future: bool
    ) -> None:
        self.reference, self.anchor, self.antecedent, self.future = reference, anchor, antecedent, future

    def resolve(self, steps: Steps) -> Interval | None:
        first = steps[0]
        if first.base == "reference":
            return self._walk(self._relative(first, self.reference), steps[1:])
        if first.base == "antecedent":
            return self._walk(self._after_antecedent(first), steps[1:])
        if first.unit in ("century", "year"):
            return self._walk(_absolute(first), steps[1:])
        if first.unit not in _MISSING:
            return None
        return self._fit(steps)

    def resolve_after(self, steps: Steps, start: Interval | None) -> Interval | None:
        """The end of a period: the first that fits on or after its start."""
        first = steps[0]
        if first.base is None and first.unit in _MISSING and start and start.start:
            for candidate in self._candidates(steps, start.start, forward=True):
                if candidate.end and candidate.end >= start.start:
                    return candidate
            return None
        if first.base == "antecedent":
            return _Context(self.reference, None, start, self.future).resolve(steps)
        return self.resolve(steps)

    def _fit(self, steps: Steps) -> Interval | None:
        missing = _MISSING[steps[0].unit]
        anchor, reference = self.anchor, self.reference
        if anchor and anchor.start and anchor.granularity in _COARSE.get(missing, ()):
            for candidate in self._candidates(steps, anchor.start, forward=True):
                if candidate.start and candidate.end and candidate.end >= anchor.start:
                    if reference is None or candidate.start <= reference or self.future:
                        return candidate
                    break
        if reference is None:
            return None
        for candidate in self._candidates(steps, reference, forward=self.future):
            if (
                candidate.start
                and candidate.end
                and (candidate.end >= reference if self.future else candidate.start <= reference)
            ):
                return candidate
        return None

    def _candidates(self, steps: Steps, around_day: date, *, forward: bool) -> Iterator[Interval]:
        """The readings of `steps` in the year, month or week of a day, then in the next (or last) ones."""
        missing = _MISSING[steps[0].unit]
        scale, size = ("year", 100) if missing == "century" else (missing, 1)
        for distance in range(_TRIES[missing]):
            moment = shift(
                around_day.replace(day=1) if missing == "month" else around_day,
                (distance if forward else -distance) * size,
                scale,
            )
            base = around(moment, missing) if moment else None
            if missing == "century" and moment:
                base = years(moment.year // 100 * 100, moment.year // 100 * 100 + 99, G.CENTURY)
            found = self._walk(base, steps)
            if found is not None:
                yield found

    def _walk(self, base: Interval | None, steps: Steps) -> Interval | None:
        for step in steps:
            if base is None:
                return None
            if step.unit == "earlier":
                base = self._earlier(base, step.value)
            elif step.base == "reference":  # 去年本月: this month, of last year
                now = shift(self.reference, step.value, step.unit) if self.reference else None
                value = now.month if now and step.unit == "month" else None
                base = narrow(base, Step("month", value)) if value else None
            else:
                base = narrow(base, step)
        return base

    def _earlier(self, base: Interval, value: int) -> Interval | None:
        """早些时候 (1) or 晚些时候 (3): up to or from the document's date, else the first or second half."""
        now, start, end = self.reference, base.start, base.end
        if start is None or end is None:
            return None
        if now and start <= now <= end:
            return Interval(start, now, G.PERIOD) if value == 1 else Interval(now, end, G.PERIOD)
        middle = shift(start, (end - start).days // 2, "day") or start
        return Interval(start, middle, G.PERIOD) if value == 1 else Interval(middle, end, G.PERIOD)

    def _relative(self, step: Step, now: date | None) -> Interval | None:
        if now is None:
            return None
        if step.unit == "ago" and step.scale:
            moment = shift(now, -step.value, step.scale)
            return around(moment, step.scale) if moment else None
        if step.unit in ("last", "since_ago") and step.scale:
            start = shift(now, -step.value, step.scale)
            end = shift(now, -1, "day") if step.unit == "last" else now
            return Interval(start, end, G.PERIOD) if start and end and start <= end else None
        if step.unit == "next" and step.scale:
            start, end = shift(now, 1, "day"), shift(now, step.value, step.scale)
            return Interval(start, end, G.PERIOD) if start and end and start <= end else None
        if step.unit == "half":
            moment = shift(now, 6 * step.value, "month")
        elif step.unit in ("century", "decade"):
            moment = shift(now, step.value * (100 if step.unit == "century" else 10), "year")
        else:
            moment = shift(now, step.value, step.unit)
        return around(moment, step.unit) if moment else None

    def _after_antecedent(self, step: Step) -> Interval | None:
        before = self.antecedent
        if before is None or before.start is None:
            return None
        if step.unit == "later" and step.scale:
            moment = shift(before.end or before.start, step.value, step.scale)
            return around(moment, step.scale) if moment else None
        if step.unit == "next" and step.scale:
            start = shift(before.end or before.start, 1, "day")
            end = shift(before.end or before.start, step.value, step.scale)
            return Interval(start, end, G.PERIOD) if start and end and start <= end else None
        if LEVELS[step.unit] > LEVELS[_UNIT_OF[before.granularity]]:
            return None  # 次日 after 2022年: the day is not known
        return self._relative(step, before.start)


_UNIT_OF = {
    G.DAY: "day",
    G.WEEK: "week",
    G.MONTH: "month",
    G.QUARTER: "quarter",
    G.SEASON: "season",
    G.HALF_YEAR: "half",
    G.YEAR: "year",
    G.DECADE: "decade",
    G.CENTURY: "century",
    G.PERIOD: "year",
}


def _absolute(step: Step) -> Interval | None:
    if step.unit == "century":
        return years(step.value * 100 - 99, step.value * 100, G.CENTURY)
    return years(step.value, step.value, G.YEAR)


def _between(expression: Expression, context: _Context) -> Interval:
    start = context.resolve(expression.start)
    end = context.resolve_after(expression.end, start)
    if end and end.start and start and start.start and end.start < start.start and expression.partial:
        # 11月到2023年3月: the start is the last one that fits before the end.
        start = _Context(end.start, None, None, False).resolve(expression.start)
    first, last = start.start if start else None, end.end if end else None
    if first and last and first > last:
        return Interval(None, None, G.PERIOD)
    return Interval(first, last, G.PERIOD)
