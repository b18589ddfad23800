"""The words of a time, one at a time: each pattern gives the steps that it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib import resources

from pipelines.quantities.numerals import EXACT, read_number
from pipelines.times.expression import Step

Steps = tuple[Step, ...]

_HAN = "\u3400-\u9fff"
_CN = "零〇一二两三四五六七八九十"
_DIGIT = "零〇一二三四五六七八九"
_NO_NUMBER = rf"(?<![0-9A-Za-z.,{_CN}百千万亿几数])"
_TO_TEN = "[一二三四五六七八九十]"
_MONTH_CN = "(?:十[一二]?|[一二三四五六七八九])"
_DAY_CN = "(?:[二]?十[一二三四五六七八九]?|三十一?|[一二三四五六七八九])"
_WEEK = "(?:周|星期|礼拜)"
_WEEKDAY = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}
#: After a weekday: a numeral that goes on, a classifier that the numeral counts, a word that 日 or 一 begins.
_WEEKDAY_END = r"(?![十百千万亿]|(?<=[日天])(?:本|元|方|经|媒|圆|使)|(?<=一)(?:直|些|样|起|共|度|方|致|旦)|(?<=[一二三四五六])[个家名位款项部场条届])"
_UNIT = r"(年|个?季度|个?半?月|周|个?星期|个?礼拜|天|日|个?半?小时|个?半?钟头)"
#: Before 12日 these make it twelve days: 拘留12日, 为期12日.
_SPENT = "留期共满逾达近约第每续假休停刑处延短"
_SCALES = {"年": "year", "季度": "quarter", "月": "month", "周": "week", "星期": "week", "礼拜": "week", "天": "day",
           "日": "day", "小时": "hour", "钟头": "hour"}
_COUNT = rf"(半|{EXACT})"


@cache
def table(name: str) -> list[list[str]]:
    """The rows of a data file of this package, without comments."""
    lines = (resources.files(__package__) / "data" / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def parse_steps(text: str) -> Steps:
    steps = []
    for part in text.split():
        unit, value = part.split(":")
        name, _, base = unit.partition("@")
        steps.append(Step(name, int(value), base or None))
    return tuple(steps)


def number(text: str) -> int:
    value = read_number(text)
    return int(value) if value is not None and value == int(value) and value < 10**6 else -1


def short_year(text: str, now: int) -> int:
    """The year that two digits mean: of this century up to fifteen years ahead of `now`, else of the last."""
    value = number(text)
    century = now // 100 * 100
    return century + value if century + value <= now + 15 else century - 100 + value


# --- Builders: from a match to steps. `now` is the year that two digits of a year are read against.


def _year(m: re.Match[str], now: int) -> Steps:
    return (Step("year", number(m[1])),)


def _short(m: re.Match[str], now: int) -> Steps:
    return (Step("year", short_year(m[1], now)),)


def _decade(m: re.Match[str], now: int) -> Steps:
    year = number(m[1])
    return (Step("century", year // 100 + 1), Step("decade", year % 100))


def _era(m: re.Match[str], now: int) -> Steps:
    first = _eras()[m[1]]
    value = 1 if m[2] == "元" else number(m[2])
    return (Step("refused"),) if first is None or value < 1 else (Step("year", first + value),)


def _date(m: re.Match[str], now: int) -> Steps:
    return (Step("year", number(m[1])), Step("month", number(m[3])), Step("day", number(m[4])))


def _date_backwards(m: re.Match[str], now: int) -> Steps:
    return (Step("year", number(m[4])), Step("month", number(m[3])), Step("day", number(m[1])))


def _date_short(m: re.Match[str], now: int) -> Steps:
    first, middle, last = m[1], m[3], m[4]
    if len(first) == 2 and number(last) <= 31:
        first, last = last, first
    return (Step("year", short_year(last, now)), Step("month", number(middle)), Step("day", number(first)))


def _month_day(m: re.Match[str], now: int) -> Steps:
    return (Step("month", number(m[1])), Step("day", number(m[2])))


def _single(unit: str) -> Callable[[re.Match[str], int], Steps]:
    return lambda m, now: (Step(unit, number(m[1])),)


def _weekday(m: re.Match[str], now: int) -> Steps:
    return (Step("weekday", _WEEKDAY[m[1]]),)


def _nth_weekday(m: re.Match[str], now: int) -> Steps:
    nth = 9 if m[1] == "最后一" else number(m[1])
    return (Step("nth_weekday", nth * 10 + _WEEKDAY[m[2]]),)


def _nth_week(m: re.Match[str], now: int) -> Steps:
    return (Step("nth_week", -1 if m[1] == "最后一" else number(m[1])),)


def _part(m: re.Match[str], now: int) -> Steps:
    return (Step("part", {"初": 1, "早": 1, "前": 1, "中": 2, "底": 3, "末": 3, "后": 3, "尾": 3}[m[1]]),)


def _third(m: re.Match[str], now: int) -> Steps:
    return (Step("third", "上中下".index(m[1]) + 1),)


def _season(m: re.Match[str], now: int) -> Steps:
    return (Step("season", "春夏秋冬".index(m[1]) + 1),)


def _half(m: re.Match[str], now: int) -> Steps:
    return (Step("half", 1 if m[1] == "上" else 2),)


def _earlier(m: re.Match[str], now: int) -> Steps:
    return (Step("earlier", 1 if m[1] in "早稍" and "晚" not in m[0] else 3),)


def _first(m: re.Match[str], now: int) -> Steps:
    return (Step("first_quarters" if m[2].endswith("季度") or m[2].endswith("财季") else "first_months", number(m[1])),)


def _counted(unit: str, base: str) -> Callable[[re.Match[str], int], Steps]:
    def build(m: re.Match[str], now: int) -> Steps:
        scale = _SCALES[m[2].removeprefix("个").removeprefix("半")]
        half = m[1] == "半" or bool(m.lastindex and m.lastindex >= 3 and m[3])
        value = 0 if m[1] == "半" else number(m[1])
        if value < 0:
            return (Step("vague"),)
        if half:
            if scale not in ("year",):
                return (Step(unit, max(value, 1), base, scale),)
            value, scale = value * 12 + 6, "month"
        return (Step(unit, value, base, scale),)

    return build


def _none(unit: str) -> Callable[[re.Match[str], int], Steps]:
    return lambda m, now: (Step(unit),)


def _word(m: re.Match[str], now: int) -> Steps:
    return _words()[m[0]]


def _holiday(m: re.Match[str], now: int) -> Steps:
    return _holidays()[m[0]]


@cache
def _words() -> dict[str, Steps]:
    return {row[0]: parse_steps(row[1]) for row in table("words.tsv")}


@cache
def _holidays() -> dict[str, Steps]:
    found: dict[str, Steps] = {}
    for row in table("holidays.tsv"):
        month, _, day = row[1].partition("-")
        found[row[0]] = (Step("refused"),) if not day else (Step("month", int(month)), Step("day", int(day)))
    return found


@cache
def _eras() -> dict[str, int | None]:
    return {name: None if first == "refused" else int(first) for name, first in table("eras.tsv")}


def _longest(words: list[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _alternation(rows: dict[str, tuple[str, str]]) -> str:
    """The words, longest first, each with the characters it may not follow and the strings it may not precede."""
    parts = []
    for word in _longest(list(rows)):
        after, before = rows[word]
        part = re.escape(word) + (f"(?!{before})" if before else "")
        parts.append(part + (f"(?<![{after}]{re.escape(word)})" if after else ""))
    return "|".join(parts)


def _word_pattern() -> str:
    return _alternation({row[0]: ((row + ["", ""])[2], (row + ["", ""])[3]) for row in table("words.tsv")})


def _holiday_pattern(*, free: bool) -> str:
    parts = []
    for row in sorted(table("holidays.tsv"), key=lambda row: (-len(row[0]), row[0])):
        parts.append(row[0] + (f"(?={row[2]})" if len(row) > 2 and not free else "") + "(?!联欢|晚会|联|路|街|广场)")
    return "|".join(parts)


Pattern = tuple["re.Pattern[str]", Callable[[re.Match[str], int], Steps]]


def _compile(rows: list[tuple[str, Callable[[re.Match[str], int], Steps]]]) -> list[Pattern]:
    return [(re.compile(pattern), build) for pattern, build in rows]


_SEPARATED = r"([-/.])(1[0-2]|0?[1-9])\2"
_MONTH_END = r"月(?:份)?(?![之以]?内|余|多|球|饼|亮|色|光|票|薪|均|租|嫂|刊|[子卡经])"
_DAY_END = r"[日号](?!元|圆|以?内|之内|游|均|线|龄|间[^，。]|楼|店|院|门|令|文|机|舱|桌|馆|台|站|桥|厅|房|矿|井|球|位|池|电池|公寓)"
_SHORT_NEXT = (
    rf"(?=(?:1[0-2]|0?[1-9]|{_MONTH_CN})月|年?[底末初]|上半年|下半年|[春夏秋冬][天季]?|第?[一二三四1-4][财]?季|Q[1-4])"
)


@cache
def starting() -> dict[str, list[Pattern]]:
    """Patterns that may begin a time, by the kind of their first character: digit, han (numeral), word."""
    solar = "|".join(_longest([era for era, first in _eras().items() if first is not None]))
    lunar = "|".join(_longest([era for era, first in _eras().items() if first is None]))
    digits = [
        (rf"([12][0-9]{{3}}){_SEPARATED}(3[01]|[12][0-9]|0?[1-9])(?![0-9.%]|\2[0-9])", _date),
        (r"([12][0-9]{3})( )(0[1-9]|1[0-2]) (0[1-9]|[12][0-9]|3[01])(?![0-9.,])", _date),
        (rf"(3[01]|[12][0-9]|0?[1-9]){_SEPARATED}([12][0-9]{{3}})(?![0-9.%年])", _date_backwards),
        (r"([0-9]{1,2})([-/])(1[0-2]|0?[1-9])\2([0-9]{1,2})(?![0-9.%/-])", _date_short),
        (r"(1[0-2])/([1-9])(?![0-9.%/-])", _month_day),
        (r"([12][0-9]{2}0)年代", _decade),
        (r"([12][0-9]{3})(?:年度?|财年)(?!级|货|代)", _year),
        (rf"([0-9]{{2}})年{_SHORT_NEXT}", _short),
        (r"(0[0-9])年(?![级代])", _short),
        (r"(?<=在)([0-9]{2})年(?![里内间中前后级代以的来多半])", _short),
        (r"(?<=[在于])([1-9][0-9]{2})年(?![里内间中前后级代以的来])", _year),
        (r"([1-9][0-9]{2})年(?=(?:1[0-2]|[1-9])月)", _year),
        (r"(2[01]|1?[0-9])世纪", _single("century")),
        (r"([1-9]0)年代", _single("decade")),
        (r"(1[0-2]|0?[1-9])" + _MONTH_END, _single("month")),
        (rf"(?<![{_SPENT}])(3[01]|[12][0-9]|0?[1-9])(?:{_DAY_END}(?<=日)|号(?=[，。、；：）上下早中晚凌前后至到—起左]|[你我他她咱]|$))", _single("day")),
        (r"([1-4])季度", _single("quarter")),
        (rf"{_COUNT}[多余]{_UNIT}(?:以|之)?[前后]|{_COUNT}{_UNIT}多(?:以|之)?[前后]", _none("vague")),
        (rf"{_COUNT}{_UNIT}(半)?(?:以|之)?前(?!列|十|百|[0-9三两四]*季度|[0-9]+个?月)(?<!日前)", _counted("ago", "reference")),
        (rf"{_COUNT}{_UNIT}(半)?(?:以|之)?后(?!卫|[\u536b])(?<!日后)", _counted("later", "antecedent")),
        (rf"{_COUNT}多?(年)()(?:以)?来(?!自|说|到|看)", _counted("since_ago", "reference")),
    ]
    han = [
        (rf"([一二][{_DIGIT}]{{3}})年度?(?!级|代)", _year),
        (rf"((?:两|二)千零?(?:{_DAY_CN}|[二三四五六七八九]十[一二三四五六七八九]?)?)年(?![级代来前后间里内多])", _year),
        (r"(一千[一二三四五六七八九]百(?:零?[一二三四五六七八九]|[一二三四五六七八九]?十[一二三四五六七八九]?)?)年(?![级代来前后间里内多])", _year),
        (rf"([{_DIGIT}]{{3}})年(?={_MONTH_CN}月|[，。]|$)", _year),
        (rf"([{_DIGIT}]{{2}})年{_SHORT_NEXT}", _short),
        (r"([零〇][一二三四五六七八九])年(?![级代])", _short),
        (rf"((?:二十)?{_TO_TEN}|十[一二三四五六七八九])世纪", _single("century")),
        (r"([一二三四五六七八九]十)年代", _single("decade")),
        (rf"({_MONTH_CN})月(?:份)?初[一二三四五六七八九十]", _none("refused")),
        (rf"({_MONTH_CN})" + _MONTH_END + "(?![子来前])", _single("month")),
        (rf"((?:二?十[一二三四五六七八九]|二十|三十一?)){_DAY_END}", _single("day")),
        (rf"(?<=[在于，。、（ ])([一二三四五六七八九十])日(?=[，。、）上下凌晚电]|$)(?!报)", _single("day")),
        (r"([一二三四])季度", _single("quarter")),
        *digits[-4:],
        (r"半()(年)(半)?(?:以|之)?前", lambda m, now: (Step("ago", 6, "reference", "month"),)),
        (r"半()(年)(半)?(?:以|之)?后", lambda m, now: (Step("later", 6, "antecedent", "month"),)),
    ]
    words = [
        (rf"(?:农历|阴历|旧历|夏历)(?:[0-9{_DIGIT}]{{4}}年)?(?:[{_TO_TEN[1:-1]}正腊冬闰0-9]+月)?(?:初?[{_CN}廿0-9]+[日号]?)?", _none("refused")),
        (rf"(?:[腊]月|正月|冬月)(?:初?[{_CN}廿]+)?", _none("refused")),
        (rf"(?:{lunar})(?:元|[0-9]{{1,4}}|[{_CN}]{{1,4}})年(?![级代])(?:闰?(?:{_MONTH_CN}|[0-9]{{1,2}}|[正腊冬])月(?:初?[{_CN}0-9]{{1,3}}日?)?|大年(?:三十|初[{_CN}]))?", _none("refused")),
        (rf"({solar})(元|[0-9]{{1,4}}|[{_CN}]{{1,4}})年(?![级代])", _era),
        (r"(?:公元|西元|纪元)前[约]?([0-9]+|[零〇一二三四五六七八九十百千]+)(?:年代?|世纪)", _none("refused")),
        (_holiday_pattern(free=False), _holiday),
        (rf"第([一二三四1-4])个?财?季度?(?:(?<=季度)|(?<=财季))", _single("quarter")),
        (r"(?<![A-Za-z0-9])Q([1-4])(?![A-Za-z0-9])", _single("quarter")),
        (rf"(?<![一每两几多数第四隔0-9]){_WEEK}([一二三四五六日天]){_WEEKDAY_END}(?!多|围|福|直)", _weekday),
        (rf"(?:过去|最近|此前|(?<![续时达了花])近)的?({EXACT}(?:[到至-]{EXACT})?|半)多?{_UNIT}(?:以?来|间|里|内)?", _counted("last", "reference")),
        (rf"(?<!以)(?<!之)[前上](?:([1-9][0-9]?|[三四五六七八九十]){_UNIT})(?!级|名|位|强|后)(?<!季度)", _counted("last", "reference")),
        (rf"(?:未来|今后|接下来的?|往后的?)的?({EXACT}(?:[到至-]{EXACT})?|半){_UNIT}(?:间|里|内)?", _counted("next", "reference")),
        (rf"(?:此后|之后|随后|其后)的?{_COUNT}{_UNIT}(?:间|里|内)?", _counted("next", "antecedent")),
        (rf"(?<![{_HAN}])后([1-9][0-9]?){_UNIT}", _counted("next", "reference")),
        (r"[前头]([0-9]{1,2}|[一二两三四五六七八九十]{1,2})个?(季度|财季|月)(?!的|里|就)", _first),
        (_word_pattern(), _word),
    ]
    return {"digit": _compile(digits), "han": _compile(han), "word": _compile(words)}


@cache
def continuing() -> list[tuple[str, Pattern]]:
    """Patterns that may follow inside a time, with the coarsest unit they may directly follow given by their steps."""
    rows: list[tuple[str, str, Callable[[re.Match[str], int], Steps]]] = [
        ("century", r"([1-9]0|[一二三四五六七八九]十)年代", _single("decade")),
        ("year", rf"(?:农历|阴历)(?:[{_TO_TEN[1:-1]}正腊冬闰0-9]+月)?(?:初?[{_CN}廿0-9]+[日号]?)?|(?:正|腊|冬|闰?{_MONTH_CN})月初[{_CN}]+|[正腊冬]月(?:初?[{_CN}廿]+)?|大年(?:初[{_CN}]+|三十)", _none("refused")),
        ("year", _holiday_pattern(free=True), _holiday),
        ("year", r"第?([一二三四1-4])个?(?:财季|季度)|第([一二三四1-4])季(?!度)", lambda m, now: (Step("quarter", number(m[1] or m[2])),)),
        ("year", r"Q([1-4])(?![A-Za-z0-9])", _single("quarter")),
        ("year", r"([上下])半(?:年度?|财年)", _half),
        ("year", r"[前头]([0-9]{1,2}|[一二两三四五六七八九十]{1,2})个?(季度|财季|月)", _first),
        ("year", r"([春夏秋冬])(?:天|季|日(?!本))?(?![节晚运招游令衣末初装])", _season),
        ("year", rf"(1[0-2]|0?[1-9]|{_MONTH_CN})" + _MONTH_END, _single("month")),
        *((unit, r"([早晚稍])(?:些|早些|晚些)时(?:候|间)", _earlier) for unit in ("year", "month", "week")),
        ("month", r"([上中下])旬", _third),
        ("month", rf"第?([1-5一二三四五]|最后一)个?{_WEEK}([一二三四五六日天])", _nth_weekday),
        ("month", rf"第?([1-5一二三四五]|最后一)个?{_WEEK}", _nth_week),
        ("month", rf"(3[01]|[12][0-9]|0?[1-9]|{_DAY_CN}){_DAY_END}", _single("day")),
        ("month", rf"((?:二?十[一二三四五六七八九]|[二三]十|三十一))(?=[，。、；：！？）]|$)", _single("day")),
        ("part", r"(?:年(?=[底末初中]))?(?:初(?![步次中级始衷赛选审一二三四五六七八九十])|底(?![特部层薪线价盘])|末(?!班|代)|中(?=[，。、；）期叶])|早(?=期)|前(?=期)|后(?=期)|中(?=期))(?:期|叶)?", lambda m, now: _part(re.match("年?(.)", m[0]) or m, now)),
        ("week", rf"{_WEEK}?([一二三四五六日天]){_WEEKDAY_END}", _weekday),
        ("week", r"末", _none("weekend")),
        ("word", _word_pattern(), _word),
    ]
    return [(after, (re.compile(pattern), build)) for after, pattern, build in rows]
