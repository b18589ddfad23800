"""What the words of a time say: from a match of patterns.tsv to steps, by the name in its last column."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipelines.quantities.numerals import read_number
from pipelines.times.expression import Step
from pipelines.times.tables import eras, holidays, words

Steps = tuple[Step, ...]
#: From a match, and the year that two digits of a year are read against, to steps.
Reading = Callable[[re.Match[str], int], Steps]

_WEEKDAY = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}
_PART = {"初": 1, "早": 1, "前": 1, "中": 2, "底": 3, "末": 3, "后": 3}
_SCALES = {
    "年": "year",
    "季度": "quarter",
    "月": "month",
    "周": "week",
    "星期": "week",
    "礼拜": "week",
    "天": "day",
    "日": "day",
    "小时": "hour",
    "钟头": "hour",
}
#: Two digits are a year of this century up to this many years ahead of the document.
_AHEAD = 15


def number(text: str) -> int:
    """The value of a whole numeral of at most six digits, else -1."""
    value = read_number(text)
    return int(value) if value is not None and value == int(value) and value < 10**6 else -1


def short_year(text: str, now: int) -> int:
    """The year that two digits mean, in a document of the year `now`."""
    year = now // 100 * 100 + number(text)
    return year if year <= now + _AHEAD else year - 100


def reading(name: str) -> Reading:
    """The reading that the last column of patterns.tsv names: `year`, `number month`, `counted ago reference` ..."""
    kind, *arguments = name.split()
    if kind == "step":
        return lambda m, now: (Step(arguments[0]),)
    if kind == "number":
        return lambda m, now: (Step(arguments[0], number(m[1])),)
    if kind == "counted":
        return lambda m, now: _counted(m, *arguments)
    return _READINGS[kind]


def _date(year: int, month: str, day: str) -> Steps:
    return Step("year", year), Step("month", number(month)), Step("day", number(day))


def _date_short(m: re.Match[str], now: int) -> Steps:
    """31-8-4 begins with the year, 09/08/88 and 4-8-09 with the day."""
    first, month, last = m[1], m[3], m[4]
    if len(first) == 2 and number(last) <= 31:
        first, last = last, first
    return _date(short_year(last, now), month, first)


def _decade(m: re.Match[str], now: int) -> Steps:
    year = number(m[1])
    return Step("century", year // 100 + 1), Step("decade", year % 100)


def _era(m: re.Match[str], now: int) -> Steps:
    first, value = eras()[m[1]], 1 if m[2] == "元" else number(m[2])
    return (Step("refused"),) if first is None or value < 1 else (Step("year", first + value),)


def _nth(m: re.Match[str]) -> int:
    return -1 if m[1] == "最后一" else number(m[1])


def _counted(m: re.Match[str], unit: str, base: str) -> Steps:
    """A number of units from a base; one and a half years are eighteen months, half a month is two weeks."""
    scale = _SCALES[m[2].removeprefix("个").removeprefix("半")]
    half = m[1] == "半" or "半" in m[2] or bool(m.lastindex and m.lastindex >= 3 and m[3])
    value = 0 if m[1] == "半" else number(m[1])
    if value < 0:
        return (Step("vague"),)
    if half and scale == "year":
        value, scale = value * 12 + 6, "month"
    elif half and scale == "month":
        value, scale = value * 4 + 2, "week"
    return (Step(unit, value, base, scale),)


def _part(m: re.Match[str], now: int) -> Steps:
    return (Step("part", _PART[next(filter(None, m.groups()))]),)


_READINGS: dict[str, Reading] = {
    "year": lambda m, now: (Step("year", number(m[1])),),
    "short_year": lambda m, now: (Step("year", short_year(m[1], now)),),
    "date": lambda m, now: _date(number(m[1]), m[3], m[4]),
    "date_backwards": lambda m, now: _date(number(m[4]), m[3], m[1]),
    "date_short": _date_short,
    "month_day": lambda m, now: (Step("month", number(m[1])), Step("day", number(m[2]))),
    "decade": _decade,
    "era": _era,
    "weekday": lambda m, now: (Step("weekday", _WEEKDAY[m[1]]),),
    "nth_week": lambda m, now: (Step("nth_week", _nth(m)),),
    "nth_weekday": lambda m, now: (Step("nth_weekday", _nth(m) * 10 + _WEEKDAY[m[2]]),),
    "part": _part,
    "third": lambda m, now: (Step("third", "上中下".index(m[1]) + 1),),
    "season": lambda m, now: (Step("season", "春夏秋冬".index(m[1]) + 1),),
    "half": lambda m, now: (Step("half", 1 if m[1] == "上" else 2),),
    "earlier": lambda m, now: (Step("earlier", 3 if "晚" in m[0] else 1),),
    "first": lambda m, now: (Step("first_months" if m[2] == "月" else "first_quarters", number(m[1])),),
    "holiday": lambda m, now: holidays()[m[0]],
    "word": lambda m, now: words()[m[0]],
}
