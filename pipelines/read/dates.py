"""When a document was published: metadata, then its dateline, then what the page says of its publication.

A date that belongs to navigation, to other articles or to the events told is not the document's. Without a year from
anywhere a dateline (新华社北京4月26日电) gives no date: better none than a guessed one.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from kg.claim import Span
from pipelines.nlp.normalise import fold
from pipelines.read.boilerplate import Masked
from pipelines.read.draft import lines

_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_YEAR_OF_REPUBLIC = 1911

_DATE = re.compile(
    r"(?P<era>民国|中华民国)?\s?(?<!\d)(?P<year>\d{2,4})\s?(?:年|[-/.](?=\s?\d))\s?"
    r"(?P<month>\d{1,2})\s?(?:月|[-/.](?=\s?\d))\s?(?P<day>\d{1,2})(?!\d)\s?日?"
)
_COMPACT = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?!\d)")
_CHINESE = re.compile(
    r"(?P<year>[零〇○一二三四五六七八九]{4})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_MONTH_DAY = re.compile(r"(?<!\d)(?P<month>\d{1,2})月(?P<day>\d{1,2})日?")
_IN_ADDRESS = re.compile(r"/(?P<year>20\d\d)[-/]?(?P<month>\d\d)[-/]?(?P<day>\d\d)(?=[/_.-]|$)")
_YEAR = re.compile(r"\s*((?:19|20)\d\d)\s*年?\s*")

#: A dateline: an agency or paper, a place, a date and 电 or 讯, at the start of a paragraph.
_DATELINE = re.compile(
    r"^[（(【\[]?(?:[^，。：；！？]{0,24}?)(?P<date>(?:(?:民国)?\d{2,4}年)?\d{1,2}月\d{1,2}日?)"
    r"(?:电|讯|专电|消息|综合消息|综合报道|报道)(?=[】\]）)\s（(：，,]|$)"
)
#: A line near the top that is a date, with a time and a source or author or nothing behind it.
_PUBLISHED = re.compile(
    r"(?:发布|发表|发稿|刊登|出版|上传|刊发)(?:时间|日期|于|在)?[：\s]*(?P<date>.{6,40})|^(?:时间|日期)[：\s]*(?P<other>.{6,40})"
)
#: How many lines from the top (or, for what the page says of its publication, from the end) count.
_TOP = 12
_HEAD = 3

#: What never says when this document was published.
_FOREIGN = frozenset({"navigation", "related", "comment", "advert", "copyright", "share"})


def parse_date(value: object) -> datetime.date | None:
    """The day that a metadata value names, in any of the usual forms, or None.

    Dates and times of YAML, ISO 8601, 2023年4月26日, 2023/4/26, 20230426, 二〇二三年四月二十六日 and years of the
    Republic (民國112年4月26日).
    """
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    text = fold(str(value)[:200])
    match = _DATE.search(text) or _COMPACT.search(text)
    if match:
        return _day(match["year"], match["month"], match["day"], bool(match.groupdict().get("era")))
    if match := _CHINESE.search(text):
        year = "".join(_DIGITS[char] for char in match["year"])
        return _day(year, str(_small(match["month"])), str(_small(match["day"])))
    return None


def _small(numeral: str) -> int:
    """A Chinese numeral below a hundred."""
    tens, ten, ones = numeral.rpartition("十")
    return (int(_DIGITS.get(tens, "1")) * 10 if ten else 0) + int(_DIGITS.get(ones, "0"))


def _day(year: str, month: str, day: str, republic: bool = False) -> datetime.date | None:
    number = int(year)
    if republic or len(year) == 3:
        number += _YEAR_OF_REPUBLIC
    elif len(year) == 2:
        return None
    try:
        return datetime.date(number, int(month), int(day))
    except ValueError:
        return None


def document_date(
    text: str, found: Sequence[Masked], metadata: object, source: str | None, article: Span | None = None
) -> datetime.date | None:
    """The date of a document from its metadata, else its dateline, else what the page says of its publication.

    `article` is where the article stands among the other lines of a page: from its headline to its last line.
    """
    given = parse_date(metadata)
    if given:
        return given
    foreign = [masked.span for masked in found if masked.kind in _FOREIGN]
    folded = fold(text)
    own = [
        span.of(folded)
        for span in lines(text)
        if (article is None or article.covers(span)) and not any(span.overlaps(other) for other in foreign)
    ]
    bylines = [masked.span.of(folded) for masked in found if masked.kind in ("byline", "editor")]
    published = _published(own)
    partial: datetime.date | None = None
    for line in own[:_TOP]:
        if dateline := _DATELINE.match(line):
            if full := parse_date(dateline["date"]):
                return full
            if month_day := _MONTH_DAY.search(dateline["date"]):
                partial = _with_year(month_day, published or _from_byline(own, bylines), metadata, source)
            break
    return partial or _from_byline(own, bylines) or published


def _from_byline(own: Sequence[str], bylines: Sequence[str]) -> datetime.date | None:
    """The date of a line near the top that holds nothing but date, time, source and author.

    A bare date counts only directly below the headline and when it is the only one: several are the heads of a
    chronicle, and one further down is a cell of a table.
    """
    bare = [line for line in own if _DATE.fullmatch(line)]
    for number, line in enumerate(own[:_TOP]):
        at_head = number < _HEAD and len(bare) == 1
        counts = line in bylines and not _PUBLISHED.search(line) and (line not in bare or at_head)
        if counts and (day := parse_date(line)):
            return day
    return None


def _published(own: Sequence[str]) -> datetime.date | None:
    """The date of a line that says when the page was published, near the top or at the very end."""
    for line in [*own[:_TOP], *own[-_TOP:]]:
        match = _PUBLISHED.search(line) if len(line) <= 100 else None
        if match and (day := parse_date(match["date"] or match["other"])):
            return day
    return None


def _with_year(
    month_day: re.Match[str], published: datetime.date | None, metadata: object, source: str | None
) -> datetime.date | None:
    """A dateline's month and day in the year of the publication, the metadata or the address; the last that fits."""
    address = _IN_ADDRESS.search(source or "")
    near = published or (_day(address["year"], address["month"], address["day"]) if address else None)
    if near:
        day = _day(str(near.year), month_day["month"], month_day["day"])
        return _day(str(near.year - 1), month_day["month"], month_day["day"]) if day and day > near else day
    year = _YEAR.fullmatch(str(metadata or ""))
    return _day(year[1], month_day["month"], month_day["day"]) if year else None
