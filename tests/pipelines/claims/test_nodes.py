"""What a phrase stands for in the graph: a title or a place's body is no concept of its own."""

from __future__ import annotations

import pytest

from kg.claim import Document
from pipelines.extract import Extractor


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(min_confidence=0)


@pytest.mark.parametrize(
    ("text", "label", "type_name"),
    [
        ("昨天，程志教授发表了论文。", "程志", "Person"),
        ("昨天，罗承宇副部长辞职。", "罗承宇", "Person"),
        ("昨天，程志教授的学生辞职。", "程志教授的学生", "Concept"),
        ("苏州警方抓获了嫌疑人。", "苏州警方", "Government"),
        ("苏州警方负责人辞职。", "苏州警方负责人", "Concept"),
        ("海纳集团订购了英伟达GPU。", "海纳集团", "Company"),
    ],
)
def test_subject(extractor: Extractor, text: str, label: str, type_name: str) -> None:
    (claim,) = [c for c in extractor.extract(Document("d", text)).claims if c.extractor == "rule:verbal"]
    assert (claim.subject.label, claim.subject.type) == (label, type_name)
