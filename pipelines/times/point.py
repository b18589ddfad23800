"""A point in time: its words from coarse to fine, and the clock that may follow."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines.times.expression import LEVELS, Step
from pipelines.times.lexer import any_of, patterns

Steps = tuple[Step, ...]

_HAN_NUMBERS = frozenset("零〇一二两三四五六七八九十百千半")
_DIGITS = frozenset("0123456789")
NOT_BEFORE_NUMBER = frozenset("0123456789零〇一二两三四五六七八九十百千万亿第每几数点.,/%~")
_FINANCIAL = re.compile("财[季年]")
#: 3月15日晚上映, 今早上线: 上 is the deed's.
_NOT_DEED = "(?!映|线(?!下)|市(?![民区场长政])|架|任|演(?![出讲唱]))"
_PARTS_OF_DAY = (
    f"凌晨|清晨|早晨|早上{_NOT_DEED}|早间|上午|中午|正午|午间|午后|下午"
    f"|傍晚|晚间|晚上{_NOT_DEED}|夜间|夜里|深夜|午夜|黄昏|拂晓|上半夜|下半夜"
)
_CN = "[零〇一二两三四五六七八九十]"
_OCLOCK = "[时点](?!代|期|间|尚|速|刻|隔|常|评|赞|名|球)"
_MINUTES = rf"(?:[0-5]?[0-9]分(?:[0-5]?[0-9]秒)?|{_CN}{{1,3}}分|半|整|许|[一三]刻)"
_HOUR = (
    rf"(?:(?:[01]?[0-9]|2[0-4])|{_CN}{{1,3}}){_OCLOCK}{_MINUTES}?"
    r"|(?:[01]?[0-9]|2[0-4])[:：][0-5][0-9](?:[:：][0-5][0-9])?"
)
_UNTIL_HOUR = rf"(?:[到至~—-](?:{_HOUR}))?"
_LATE, _EARLY = "晚(?![于些期报年宴点婚饭餐]|会(?![见谈晤同]))", "早(?![在已些期于前就餐盘报年])"
_PART_OF_DAY = rf"(?:{_PARTS_OF_DAY}|当晚|{_LATE}|{_EARLY}|夜(?![市总班]))"
_ROUGHLY = "(?:许|左右|前后|多钟?)?"
_CLOCK = re.compile(rf"[ T]?(?:{_PART_OF_DAY}(?:(?:{_HOUR}){_UNTIL_HOUR})?|(?:{_HOUR}){_UNTIL_HOUR}){_ROUGHLY}")
_CLOCK_ALONE = re.compile(rf"(?:{_PARTS_OF_DAY})(?:{_HOUR}){_UNTIL_HOUR}{_ROUGHLY}")
_WEEKDAY = "(?:周|星期|礼拜)[一二三四五六日天]"
_WEEKDAY_NOTE = re.compile(rf"（{_WEEKDAY}）|，?{_WEEKDAY}(?![十个家名])")
#: 今年的第一季度, 五月的最后一个星期一; but 上周的一次考试 has no Monday.
_WITH_DE = ("century", "decade", "year", "month")
_IN_NAME = re.compile("[A-Za-z_-]")


@dataclass(frozen=True, slots=True)
class Point:
    steps: Steps
    end: int
    fiscal: bool


def point(text: str, at: int, now: int, *, joined: bool = False) -> Point | None:
    """The longest point in time that begins at `at`, or None. `joined`: a connector stands before it."""
    char = text[at]
    kind = "digit" if char in _DIGITS else "han" if char in _HAN_NUMBERS else "word"
    if kind != "word" and at and not joined:
        before = text[at - 1]
        if before in NOT_BEFORE_NUMBER or (kind == "digit" and _IN_NAME.match(before)):
            return None
        if char == "半" and before in "个年月天周":
            return None
    fitting = patterns(kind) if any_of(kind).match(text, at) else ()
    for pattern, build in fitting:
        match = pattern.match(text, at)
        if match and match.end() > at:
            steps = build(match, now)
            if possible(steps):
                return go_on(text, at, match.end(), steps, now)
    match = _CLOCK_ALONE.match(text, at)
    return Point((Step("day", 0, "antecedent"),), match.end(), False) if match else None


def possible(steps: Steps) -> bool:
    """No step names a number that its unit lacks; 2月30日 passes, its resolution fails."""
    limits = {"month": 12, "day": 31, "quarter": 4}
    for step in steps:
        if step.base is None and step.unit in limits and not 1 <= step.value <= limits[step.unit]:
            return False
        if step.scale and step.value > 999:
            return False
        if step.unit in ("year", "century", "decade") and step.base is None and step.value < 0:
            return False
    return True


def go_on(text: str, start: int, end: int, steps: Steps, now: int) -> Point:
    while end < len(text):
        more = _next(text, end, steps, now)
        if more is None and text[end] == "的" and end + 1 < len(text) and steps[-1].unit in _WITH_DE:
            more = _next(text, end + 1, steps, now)
        if more is None:
            break
        steps, end = more
    last = steps[-1]
    if last.unit in ("day", "weekday", "nth_weekday", "refused"):
        note = _WEEKDAY_NOTE.match(text, end) if last.unit == "day" else None
        end = note.end() if note else end
        clock = _CLOCK.match(text, end)
        end = clock.end() if clock else end
    return Point(steps, end, bool(_FINANCIAL.search(text, start, end)))


def _next(text: str, at: int, steps: Steps, now: int) -> tuple[Steps, int] | None:
    last = steps[-1]
    for pattern, build in patterns(last.unit):
        match = pattern.match(text, at)
        more = build(match, now) if match else ()
        if match and possible(more):
            return (*steps, *more), match.end()
    for pattern, build in patterns("inside"):
        match = pattern.match(text, at)
        word = _inside(build(match, now), last) if match else None
        if match and word:
            return (*steps, *word), match.end()
    return None


def _inside(more: Steps, last: Step) -> Steps | None:
    """The steps of a word that stands after a coarser time, or None when it begins a time of its own."""
    if last.unit == "year" and more[0].unit == "year" and more[0].value == 0 and len(more) > 1:
        return more[1:]  # 去年岁末
    if more[0].unit in ("vague", "refused") or LEVELS[more[0].unit] <= LEVELS[last.unit] or LEVELS[last.unit] > 4:
        return None
    fits = more[0].base is None or (more[0].base == "reference" and more[0].unit == "month" and more[0].value == 0)
    return more if fits and (more[0].unit != "third" or last.unit == "month") and more[0].unit != "weekend" else None
