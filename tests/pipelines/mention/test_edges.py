"""Where a name that the model saw begins and ends."""

import pytest

from kg.claim import Span
from pipelines.mention.edges import own_span
from pipelines.mention.names import NamedSpan


@pytest.mark.parametrize(
    ("text", "seen", "own"),
    [
        ("网传白塔大学停课。", "网传白塔大学", "白塔大学"),
        ("三菱未能上市。", "三菱未能", "三菱"),
        ("张三将接任。", "张三将", "张三"),
        ("海蓝名将退役。", "海蓝名将", "海蓝名将"),
        ("苏某某被捕。", "苏", "苏某某"),
        ("矿工被救援队救出。", "矿工被救援队", None),
        ("据传已停产。", "据传", None),
        ("在安康市（北纬32度，东经109度）发生。", "安康市（北纬32度", "安康市"),
        ("街霸“一姐”退役。", "街霸“一姐", "街霸"),
        ("说“一姐”退役。", "一姐”退", "退"),
        ("去世的爷爷。", "的爷爷", "爷爷"),
    ],
)
def test_a_cue_beside_it_is_no_part_of_a_name(text: str, seen: str, own: str | None) -> None:
    start = text.index(seen)
    span = own_span(text, NamedSpan(start, start + len(seen), "Person", 0.9))
    assert span == (own and Span(text.index(own), text.index(own) + len(own)))
