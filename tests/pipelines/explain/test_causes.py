"""Which words make a claim denied, planned or doubted."""

import pytest

from pipelines.explain.causes import stance_words
from tests.pipelines.evaluation.trees import tree_of


@pytest.mark.parametrize(
    ("spec", "verb", "causes"),
    [
        ("他/PRON/1/nsubj 买/VERB/-1/root 车/NOUN/1/obj", 1, []),
        ("他/PRON/2/nsubj 没有/AUX/2/aux 买/VERB/-1/root 车/NOUN/2/obj", 2, ["没有"]),
        ("他/PRON/2/nsubj 将/ADV/2/advmod 买/VERB/-1/root 车/NOUN/2/obj", 2, ["将"]),
        ("他/PRON/1/nsubj 计划/VERB/-1/root 买/VERB/1/xcomp 车/NOUN/2/obj", 2, ["计划"]),
        ("他/PRON/1/nsubj 买/VERB/-1/root 车/NOUN/1/obj 吗/PART/1/discourse ？/PUNCT/1/punct", 1, ["？"]),
    ],
)
def test_the_words_without_which_the_stance_would_be_another(spec: str, verb: int, causes: list[str]) -> None:
    tree = tree_of(spec)
    assert [tree.words[t] for t in stance_words(tree, verb)] == causes


def test_of_two_words_that_say_the_same_one_remains() -> None:
    tree = tree_of("他/PRON/3/nsubj 将/ADV/3/advmod 会/AUX/3/aux 买/VERB/-1/root 车/NOUN/3/obj")
    assert len(stance_words(tree, 3)) == 1


def test_denial_and_plan_are_both_named() -> None:
    tree = tree_of("他/PRON/1/nsubj 计划/VERB/-1/root 不/ADV/3/advmod 买/VERB/1/xcomp 车/NOUN/3/obj")
    assert {tree.words[t] for t in stance_words(tree, 3)} == {"计划", "不"}
