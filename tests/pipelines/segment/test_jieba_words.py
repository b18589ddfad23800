"""Words: what jieba's dictionary lacks, and what its model glues together."""

import pytest

from pipelines.segment.dictionary import is_verb
from pipelines.segment.jieba_words import JiebaSegmenter
from pipelines.segment.score import score


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("北京队3:1击败上海队", ["北京队", "3:1", "击败", "上海队"]),
        ("以85：63获胜", ["以", "85：63", "获胜"]),
        ("他因伤退赛", ["他", "因伤", "退赛"]),
        ("公司拟将停产", ["公司", "拟", "将", "停产"]),
    ],
)
def test_words_of_news(text: str, words: list[str]) -> None:
    assert JiebaSegmenter().cut(text) == words


@pytest.mark.parametrize(
    ("word", "numbers"),
    [("3:1", (3, 1)), ("85：63", (85, 63)), ("4比2", (4, 2)), ("2019-2020", None), ("3:", None), ("第3", None)],
)
def test_a_score_is_two_numbers(word: str, numbers: tuple[int, int] | None) -> None:
    assert score(word) == numbers


@pytest.mark.parametrize(("word", "verb"), [("建厂", True), ("裁员", True), ("热搜", False), ("工厂", False)])
def test_verbs_of_the_dictionary_and_our_own(word: str, verb: bool) -> None:
    assert is_verb(word) is verb
