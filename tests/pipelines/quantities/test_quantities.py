"""Numbers and amounts in a sentence, and what they are worth."""

from itertools import pairwise
from pathlib import Path

import cn2an
import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.claim import Span
from pipelines.quantities import find_quantities, read_number, read_range

_LINES = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = [tuple(line.split("\t")) for line in _LINES if not line.startswith("#")]


def _number(cell: str) -> float | None:
    return None if cell == "-" else float(cell)


@pytest.mark.parametrize(("text", "span", "core", "kind", "value", "low", "high", "unit"), CASES)
def test_golden(text: str, span: str, core: str, kind: str, value: str, low: str, high: str, unit: str) -> None:
    found = find_quantities(text)
    if span == "-":
        assert not found
        return
    assert [m.span.of(text) for m in found] == [span]
    (mention,) = found
    quantity = mention.quantity
    assert (mention.core.of(text), mention.kind) == (core, kind)
    assert (quantity.value, quantity.min, quantity.max) == (_number(value), _number(low), _number(high))
    assert quantity.unit == (None if unit == "-" else unit)


def test_traditional_script_and_full_width_read_the_same() -> None:
    converter = opencc.OpenCC("s2t")
    wide = str.maketrans("0123456789%", "０１２３４５６７８９％")
    for text in sorted({case[0] for case in CASES}):
        plain = [(m.span, m.kind, m.quantity) for m in find_quantities(text)]
        for variant in (converter.convert(text), text.translate(wide)):
            assert [(m.span, m.kind, m.quantity) for m in find_quantities(variant)] == plain, variant


def test_what_is_taken_is_left_out() -> None:
    text = "三年前花了三年"
    assert [m.span for m in find_quantities(text, taken=[Span(0, 3)])] == [Span(5, 7)]


def test_the_number_alone_has_its_own_span() -> None:
    text = "约60亿美元"
    (mention,) = find_quantities(text)
    assert mention.number.of(text) == "60亿"
    assert mention.approximate
    assert mention.amount(text).quote.text == text


@given(st.integers(0, 10**15))
def test_chinese_numerals_are_read_as_another_library_writes_them(value: int) -> None:
    for mode in ("low", "up"):
        assert read_number(cn2an.an2cn(value, mode)) == value


@given(st.integers(1, 9999), st.sampled_from(["万", "亿", "千万"]))
def test_a_fuzzy_numeral_bounds_the_exact_one(head: int, magnitude: str) -> None:
    exact, fuzzy = read_number(f"{head}{magnitude}"), read_range(f"{head}多{magnitude}")
    assert exact is not None
    assert fuzzy is not None
    assert fuzzy[0] == exact < fuzzy[1]


@pytest.mark.parametrize(
    ("variant", "plain"),
    [
        ("１２萬名", "12万名"),
        ("兩億歐元", "两亿欧元"),
        ("８０％", "80%"),
        ("３．５億元", "3.5亿元"),
        ("９，９９９人", "9,999人"),
        ("3 萬 人", "3万人"),
        ("幾十個", "几十个"),
    ],
)
def test_width_script_and_spaces_make_no_difference(variant: str, plain: str) -> None:
    (one,), (other,) = find_quantities(variant), find_quantities(plain)
    assert (one.quantity, one.kind) == (other.quantity, other.kind)
    assert one.span.of(variant) == variant


_CHARACTERS = "0123456789零一二三十百千万亿兆两半几数多余来点.,%$¥元块个名人成折倍年天月第近约上超到至-—/ A和"
_WORDS = ["分之", "百分之", "美元", "左右", "以上", "个半月", "million", "又三美分"]
_PIECES = st.lists(st.sampled_from([*_CHARACTERS, *_WORDS]), max_size=14)


@given(_PIECES.map("".join) | st.text(max_size=40))
def test_any_text_gives_valid_spans_in_order(text: str) -> None:
    found = find_quantities(text)
    assert found == find_quantities(text)
    for mention in found:
        assert mention.amount(text).quote.text == mention.span.of(text)
        assert mention.span.covers(mention.core)
        assert mention.core.covers(mention.number)
        low, high = mention.quantity.min, mention.quantity.max
        assert low is None or high is None or low <= high
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
