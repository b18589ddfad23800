"""Decoding: always a tree with one root, and the best one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.nlp.trees import best_tree, decode


def is_tree(heads: list[int]) -> bool:
    """Whether heads that count from 1 lead from one root to every word."""
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        at, steps = start, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 12), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_always_trees(seed: int, lengths: list[int]) -> None:
    lengths.sort(reverse=True)
    longest = lengths[0]
    scores = np.random.default_rng(seed).normal(size=(len(lengths), longest, longest + 1)).astype(np.float32)
    for row, length in enumerate(lengths):
        scores[row, :, length + 1 :] = -1e9
    heads = decode(scores, np.asarray(lengths))
    for row, length in enumerate(lengths):
        assert is_tree(heads[row, :length].tolist())
        assert not heads[row, length:].any()


@given(st.integers(0, 2**32 - 1), st.integers(1, 5))
@settings(max_examples=60, deadline=None)
def test_best_of_all_trees(seed: int, size: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)

    def total(heads: tuple[int, ...]) -> float:
        return float(sum(scores[word, head] for word, head in enumerate(heads)))

    trees = (heads for heads in itertools.product(range(size + 1), repeat=size) if is_tree(list(heads)))
    assert total(tuple(best_tree(scores).tolist())) == pytest.approx(max(map(total, trees)), abs=1e-4)
