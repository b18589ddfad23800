"""A claim's predicate quotes the verb with its adverbs and aspect; its label stays the bare verb."""

from __future__ import annotations

import pytest

from kg.claim import Document
from pipelines.extract import Extractor


@pytest.mark.parametrize(
    ("text", "label", "quoted"),
    [
        ("远山科技曾多次获得了国家大奖。", "获得", "曾多次获得了"),
        ("远山科技没有获得国家大奖。", "获得", "获得"),
        ("蓝鲸重工已被远山科技收购。", "收购", "收购"),
        ("他经常提起这件事。", "提起", "经常提起"),
    ],
)
def test_predicate(text: str, label: str, quoted: str) -> None:
    claims = Extractor(min_confidence=0).extract(Document(id="d", text=text)).claims
    said = {claim.predicate.label: claim.predicate.quote for claim in claims}
    quote = said[label]
    assert quote is not None
    assert quote.text == quoted == text[quote.start : quote.end]
