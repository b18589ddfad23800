"""From head scores to trees: the best head of each word, and the best tree where those make none."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


def decode(scores: Floats, lengths: Ints) -> Ints:
    """Heads of a batch of sentences, each a tree with one root.

    Args:
        scores: (B, T, 1 + T) score of every head for every word; column 0 is the root, and columns
            past a sentence's end must score lower than all others.
        lengths: (B,) words of each sentence.

    Returns:
        (B, T) heads that count from 1; 0 at the root and past the end.
    """
    batch, steps, _ = scores.shape
    words = np.arange(1, steps + 1)
    scores = scores.copy()
    scores[:, words - 1, words] = -np.inf
    heads: Ints = scores.argmax(axis=2)
    inside = words[None, :] <= lengths[:, None]
    heads[~inside] = 0
    roots = ((heads == 0) & inside).sum(axis=1)
    above = np.concatenate([np.zeros((batch, 1), np.int64), heads], axis=1)
    for _ in range(int(steps).bit_length()):  # every word looks twice as far up each time
        above = np.take_along_axis(above, above, axis=1)
    for index in np.flatnonzero((roots != 1) | above.any(axis=1)):
        size = int(lengths[index])
        heads[index, :size] = best_tree(scores[index, :size, : size + 1])
    return heads


def best_tree(scores: Floats) -> Ints:
    """The highest-scoring tree with exactly one root (Chu & Liu 1965; Edmonds 1967).

    Every word is tried as the root, the most promising first, until the sum of all words' best
    heads shows that no other root can win; that is nearly always after one or two.

    Args:
        scores: (T, 1 + T) score of every head for every word; column 0 is the root.

    Returns:
        (T,) heads that count from 1, 0 at the root.
    """
    size = len(scores)
    between = scores[:, 1:].astype(np.float64)
    np.fill_diagonal(between, -np.inf)
    highest = between.max(axis=1)
    bound = scores[:, 0] + np.where(np.isfinite(highest), highest, 0.0).sum() - np.where(size > 1, highest, 0.0)
    best, best_score = np.zeros(size, np.int64), -np.inf
    for root in np.argsort(-bound, kind="stable").tolist():
        if bound[root] <= best_score:
            break
        order = np.r_[root, 0:root, root + 1 : size]
        solved = order[_edmonds(between[np.ix_(order, order)])]
        heads = np.empty(size, np.int64)
        heads[order] = solved + 1
        heads[root] = 0
        others = order[1:]
        score = float(scores[root, 0] + between[others, heads[others] - 1].sum())
        if score > best_score:
            best, best_score = heads, score
    return best


def _edmonds(scores: NDArray[np.float64]) -> Ints:
    """Best arborescence from node 0; ``scores[d, h]``. Contracts one cycle at a time."""
    heads: Ints = scores.argmax(axis=1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)  # begins with node 0
    place = np.cumsum(~inside) - 1  # of an outside node among them
    kept = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outside)] - kept[:, None]  # to break the cycle at a node
    leaving = scores[np.ix_(outside, cycle)]
    size = len(outside)
    smaller = np.full((size + 1, size + 1), -np.inf)
    smaller[:size, :size] = scores[np.ix_(outside, outside)]
    smaller[size, :size] = entering.max(axis=0)
    smaller[:size, size] = leaving.max(axis=1)
    smaller[0] = -np.inf
    solved = _edmonds(smaller)
    result = heads.copy()
    for node, head in zip(outside[1:], solved[1:size], strict=True):
        result[node] = cycle[leaving[place[node]].argmax()] if head == size else outside[head]
    entry = solved[size]
    broken = cycle[entering[:, entry].argmax()]
    result[broken] = outside[entry]
    return result


def _cycle(heads: Ints) -> Ints | None:
    """Nodes of one cycle, or None where every node leads to node 0."""
    colour = np.zeros(len(heads), np.int64)
    colour[0] = -1
    for start in range(1, len(heads)):
        at = start
        while colour[at] == 0:
            colour[at] = start
            at = int(heads[at])
        if colour[at] == start:
            nodes = [at]
            while heads[nodes[-1]] != at:
                nodes.append(int(heads[nodes[-1]]))
            return np.asarray(sorted(nodes))
    return None
