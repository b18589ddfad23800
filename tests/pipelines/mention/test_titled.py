"""Names taken together with the title before them."""

import pytest

from pipelines.mention.names import NamedSpan
from pipelines.mention.titled import family_names, untitled


@pytest.mark.parametrize(
    ("words", "kind", "parts"),
    [
        ("捷信达副总经理黄伟明", "Person", [("捷信达", "Company"), ("副总经理", "Position"), ("黄伟明", "Person")]),
        ("公司董事兼总经理周懿", "Person", [("总经理", "Position"), ("周懿", "Person")]),
        ("犯罪嫌疑人韦元佩", "Person", [("韦元佩", "Person")]),
        ("邓州市公安局民警张红宝", "Government", [("邓州市公安局", "Government"), ("张红宝", "Person")]),
        ("海纳集团董事长兼总裁欧阳立", "Person", [("海纳集团", "Company"), ("总裁", "Position"), ("欧阳立", "Person")]),
        ("黄伟明", "Person", [("黄伟明", "Person")]),
        ("海纳集团总经理办公室", "Organisation", [("海纳集团总经理办公室", "Organisation")]),
        ("名将大酒店", "Company", [("名将大酒店", "Company")]),
    ],
)
def test_a_title_is_no_part_of_a_name(words: str, kind: str, parts: list[tuple[str, str]]) -> None:
    text = f"据悉，{words}出席。"
    found = untitled(text, NamedSpan(3, 3 + len(words), kind, 0.9))
    assert [(text[part.start : part.end], part.type) for part in found] == parts


def test_who_is_named_by_the_family_name_alone():
    text = "苏女士和司机钱某在场，历史老师没来"
    assert [text[start:end] for start, end in family_names(text)] == ["苏女士", "钱某"]
