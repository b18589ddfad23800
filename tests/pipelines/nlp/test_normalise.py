"""Folding: same length, both widths and scripts alike, numbers and Latin text left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.nlp.normalise import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("他说,好.", "他说，好。"),
        ("賣了3,000台(約1.5億美元),8:30開會!", "卖了3,000台（约1.5亿美元），8:30开会！"),
        ('他说"走"和"留"', "他说“走”和“留”"),
        ("「這」・ＧＰＵ", "“这”·GPU"),
        ("见https://a.cn/b?c=1", "见https://a.cn/b?c=1"),
        ("Meta,Google", "Meta，Google"),
        ("著名", "著名"),
        (",", "，"),
        (".", "。"),
        ("?", "？"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_length_never_changes(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
