"""Counting what verbs do: participants by kind, clauses with an object, uses that are no verb."""

import pytest

pytest.importorskip("torch", reason="only training needs torch")
pytest.importorskip("floret", reason="only training needs floret")

from pipelines.claims.habits import KINDS
from pipelines.training.habits import count
from pipelines.training.treebank import ROOT, Tree, Word


def tree(*words: Word) -> Tree:
    return Tree(words, "".join(word.form for word in words), ())


def test_count() -> None:
    bought = tree(
        Word("微软", "PROPN", 1, "nsubj", "Organisation"),
        Word("收购", "VERB", ROOT, "root"),
        Word("公司", "NOUN", 1, "obj"),
    )
    noun = tree(Word("收购", "NOUN", 1, "nsubj"), Word("失败", "VERB", ROOT, "root"))
    line = next(line for line in count([bought] * 8 + [noun]) if line.startswith("收购\t")).split("\t")
    seen, verb, with_object, *kinds = map(int, line[1:])
    assert (seen, verb, with_object) == (9, 8, 8)
    subjects, objects = kinds[: len(KINDS)], kinds[len(KINDS) :]
    assert dict(zip(KINDS, subjects, strict=True))["organisation"] == sum(subjects) == 8
    assert dict(zip(KINDS, objects, strict=True))["noun"] == sum(objects) == 8
    assert not any(line.startswith("失败\t") for line in count([bought] * 8 + [noun]))
