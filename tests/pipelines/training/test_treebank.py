"""Trees carried over to other words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipelines.training.treebank import ROOT, Tree, Word, is_tree, join, project, read_conllu
from pipelines.training.treebank_mentions import mentions

# 王 世纲 买 了 两 台 机器 。 : word, tag, head, relation, name label
ROWS = [
    ("王", "PROPN", 2, "nsubj", "B-PER"),
    ("世纲", "PROPN", 0, "flat:name", "I-PER"),
    ("买", "VERB", ROOT, "root", "O"),
    ("了", "AUX", 2, "aux", "O"),
    ("两", "NUM", 6, "nummod", "O"),
    ("台", "NOUN", 4, "clf", "O"),
    ("机器", "NOUN", 2, "obj", "O"),
    ("。", "PUNCT", 2, "punct", "O"),
]


@pytest.fixture
def tree() -> Tree:
    words = tuple(Word(form, tag, head, relation, entity=entity) for form, tag, head, relation, entity in ROWS)
    return Tree(words, *join([word.form for word in words]))


def bounds(*forms: str) -> tuple[tuple[int, int], ...]:
    return join(forms)[1]


def shown(tree: Tree | None) -> list[tuple[str, str, int, str]]:
    assert tree is not None
    return [(word.form, word.tag, word.head, word.relation) for word in tree.words]


def test_same_words(tree: Tree) -> None:
    assert project(tree, tree.bounds) == tree


def test_longer_word_takes_the_place_of_its_outermost(tree: Tree) -> None:
    made = shown(project(tree, bounds("王世纲", "买了", "两台", "机器", "。")))
    assert made == [
        ("王世纲", "PROPN", 1, "nsubj"),
        ("买了", "VERB", ROOT, "root"),
        ("两台", "NUM", 3, "nummod"),
        ("机器", "NOUN", 1, "obj"),
        ("。", "PUNCT", 1, "punct"),
    ]


def test_pieces_hang_on_the_last(tree: Tree) -> None:
    made = shown(project(tree, bounds("王", "世", "纲", "买", "了", "两", "台", "机", "器", "。")))
    assert made[1:3] == [("世", "PROPN", 2, "compound"), ("纲", "PROPN", 0, "flat:name")]
    assert made[7:9] == [("机", "NOUN", 8, "compound"), ("器", "NOUN", 3, "obj")]


def test_crossing_words_stay(tree: Tree) -> None:
    made = project(tree, bounds("王世", "纲买", "了", "两", "台", "机器", "。"))
    assert made == tree


def test_mentions_become_single_words(tree: Tree) -> None:
    assert mentions(tree) == {(0, 3): "Person", (5, 7): "Quantity"}
    made = project(tree, bounds("王世纲", "买", "了", "两台", "机器", "。"), mentions(tree))
    assert made is not None
    assert [word.type for word in made.words] == ["Person", "", "", "Quantity", "", ""]


def test_is_tree() -> None:
    assert is_tree([ROOT, 0, 1])
    assert not is_tree([ROOT, ROOT])
    assert not is_tree([ROOT, 2, 1])
    assert not is_tree([])


def test_reads_and_folds(tmp_path: Path) -> None:
    path = tmp_path / "one.conllu"
    rows = ["1\t買\t_\tVERB\t_\t_\t0\troot\t_\tNER=O", "2\t,\t_\tPUNCT\t_\t_\t1\tpunct\t_\t_"]
    path.write_text("# text = 買,\n" + "\n".join(rows) + "\n\n", encoding="utf-8")
    (made,) = read_conllu(path)
    assert made.text == "买，"
    assert [word.head for word in made.words] == [ROOT, 0]
