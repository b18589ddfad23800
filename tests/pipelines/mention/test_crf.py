"""The search for the best tags, against the plain algorithm over every pair of tags."""

import numpy as np

from pipelines.mention.crf import decode, spans_of_tags

KINDS = 4
TAGS = 1 + 4 * KINDS


def full_matrix(between, within):
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
    matrix = full_matrix(between, within)
    for row, length in enumerate(lengths):
        assert tags[row, :length].tolist() == viterbi(scores[row, :length], matrix)
        assert not tags[row, length:].any()


def test_spans_are_read_off_begin_to_end_and_off_singles():
    tags = np.array([[1, 2, 3, 0, 8], [0, 5, 7, 4, 0]])
    assert [part.tolist() for part in spans_of_tags(tags)] == [[0, 0, 1, 1], [0, 4, 1, 3], [2, 4, 2, 3], [0, 1, 1, 0]]
