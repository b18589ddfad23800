"""Times in a sentence, and the days that they mean."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim import Granularity
from pipelines.times import Interval, find_times, resolve

REFERENCE = date(2023, 4, 26)
_LINES = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in _LINES if not line.startswith("#")]


def _date(cell: str) -> date | None:
    return None if cell == "-" else date.fromisoformat(cell)


@pytest.mark.parametrize(("text", "reference", "span", "start", "end", "granularity"), CASES)
def test_golden(text: str, reference: str, span: str, start: str, end: str, granularity: str) -> None:
    found = {mention.span.of(text): mention for mention in find_times(text, _date(reference))}
    if span == "-":
        assert not found
        return
    assert span in found
    mention = found[span]
    assert (mention.start, mention.end, mention.granularity.value) == (_date(start), _date(end), granularity)


def test_traditional_script_and_full_width_read_the_same() -> None:
    converter = opencc.OpenCC("s2t")
    wide = str.maketrans("0123456789", "０１２３４５６７８９")
    for text in sorted({case[0] for case in CASES}):
        plain = [(m.span, m.start, m.end, m.granularity) for m in find_times(text, REFERENCE)]
        for variant in (converter.convert(text), text.translate(wide)):
            assert [(m.span, m.start, m.end, m.granularity) for m in find_times(variant, REFERENCE)] == plain, variant


def test_an_anchor_supplies_the_year_of_the_next_text() -> None:
    (year,) = find_times("2016年的事", None)
    (month,) = find_times("3月又来了", None, anchor=year.interval)
    assert (month.start, month.end) == (date(2016, 3, 1), date(2016, 3, 31))
    (again,) = find_times("次年离开", None, anchor=month.interval)
    assert again.start == date(2017, 1, 1)


def test_the_same_expression_resolves_anew_in_another_context() -> None:
    (mention,) = find_times("3月裁员", REFERENCE)
    assert mention.expression.partial
    november = Interval(date(2021, 11, 1), date(2021, 11, 30), Granularity.MONTH)
    assert resolve(mention.expression, REFERENCE, anchor=november).start == date(2022, 3, 1)
    assert resolve(mention.expression, REFERENCE, future=True).start == date(2024, 3, 1)
    assert resolve(mention.expression, None) == Interval(None, None, Granularity.MONTH)


def test_core_and_flags() -> None:
    text = "直到去年，第四财季约2025年左右"
    until, quarter, around = find_times(text, REFERENCE)
    assert until.core.of(text) == "去年"
    assert quarter.fiscal
    assert around.approximate
    assert not until.approximate


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("上個月", "上个月"),
        ("週五", "周五"),
        ("三個月後", "三个月后"),
        ("１２月５號", "12月5号"),
        ("２０２２年", "2022年"),
        ("上世紀９０年代", "上世纪90年代"),
        ("從去年開始", "从去年开始"),
        ("2022 年 3 月", "2022年3月"),
    ],
)
def test_width_script_and_spaces_make_no_difference(traditional: str, simplified: str) -> None:
    (one,), (other,) = find_times(traditional, REFERENCE), find_times(simplified, REFERENCE)
    assert (one.start, one.end, one.granularity, one.expression) == (
        other.start,
        other.end,
        other.granularity,
        other.expression,
    )
    assert one.span.of(traditional) == traditional


_CHARACTERS = (
    "0123456789零一二三十百两半几数年月日号周前后到至-—，。/的上下本去今昨自从直截初底末中旬季度Q点:"
    "农历正廿民国世纪代元 A春夏"
)
_WORDS = ["2022年", "3月", "上周", "以来", "之间", "个月", "公元前", "星期", "去年"]
_PIECES = st.lists(st.sampled_from([*_CHARACTERS, *_WORDS]), max_size=14)


@given(_PIECES.map("".join) | st.text(max_size=40), st.sampled_from([None, REFERENCE, date.min, date.max]))
def test_any_text_gives_valid_spans_in_order(text: str, reference: date | None) -> None:
    found = find_times(text, reference)
    assert found == find_times(text, reference)
    for mention in found:
        assert mention.time_span(text).quote.text == mention.span.of(text)
        assert mention.span.covers(mention.core)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
