"""What a time expression says, before anyone asks which days that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kg.claim import Granularity, Quote, Span, TimeSpan

# From coarse to fine: a step may only be followed by one of a higher level.
LEVELS = {
    "century": 0,
    "decade": 1,
    "decade_pair": 1,
    "year": 2,
    "half": 3,
    "quarter": 3,
    "season": 3,
    "first_months": 3,
    "first_quarters": 3,
    "month": 4,
    "month_pair": 4,
    "third": 5,
    "week": 5,
    "nth_week": 5,
    "nth_weekday": 5,
    "weekend": 6,
    "weekday": 6,
    "day": 7,
    "first_day": 7,
    "last_day": 7,
    "part": 8,
    "earlier": 8,
    "ago": 9,
    "later": 9,
    "last": 9,
    "next": 9,
    "since_ago": 9,
    "vague": 9,
    "refused": 9,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One word of a time, as it narrows the one before: 2022年 is year 2022, 上半年 is half 1, 去年 is year -1.

    unit   a key of LEVELS
    value  the number that is named; for a relative word the distance from its base
    base   None: a number of the calendar (3月). "reference": counted from the document's date (去年).
           "antecedent": counted from the time that was mentioned before (次年, 当天).
    scale  for ago, later, last, next: the unit that is counted (year, month, week, day, hour)
    """

    unit: str
    value: int = 0
    base: str | None = None
    scale: str | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A point in time, or a period between two, with how it relates to what happens.

    relation  at, between, since (…以来), from (…起), until (直到…, 截至…), before (…之前), after (…之后)
    start     the steps of the point, of the period's start, or of its only end
    end       the steps of the period's end, for between
    """

    start: tuple[Step, ...]
    end: tuple[Step, ...] = ()
    relation: str = "at"

    @property
    def needs_antecedent(self) -> bool:
        """Whether it means nothing without the time before it: 次年, 当天, 三天后."""
        return any(step.base == "antecedent" for step in (*self.start, *self.end))

    @property
    def partial(self) -> bool:
        """Whether a year, month or week must be found from the context: 9月20日, 周三, 一季度."""
        first = self.start[0]
        return first.base is None and 2 < LEVELS[first.unit] < 8


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last day, both included; either may be open."""

    start: date | None
    end: date | None
    granularity: Granularity


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time as it stands in a text.

    span         all of it, with its preposition and postposition: 直到去年, 2025年左右, 去年11月以来
    core         the time inside: 去年, 2025年, 去年11月; for a period the same as span
    start, end   first and last day, both included; None where open, unknown or refused (lunar dates, reign years)
    granularity  of what is named; a stretch without a name of its own (年初, 中旬, 从…到…) is a PERIOD
    expression   what was said: `resolve(expression, …)` gives other dates for another context
    approximate  左右, 前后, 约
    fiscal       a quarter or year of a company's own calendar (第四财季), read as the calendar's
    future       resolved as the next one that fits instead of the last one
    """

    span: Span
    core: Span
    start: date | None
    end: date | None
    granularity: Granularity
    expression: Expression
    approximate: bool = False
    fiscal: bool = False
    future: bool = False

    @property
    def interval(self) -> Interval:
        return Interval(self.start, self.end, self.granularity)

    def time_span(self, text: str) -> TimeSpan:
        """The data type of a claim, for the text that this mention was found in."""
        return TimeSpan(Quote.of(text, self.span), self.start, self.end, self.granularity)
