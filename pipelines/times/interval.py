"""Intervals of the calendar, and how one step narrows another."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from kg.claim import Granularity
from pipelines.times.expression import Interval, Step

G = Granularity

# First and last month of what a part of a year means. Wide on purpose: the writer's 年底 lies inside.
_YEAR_PARTS = {1: (1, 3), 2: (5, 8), 3: (10, 12)}
_SEASONS = {1: 3, 2: 6, 3: 9, 4: 12}


def day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def shift(moment: date, amount: int, scale: str) -> date | None:
    """`moment` moved by `amount` years, months, weeks or days; a day that the month lacks becomes its last."""
    try:
        if scale in ("week", "day"):
            return moment + timedelta(days=amount * (7 if scale == "week" else 1))
        if scale == "hour":
            return moment
        months = moment.year * 12 + moment.month - 1 + amount * {"year": 12, "quarter": 3, "month": 1}[scale]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(moment.day, monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError):
        return None


def months(year: int, first: int, last: int, granularity: Granularity) -> Interval | None:
    """The first to the last month of `year`, counted on into the next year when `last` is above 12."""
    extra, month = divmod(last - 1, 12)
    start = day(year, first, 1)
    if start is None or not 1 <= year + extra <= 9999:
        return None
    return Interval(start, date(year + extra, month + 1, monthrange(year + extra, month + 1)[1]), granularity)


def years(first: int, last: int, granularity: Granularity) -> Interval | None:
    start, end = day(first, 1, 1), day(last, 12, 31)
    return Interval(start, end, granularity) if start and end and start <= end else None


def week(moment: date) -> Interval | None:
    """The week from Monday to Sunday that holds `moment`."""
    monday = shift(moment, -moment.weekday(), "day")
    return days(monday, 7, G.WEEK)


def days(start: date | None, count: int, granularity: Granularity) -> Interval | None:
    end = shift(start, count - 1, "day") if start else None
    return Interval(start, end, granularity) if end else None


def around(moment: date, unit: str) -> Interval | None:
    """The year, half, quarter, month, week or day that holds `moment`."""
    if unit == "century":
        first = (moment.year - 1) // 100 * 100 + 1
        return years(first, first + 99, G.CENTURY)
    if unit == "decade":
        return years(moment.year // 10 * 10, moment.year // 10 * 10 + 9, G.DECADE)
    if unit == "week":
        return week(moment)
    if unit in ("day", "hour"):
        return Interval(moment, moment, G.DAY)
    size, granularity = {
        "year": (12, G.YEAR),
        "half": (6, G.HALF_YEAR),
        "quarter": (3, G.QUARTER),
        "month": (1, G.MONTH),
    }[unit]
    first = (moment.month - 1) // size * size + 1
    return months(moment.year, first, first + size - 1, granularity)


def narrow(base: Interval, step: Step) -> Interval | None:
    """What `step` names inside `base`: month 3 of a year, day 5 of a month, part 1 (初) of either. None: no such."""
    start, end, value = base.start, base.end, step.value
    if start is None or end is None:
        return None
    year = start.year
    match step.unit:
        case "decade":
            return years(year // 100 * 100 + value, year // 100 * 100 + value + 9, G.DECADE)
        case "decade_pair":
            return years(year // 100 * 100 + value * 10, year // 100 * 100 + value * 10 + 19, G.PERIOD)
        case "half":
            return months(year, value * 6 - 5, value * 6, G.HALF_YEAR)
        case "quarter":
            return months(year, value * 3 - 2, value * 3, G.QUARTER)
        case "season":
            return months(year, _SEASONS[value], _SEASONS[value] + 2, G.SEASON)
        case "first_months":
            return months(year, 1, value, G.PERIOD) if 1 <= value <= 12 else None
        case "first_quarters":
            return months(year, 1, value * 3, G.PERIOD) if 1 <= value <= 4 else None
        case "month":
            return months(year, value, value, G.MONTH) if 1 <= value <= 12 else None
        case "month_pair":
            return months(year, value, value + 1, G.PERIOD)
        case "third":
            return _third(start, end, value)
        case "nth_week":
            return _nth_week(start, end, value)
        case "nth_weekday":
            return _nth_weekday(start, end, value // 10, value % 10)
        case "weekend":
            return days(shift(start, 5, "day"), 2, G.PERIOD)
        case "weekday":
            return days(shift(start, value - 1, "day"), 1, G.DAY)
        case "first_day":
            return Interval(start, start, G.DAY)
        case "last_day":
            return Interval(end, end, G.DAY)
        case "day":
            found = day(year, start.month, value)
            return Interval(found, found, G.DAY) if found and found <= end else None
        case "part":
            return _part(base, value)
    return None


def _third(start: date, end: date, value: int) -> Interval | None:
    first = day(start.year, start.month, (value - 1) * 10 + 1)
    return Interval(first, end if value == 3 else shift(start, value * 10 - 1, "day"), G.PERIOD) if first else None


def _nth_week(start: date, end: date, value: int) -> Interval | None:
    """The value-th week that begins in the month (-1: the last)."""
    return days(_nth(start, end, value, 1), 7, G.WEEK)


def _nth_weekday(start: date, end: date, value: int, weekday: int) -> Interval | None:
    """The value-th Monday (1) to Sunday (7) of the month (-1: the last)."""
    return days(_nth(start, end, value, weekday), 1, G.DAY)


def _nth(start: date, end: date, value: int, weekday: int) -> date | None:
    if value < 0:
        return shift(end, -((end.weekday() + 1 - weekday) % 7), "day")
    first = shift(start, (weekday - 1 - start.weekday()) % 7 + (value - 1) * 7, "day")
    return first if first and first <= end else None


def _part(base: Interval, value: int) -> Interval | None:
    start, end = base.start, base.end
    if start is None or end is None:
        return None
    if base.granularity is G.YEAR:
        return months(start.year, *_YEAR_PARTS[value], G.PERIOD)
    if base.granularity is G.MONTH:
        return _third(start, end, value)
    if base.granularity in (G.DECADE, G.CENTURY):
        length = 10 if base.granularity is G.DECADE else 100
        first, last = (((value - 1) * length + 2) // 3, (value * length + 2) // 3 - 1)
        return years(start.year + first, start.year + last, G.PERIOD)
    length = (end - start).days + 1
    if length < 3:
        return base
    first, last = (value - 1) * length // 3, value * length // 3 - 1
    return Interval(shift(start, first, "day"), shift(start, last, "day"), G.PERIOD)
