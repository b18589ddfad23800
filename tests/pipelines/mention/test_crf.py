"""The search for the best tags, against the plain algorithm over every pair of tags."""

from itertools import pairwise, product

import numpy as np
import pytest

from pipelines.mention.crf import decode, span_probabilities, spans_of_tags, transition_matrix

KINDS = 4
TAGS = 1 + 4 * KINDS


def plain_matrix(between, within):
    """Spell the tied scores out for every pair of tags; what the scheme forbids is minus infinity."""
    matrix = np.full((TAGS, TAGS), -np.inf, dtype=np.float32)
    ends = [(0, 0)] + [(k + 1, 4 * k + part) for k in range(KINDS) for part in (3, 4)]
    starts = [(0, 0)] + [(k + 1, 4 * k + part) for k in range(KINDS) for part in (1, 4)]
    for left, tag in ends:
        for right, following in starts:
            matrix[tag, following] = between[left, right]
    for k in range(KINDS):
        for i in (0, 1):
            for j in (0, 1):
                matrix[4 * k + 1 + i, 4 * k + 2 + j] = within[k, i, j]
    return matrix


def viterbi(scores, matrix):
    closed = [0] + [4 * k + part for k in range(KINDS) for part in (3, 4)]
    fresh = [0] + [4 * k + part for k in range(KINDS) for part in (1, 4)]
    best = np.full(TAGS, -np.inf)
    best[fresh] = scores[0, fresh]
    back = []
    for row in scores[1:]:
        paths = best[:, None] + matrix
        back.append(paths.argmax(axis=0))
        best = paths.max(axis=0) + row
    tag = max(closed, key=lambda at: best[at])
    tags = [tag]
    for choices in reversed(back):
        tag = int(choices[tag])
        tags.append(tag)
    return tags[::-1]


def test_decode_finds_the_best_of_all_paths():
    rng = np.random.default_rng(7)
    scores = rng.normal(0, 2, (120, 8, TAGS)).astype(np.float32)
    between = rng.normal(size=(KINDS + 1, KINDS + 1)).astype(np.float32)
    within = rng.normal(size=(KINDS, 2, 2)).astype(np.float32)
    lengths = rng.integers(1, 9, 120)
    tags = decode(scores, between, within, lengths)
    matrix = plain_matrix(between, within)
    assert np.array_equal(matrix, transition_matrix(between, within))
    for row, length in enumerate(lengths):
        assert tags[row, :length].tolist() == viterbi(scores[row, :length], matrix)
        assert not tags[row, length:].any()


def test_probabilities_are_those_of_all_paths_together():
    rng = np.random.default_rng(3)
    scores = rng.normal(0, 2, (6, 4, 9)).astype(np.float32)
    between, within = rng.normal(size=(3, 3)).astype(np.float32), rng.normal(size=(2, 2, 2)).astype(np.float32)
    matrix = transition_matrix(between, within)
    lengths = np.array([4, 4, 3, 2, 1, 4])
    tags = decode(scores, between, within, lengths)
    rows, firsts, lasts, _ = spans_of_tags(tags)
    assert len(rows) > 4
    got = span_probabilities(scores, matrix, lengths, tags, (rows, firsts, lasts))
    closed = {0, 3, 4, 7, 8}
    for row, first, last, value in zip(rows, firsts, lasts, got, strict=True):
        total = with_span = 0.0
        for path in product(range(9), repeat=int(lengths[row])):
            if path[0] not in (0, 1, 4, 5, 8) or path[-1] not in closed:
                continue
            score = sum(scores[row, at, tag] for at, tag in enumerate(path))
            weight = np.exp(np.float64(score) + sum(matrix[a, b] for a, b in pairwise(path)))
            total += weight
            if path[first : last + 1] == tuple(tags[row, first : last + 1]):
                with_span += weight
        assert value == pytest.approx(with_span / total, rel=1e-3)


def test_spans_are_read_off_begin_to_end_and_off_singles():
    tags = np.array([[1, 2, 3, 0, 8], [0, 5, 7, 4, 0]])
    assert [part.tolist() for part in spans_of_tags(tags)] == [[0, 0, 1, 1], [0, 4, 1, 3], [2, 4, 2, 3], [0, 1, 1, 0]]
