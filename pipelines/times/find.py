"""Finding the times of a text and giving them their days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from kg.claim import Granularity
from pipelines.quantities.view import addresses, covered, view
from pipelines.times.expression import Interval, TimeMention
from pipelines.times.grammar import Found, expression
from pipelines.times.resolve import resolve
from pipelines.times.tables import first_characters, names_pattern, table

_BREAK = re.compile(r"[。！？；\n]")
_CLAUSE = re.compile(r"[，。！？；：\n]")
_NOT_OFFICER = "(?<![即麻大上中少名老小健女猛主])"  # 中将, 主将
#: Right before a time: 将于, 计划在, 定于. 将 alone may be 把: only with one of the verbs of a future event.
_FUTURE_BEFORE = re.compile(
    rf"(?:{_NOT_OFFICER}将|即将|计划|预计|拟|预定|原定|有望|定|准备|推迟|延期|延至|持续)"
    r"(?:会|在|于|自|从|到|至|当地时间|北京时间|[今本]年的?){0,3}$"
)
#: An auto-detected future does not overrule a day that has just passed: 此前宣布将于4月20日….
_JUST_PASSED = 31
#: How many days ahead 自X日起 may lie.
_SOON = 92
_YEARLY = ("month", "quarter", "half", "season")
#: How far, in characters, a clause is searched for its future.
_NEAR = 40
#: 当年 and 次日 reach back over this many ends of sentences, and characters.
_REACH, _REACH_CHARACTERS = 1, 300
#: First characters of the patterns that no word list gives: numerals, prepositions, parts of the day.
_FIRST = (
    "0-9零〇一二两三四五六七八九十百千半农阴旧夏腊正冬公西纪第Q周星礼过最此近前头上未今接往之随其后"
    "直截迄从自由大约凌清早中午下傍晚夜深黄拂"
)
#: The year that two digits count from when the document has no date.
_DEFAULT_YEAR = 2025


def find_times(
    text: str,
    reference: date | None,
    *,
    anchor: Interval | None = None,
    future: bool = False,
) -> list[TimeMention]:
    """The times of `text`, in order, not overlapping; offsets are code points of `text`.

    reference  the document's date; without it relative and partial times are mentions without dates
    anchor     the time that was said before `text` begins, for its first partial or anaphoric time (3月, 次年, 当天)
    future     every time without its year is the next one that fits; otherwise only where the clause says so
               (将于9月20日)

    Within a sentence a partial time follows on the one before it (去年11月…3月又…: the March after); 同年, 次日 and the
    like reach back over sentences. Without a reference every partial time follows on the one before.
    """
    seen = view(text)
    body = seen.text
    mentions: list[TimeMention] = []
    skipped = covered(text, addresses(text))
    chain, last = anchor, anchor
    sentence_end = last_at = 0
    for found in _scan(body, reference.year if reference else _DEFAULT_YEAR):
        span = seen.span(found.start, found.end)
        if skipped.find(1, span.start, span.end) >= 0:
            continue
        if found.start >= sentence_end:
            if sentence_end and reference is not None:
                chain = None
            stop = _BREAK.search(body, found.start)
            sentence_end = stop.end() if stop else len(body)
        if found.expression.needs_antecedent and _too_far(body, last_at, found.start):
            last = None
        ahead = future or (found.expression.partial and _says_future(body, found))
        interval = resolve(found.expression, reference, anchor=chain, antecedent=last, future=ahead)
        if last is None and reference and found.expression.start[0].unit == "later" and _says_future(body, found):
            # 两年后将…, with nothing before it to count from
            today = Interval(reference, reference, Granularity.DAY)
            interval = resolve(found.expression, reference, antecedent=today)
        if ahead and not future and found.expression.start[0].unit in _YEARLY:
            past = resolve(found.expression, reference, anchor=chain, antecedent=last)
            if reference and past.end and 0 < (reference - past.end).days <= _JUST_PASSED:
                interval, ahead = past, False
        soon = _soon(body, found, interval, reference) if not ahead else None
        if soon:
            interval, ahead = soon, True
        mention = TimeMention(
            span,
            seen.span(found.core_start, found.core_end),
            interval.start,
            interval.end,
            interval.granularity,
            found.expression,
            found.approximate,
            found.fiscal,
            ahead,
        )
        mentions.append(mention)
        if interval.start:
            chain = last = interval
            last_at = found.end
    return mentions


def _soon(text: str, found: Found, interval: Interval, reference: date | None) -> Interval | None:
    """自6月1日起, written in May: of the last such day and the next one the next, where it is near and the last is far."""
    since = text[max(0, found.start - 1) : found.start + 1], text[found.end - 1 : found.end + 1]
    if not (
        found.expression.partial and reference and interval.start and set("自从") & set(since[0]) and "起" in since[1]
    ):
        return None
    following = resolve(found.expression, reference, future=True)
    if following.start is None:
        return None
    ahead, behind = (following.start - reference).days, (reference - interval.start).days
    return following if 0 < ahead <= _SOON and behind > 2 * ahead else None


def _too_far(text: str, last: int, at: int) -> bool:
    return at - last > _REACH_CHARACTERS or len(_BREAK.findall(text, last, at)) > _REACH


def _says_future(text: str, found: Found) -> bool:
    """Whether the clause of a time, or the one that it introduces, puts its event in the future."""
    begin = 0
    for stop in _CLAUSE.finditer(text, max(0, found.start - _NEAR), found.start):
        begin = stop.end()
    if _FUTURE_BEFORE.search(text, max(begin, found.start - 12), found.start):
        return True
    stop_at = found.end
    if stop_at < len(text) and text[stop_at] == "，" and found.start == begin:
        stop_at += 1
    end = _CLAUSE.search(text, stop_at)
    last = min(end.start() if end else len(text), found.end + _NEAR)
    return bool(_future_after().search(text, found.end, last))


@cache
def _future_after() -> re.Pattern[str]:
    verbs = "|".join(row[0] for row in table("future_verbs.tsv"))
    adverbs = "正式|首次|再次|再度|率先|陆续|分别|继续|全面|同时|共同|重新|全国|全球|如期|携手|联合|一同|同步"
    return re.compile(rf"{_NOT_OFFICER}将(?:会|于|在|有望|(?:{adverbs})*(?:{verbs}))|即将|预计将?|有望")


def _scan(text: str, now: int) -> Iterator[Found]:
    at = 0
    triggers = _triggers()
    names = names_pattern()
    while True:
        match = triggers.search(text, at)
        if match is None:
            return
        start = match.start()
        name = names.match(text, start)
        if name:
            at = name.end()
            continue
        found = expression(text, start, now)
        if found is None:
            at = start + 1
            continue
        # 在…之间 takes its preposition along.
        if start and text[start - 1] == "在" and text[found.end - 2 : found.end] == "之间":
            found = Found(start - 1, found.end, start - 1, found.end, found.expression, found.approximate, found.fiscal)
        yield found
        at = found.end


@cache
def _triggers() -> re.Pattern[str]:
    """The characters that a time, or a word before one, may begin with."""
    return re.compile(f"[{first_characters()}{_FIRST}]")
