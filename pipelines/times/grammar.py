"""Periods between two points, and what may stand before and after a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.times.expression import LEVELS, Expression, Step
from pipelines.times.point import NOT_BEFORE_NUMBER, Point, go_on, point, possible
from pipelines.times.readings import number, short_year

Steps = tuple[Step, ...]

_CONNECTOR = re.compile(r"(?:开始|起)?(?:一?直)?(?:到|至(?!少|于|今为止))| ?(?:—{1,2}|-{1,2}|~) ?")
_AND = re.compile("[与和]")
_BETWEEN = re.compile("(?:之)?间(?![隔谍接])|期间")
_NOW = re.compile("今(?![年天日晚早晨夏春秋冬后])|目前|现在|如今|当前")
_OPEN = re.compile(
    r"([0-9]{1,4}|[一二三四五六七八九十]{1,3})(?:到|至|—{1,2}|-|~)"
    r"(?=([0-9]{1,4}|[一二三四五六七八九十]{1,3})(年代|年|月|日|号|世纪|季度)(?![以之]?内|元))"
)
_YEARS = re.compile(r"(1[0-9]{3}|20[0-9]{2})(到|至|—{1,2}|-|~)(1[0-9]{3}|20[0-9]{2})(?![0-9年.-])")
_FROM = re.compile("自从|从|自|由")
_UNTIL = re.compile("一?直到|直至|截[至止](?:[到至])?|迄至")
_UNTIL_END = re.compile("为止")
_SINCE = re.compile("(?:以|开始以)?来(?![自说到看])|至今|迄今")
_BEGIN = re.compile("起(?![来诉用步源码点初义草伏飞跑到了因])|开始")
#: 前 that begins a word of its own: 前总统, 前往, 前后, 前三名.
_OTHER_WORD = "总员首任夫妻主副高雇董议国苏行锋门台往来景沿述提不届世线期途赴进后方面一二两三四五十几半列A-Za-z0-9"
_BEFORE = re.compile(rf"(?:之|以)前|前夕|前(?![{_OTHER_WORD}])")
_AFTER = re.compile(r"(?:之|以)后|后(?=[，。、；）]|$)")
_AROUND = re.compile("左右|前后|上下|附近")
_ABOUT = re.compile("大约|大概|大致|约")
_DURING = re.compile("期间|年间")
_UNITS = {"年": "year", "年代": "decade", "月": "month", "日": "day", "号": "day", "世纪": "century", "季度": "quarter"}


@dataclass(frozen=True, slots=True)
class Found:
    """A time at [start, end) of the text, its core inside."""

    start: int
    end: int
    core_start: int
    core_end: int
    expression: Expression
    approximate: bool
    fiscal: bool


def expression(text: str, at: int, now: int) -> Found | None:
    """The time that begins at `at` with all that belongs to it, or None."""
    until = _UNTIL.match(text, at)
    if until:
        return _until(text, at, until.end(), now)
    opening = _FROM.match(text, at)
    about = _ABOUT.match(text, at)
    core = opening.end() if opening else about.end() if about else at
    if core >= len(text):
        return None
    between = text.startswith("在", at) and not opening
    if between:
        return None
    period = _years(text, core, bool(opening)) or _period(text, core, now, bool(opening))
    if period:
        steps, end_steps, end, fiscal = period
        closing = _BETWEEN.match(text, end)
        end = closing.end() if closing else end
        return Found(at, end, at, end, Expression(steps, end_steps, "between"), bool(about), fiscal)
    found = point(text, core, now)
    if found is None:
        return None
    end, steps = found.end, found.steps
    counted = steps[-1].unit in ("ago", "later", "last", "next", "since_ago", "vague")
    since = _SINCE.match(text, end)
    begin = _BEGIN.match(text, end)
    if since and not (counted and not opening):
        return Found(at, since.end(), core, end, Expression(steps, (), "since"), bool(about), found.fiscal)
    if begin and steps[-1].unit not in ("vague", "last", "next"):
        return Found(at, begin.end(), core, end, Expression(steps, (), "from"), bool(about), found.fiscal)
    start = at if about else core
    approximate = bool(about)
    relation, outer = "at", end
    around = _AROUND.match(text, end)
    if around:
        outer, approximate = around.end(), True
    elif steps[-1].unit not in ("last", "next", "since_ago", "vague"):
        before, after, during = _BEFORE.match(text, end), _AFTER.match(text, end), _DURING.match(text, end)
        if before:
            relation, outer = "before", before.end()
        elif after:
            joined = _after_before(text, core, end, after.end(), steps, now)
            if joined:
                return joined
            relation, outer = "after", after.end()
        elif during:
            outer = during.end()
    return Found(start, outer, core, end, Expression(steps, (), relation), approximate, found.fiscal)


def _after_before(text: str, start: int, end: int, at: int, steps: Steps, now: int) -> Found | None:
    """2011年之后2019年之前 is one period."""
    second = point(text, at, now) if at < len(text) else None
    before = _BEFORE.match(text, second.end) if second else None
    if second is None or before is None:
        return None
    both = Expression(steps, second.steps, "between")
    return Found(start, before.end(), start, before.end(), both, False, second.fiscal)


def _until(text: str, at: int, core: int, now: int) -> Found | None:
    if core >= len(text):
        return None
    today = _NOW.match(text, core)
    found = Point((Step("day", 0, "reference"),), today.end(), False) if today else point(text, core, now)
    if found is None:
        return None
    closing = _UNTIL_END.match(text, found.end)
    end = closing.end() if closing else found.end
    return Found(at, end, core, found.end, Expression(found.steps, (), "until"), False, found.fiscal)


def _years(text: str, at: int, opened: bool) -> tuple[Steps, Steps, int, bool] | None:
    """从2016到2018, （1881—1936）: bare years are a period only there."""
    match = _YEARS.match(text, at)
    if not match or number(match[1]) >= number(match[3]):
        return None
    bracketed = at > 0 and text[at - 1] in "（(" and text[match.end() : match.end() + 1] in ("）", ")")
    if not (opened or bracketed):
        return None
    return (Step("year", number(match[1])),), (Step("year", number(match[3])),), match.end(), False


def _period(text: str, at: int, now: int, opened: bool) -> tuple[Steps, Steps, int, bool] | None:
    first = _open_end(text, at, (), now, opened)
    if first is None:
        found = point(text, at, now)
        if found is None:
            return None
        first = _open_end(text, found.end, found.steps, now, opened)
        if first is None:
            first = found.steps, found.end, found.end
    steps, end, after = first
    if steps[-1].unit in ("refused", "vague", "last", "next", "later", "ago", "since_ago"):
        return None
    connector = _CONNECTOR.match(text, end)
    if after > end:  # the connector was read with an open number
        second = _tail(text, after, steps, now)
        return (steps, second.steps, second.end, second.fiscal) if second else None
    if connector and connector.end() < len(text):
        today = _NOW.match(text, connector.end())
        if today:
            return steps, (Step("day", 0, "reference"),), today.end(), False
        second = point(text, connector.end(), now, joined=True)
        if second and second.steps[-1].unit not in ("refused", "vague", "last", "next", "later", "since_ago"):
            return steps, second.steps, second.end, second.fiscal
        return None
    both = _AND.match(text, end)
    if both and both.end() < len(text):
        second = point(text, both.end(), now)
        if second and _BETWEEN.match(text, second.end):
            return steps, second.steps, second.end, second.fiscal
    return None


def _open_end(text: str, at: int, steps: Steps, now: int, opened: bool) -> tuple[Steps, int, int] | None:
    """The first number of 1至3月, 2018-2022年, 4月3至5日, whose unit comes with the second."""
    match = _OPEN.match(text, at)
    if not match or (at and text[at - 1] in NOT_BEFORE_NUMBER and not steps):
        return None
    if at and not steps and text[at - 1].isascii() and (text[at - 1].isalpha() or text[at - 1] in "_-"):
        return None
    unit = _UNITS[match[3]]
    first, second = number(match[1]), number(match[2])
    if steps and (steps[-1].base == "antecedent" or not 0 < LEVELS[unit] - LEVELS[steps[-1].unit] <= 3):
        return None
    if unit == "year":
        if len(match[1]) == 4 and first >= 1000:
            pass
        elif opened and len(match[1]) == len(match[2]) == 2 and match[1].isascii():
            first = short_year(match[1], now)
        else:
            return None
    limits = {"month": 12, "day": 31, "quarter": 4, "century": 21}
    if first < 1 or (unit in limits and not (first <= limits[unit] and second <= limits[unit])):
        return None
    if unit == "day" and not steps and not match[1].isascii():
        return None  # 三至五日 is a duration
    return (*steps, Step(unit, first)), at, match.end()


def _tail(text: str, at: int, steps: Steps, now: int) -> Point | None:
    """The second number of an open pair, with its unit."""
    found = point_of_pair(text, at, now)
    return found if found and LEVELS[found.steps[0].unit] == LEVELS[steps[-1].unit] else None


def point_of_pair(text: str, at: int, now: int) -> Point | None:
    match = re.compile(r"([0-9]{1,4}|[一二三四五六七八九十]{1,3})(年代|年|月|日|号|世纪|季度)(?:份)?").match(text, at)
    if not match:
        return None
    unit = _UNITS[match[2]]
    value = short_year(match[1], now) if unit == "year" and len(match[1]) == 2 else number(match[1])
    steps = (Step(unit, value),)
    return go_on(text, at, match.end(), steps, now) if possible(steps) else None
