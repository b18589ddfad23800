"""The subject scorer: candidates of verbs, from weights that are written by hand and from the shipped ones."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.neural import Packing
from pipelines.nlp.parser import Parser, Word, load_parser
from pipelines.nlp.subjects import DISTANCES, NOBODY, SubjectScorer, distances, stretches_of


def scorer(*, nobody: float = 0.0, near: float = 0.0) -> SubjectScorer:
    """States have one number; a word's score as a subject is the product of its state and the verb's."""
    one = np.ones((1, 1), np.float32)
    zero = np.zeros(1, np.float32)
    distance = np.zeros(DISTANCES, np.float32)
    distance[0], distance[2] = nobody, near  # the word right before the verb, in the same stretch
    return SubjectScorer(
        {
            "verb.weight": one, "verb.bias": zero, "word.weight": one, "word.bias": zero, "bilinear": one,
            "word_bias": zero, "nobody": zero, "distance": distance,
        }
    )  # fmt: skip


def candidates(of: SubjectScorer, states: list[float], verb: int, words: list[bool] | None = None):
    verbs = np.zeros((1, len(states)), bool)
    verbs[0, verb] = True
    stretches = np.zeros((1, len(states)), np.int64)
    allowed = None if words is None else np.array([words])
    packing = Packing.of([len(states)])
    return of(np.array(states, np.float32)[:, None], packing, verbs, stretches, allowed)[0][verb]


def test_the_highest_score_comes_first() -> None:
    found = candidates(scorer(), [1.0, 3.0, 2.0, 1.0], 3)
    assert [word for word, _ in found] == [1, 2, 0]
    assert [chance for _, chance in found] == sorted((chance for _, chance in found), reverse=True)
    assert sum(chance for _, chance in found) <= 1.0


def test_nobody_is_a_candidate() -> None:
    assert candidates(scorer(nobody=9.0), [1.0, 3.0, 1.0], 2)[0][0] == NOBODY


def test_distance_counts() -> None:
    assert candidates(scorer(near=9.0), [3.0, 1.0, 1.0], 2)[0][0] == 1


def test_a_verb_is_not_its_own_subject() -> None:
    assert 1 not in [word for word, chance in candidates(scorer(), [1.0, 9.0, 1.0], 1) if chance]


def test_words_that_may_not_be_subjects() -> None:
    assert candidates(scorer(), [1.0, 3.0, 1.0], 2, [True, False, True])[0][0] == 0


def test_distances() -> None:
    stretches = stretches_of([["甲", "，", "乙", "丙", "来"]])
    assert stretches.tolist() == [[0, 1, 1, 1, 1]]
    (of_verb,) = distances(np.array([0]), np.array([4]), stretches).tolist()
    assert len({*of_verb}) == 4  # over a comma, two words before, right before, the verb itself
    assert max(of_verb) < DISTANCES


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def words(text: str) -> list[Word]:
    return [Word(word) for word in text.split()]


def test_who_goes_on_acting(parser: Parser) -> None:
    (parse,) = parser.parse([words("公司 发布 了 公告 ， 决定 聘请 新 的 会计师 。")])
    assert parse.subjects[5][0][0] == 0
    assert parse.subjects[5][0][1] > 0.5


def test_batch_does_not_matter(parser: Parser) -> None:
    sentences = [
        words("公司 发布 了 公告 ， 决定 聘请 会计师 。"),
        words("他 走 了"),
        words("据 报道 ， 双方 已 签署 协议 。"),
        [],
    ]
    together = [parse.subjects for parse in parser.parse(sentences)]
    alone = [parser.parse([sentence])[0].subjects for sentence in sentences]
    assert [{verb: of[0][0] for verb, of in found.items()} for found in together] == [
        {verb: of[0][0] for verb, of in found.items()} for found in alone
    ]
