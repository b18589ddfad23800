"""Whom the scorer's candidates put in the place of the grammar's subject, and where the grammar's stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipelines.claims.doers import described_in_vain, likelier
from pipelines.claims.tree import Tree
from pipelines.nlp.subjects import NOBODY


def tree(
    rows: Sequence[tuple[str, str, int, str]],
    likely: Mapping[int, Sequence[tuple[int, float]]],
    certainty: Sequence[float] | None = None,
) -> Tree:
    words, tags, heads, deps = zip(*rows, strict=True)
    starts = [sum(map(len, words[:at])) for at in range(len(words))]
    return Tree(words, tags, heads, deps, starts, [None] * len(words), certainty, likely_subjects=likely)


#: 股价 falls, 公司 lays off.
ROWS = [
    ("公司", "NOUN", 1, "nmod"),
    ("股价", "NOUN", 2, "nsubj"),
    ("下跌", "VERB", 4, "advcl"),
    ("，", "PUNCT", 2, "punct"),
    ("裁员", "VERB", -1, "root"),
    ("昨天", "NOUN", 4, "nmod:tmod"),
]


def test_a_carried_subject_gives_way() -> None:
    read = tree(ROWS, {4: [(0, 0.6), (1, 0.3)]})
    assert likelier(read, 4, [1], (), carried=True) == [0]


def test_a_carried_subject_stays_where_the_other_is_hardly_likelier() -> None:
    read = tree(ROWS, {4: [(0, 0.45), (1, 0.42)]})
    assert likelier(read, 4, [1], (), carried=True) is None


def test_nobody_can_be_likelier() -> None:
    read = tree(ROWS, {4: [(NOBODY, 0.9), (1, 0.1)]})
    assert likelier(read, 4, [1], (), carried=True) == []


def test_a_subject_of_the_verb_itself_stays_where_the_parser_was_certain() -> None:
    likely = {2: [(0, 0.95), (1, 0.05)]}
    assert likelier(tree(ROWS, likely, [0.9] * 6), 2, [1], (), carried=False) is None
    assert likelier(tree(ROWS, likely, [0.5] * 6), 2, [1], (), carried=False) == [0]


def test_a_verb_does_nothing_and_a_time_does_nothing() -> None:
    read = tree(ROWS, {4: [(2, 0.9), (5, 0.05), (1, 0.04)]})
    assert likelier(read, 4, [1], (), carried=True) is None
    assert likelier(tree(ROWS, {4: [(2, 0.9)]}), 4, [1], (), carried=True) is None


def test_other_participants_do_not_become_the_subject() -> None:
    read = tree(ROWS, {4: [(0, 0.9), (1, 0.1)]})
    assert likelier(read, 4, [1], (0,), carried=True) is None


def test_without_a_scorer_the_grammar_decides() -> None:
    assert likelier(tree(ROWS, {}), 4, [1], (), carried=True) is None


#: 公司购买手机的时间
RELATIVE = [
    ("公司", "NOUN", 1, "nsubj"),
    ("购买", "VERB", 4, "acl:relcl"),
    ("手机", "NOUN", 1, "obj"),
    ("的", "PART", 1, "mark:rel"),
    ("时间", "NOUN", -1, "root"),
]


def test_the_noun_that_a_clause_describes() -> None:
    assert described_in_vain(tree(RELATIVE, {1: [(0, 0.8), (4, 0.1)]}), 1)
    assert not described_in_vain(tree(RELATIVE, {1: [(4, 0.6), (0, 0.3)]}), 1)
    assert likelier(tree(RELATIVE, {1: [(4, 0.9), (0, 0.1)]}, [0.5] * 5), 1, [0], (), carried=False) == []
