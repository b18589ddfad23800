"""The best tag sequence of many sentences at once.

Tags are OUTSIDE and begin, inside, end, single of each type. A name that ends scores alike whether it was
long or one token, so the search keeps one number per type between names instead of one per pair of tags
(Viterbi 1967 on the semi-structured lattice).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_TINY = 1e-30


def decode(scores: Floats, between: Floats, within: Floats, lengths: Ints) -> Ints:
    """Return the best tags (B, T) for ``scores`` (B, T, 1 + 4K); beyond a sentence's length they are OUTSIDE.

    ``between`` (K + 1, K + 1) scores what follows what, 0 being no name; ``within`` (K, 2, 2) scores
    begin or inside followed by inside or end. Of equal paths the one with the lower tags is taken.
    """
    batch, steps, _ = scores.shape
    kinds = len(within)
    # Sentences come last, so that every step works on long rows.
    columns = np.ascontiguousarray(scores.transpose(1, 2, 0))
    outside = columns[:, :1]
    begin, inside, end, single = (columns[:, 1 + place :: 4] for place in range(4))
    begin_inside, begin_end, inside_inside, inside_end = (within[:, i, j, None] for i in (0, 1) for j in (0, 1))
    # Best score of a path that is, after this token, between names (by the type that ended) or within one.
    opened_begin = np.full((kinds, batch), -np.inf, dtype=np.float32)
    opened_inside = opened_begin
    from_closed = np.zeros((steps, kinds + 1, batch), dtype=np.int8)
    from_begin_inside = np.zeros((steps, kinds, batch), dtype=bool)
    from_begin_end = np.zeros((steps, kinds, batch), dtype=bool)
    was_single = np.zeros((steps, kinds, batch), dtype=bool)
    every = np.empty((steps, kinds + 1, batch), dtype=np.float32)
    entry = np.zeros((kinds + 1, batch), dtype=np.float32)
    for at in range(steps):
        if at:
            paths = every[at - 1, :, None] + between[:, :, None]
            from_closed[at] = paths.argmax(axis=0)
            entry = paths.max(axis=0)
        to_inside_b, to_inside_i = opened_begin + begin_inside, opened_inside + inside_inside
        to_end_b, to_end_i = opened_begin + begin_end, opened_inside + inside_end
        from_begin_inside[at] = to_inside_b >= to_inside_i
        from_begin_end[at] = to_end_b >= to_end_i
        ended = np.maximum(to_end_b, to_end_i) + end[at]
        alone = entry[1:] + single[at]
        was_single[at] = alone >= ended
        np.add(entry[:1], outside[at], out=every[at, :1])
        np.maximum(alone, ended, out=every[at, 1:])
        opened_begin, opened_inside = entry[1:] + begin[at], np.maximum(to_inside_b, to_inside_i) + inside[at]
    best = every[lengths - 1, :, np.arange(batch)].argmax(axis=1)
    return _trace(best, lengths, from_closed, from_begin_inside, from_begin_end, was_single)


def _trace(
    best: Ints,
    lengths: Ints,
    from_closed: NDArray[np.int8],
    from_begin_inside: NDArray[np.bool_],
    from_begin_end: NDArray[np.bool_],
    was_single: NDArray[np.bool_],
) -> Ints:
    """Follow the choices back from the best last state."""
    steps, _, batch = from_closed.shape
    tags = np.zeros((batch, steps), dtype=np.int64)
    rows = np.arange(batch)
    kind = best.copy()
    within = np.zeros(batch, dtype=bool)  # the tag to place is begin or inside of ``kind``
    is_begin = np.zeros(batch, dtype=bool)
    for at in range(steps - 1, -1, -1):
        live = at < lengths
        slot = np.maximum(kind - 1, 0)
        base = 4 * slot
        alone = was_single[at, slot, rows]
        named = kind > 0
        ending = ~within & named
        tag = np.where(
            within, np.where(is_begin, base + 1, base + 2), np.where(named, np.where(alone, base + 4, base + 3), 0)
        )
        tags[:, at] = np.where(live, tag, 0)
        # A begin, a single or no name was entered from between names; an end or an inside was not.
        entered = np.where(within, is_begin, ~named | alone)
        previous_begin = np.where(ending, from_begin_end[at, slot, rows], from_begin_inside[at, slot, rows])
        previous_kind = np.where(entered, from_closed[at, kind, rows], kind)
        within = np.where(live, ~entered, within)
        is_begin = np.where(live, previous_begin, is_begin)
        kind = np.where(live, previous_kind, kind)
    return tags


def transition_matrix(between: Floats, within: Floats) -> Floats:
    """Return the score of every pair of tags (1 + 4K, 1 + 4K); what the scheme forbids is minus infinity."""
    kinds = len(within)
    size = 1 + 4 * kinds
    matrix = np.full((size, size), -np.inf, dtype=np.float32)
    kind = np.arange(kinds)
    outside = np.zeros(1, dtype=np.int64)
    for ends in (3, 4):
        for starts in (1, 4):
            sources = np.concatenate([outside, 4 * kind + ends])
            matrix[np.ix_(sources, np.concatenate([outside, 4 * kind + starts]))] = between
    for i in (0, 1):
        for j in (0, 1):
            matrix[4 * kind + 1 + i, 4 * kind + 2 + j] = within[:, i, j]
    return matrix


def span_probabilities(
    scores: Floats, matrix: Floats, lengths: Ints, tags: Ints, spans: tuple[Ints, Ints, Ints]
) -> NDArray[np.float64]:
    """Return how probable each span (row, first, last token) with its ``tags`` is, over all paths of its sentence.

    Forward-backward in probability space, scaled at every step (Rabiner 1989). ``scores`` and ``lengths``
    as for ``decode``; ``matrix`` from ``transition_matrix``.
    """
    batch, steps, size = scores.shape
    step = np.exp(matrix)
    place = (np.arange(size) - 1) % 4
    may_start = ((place == 0) | (place == 3)).astype(np.float32)
    may_end = ((place == 2) | (place == 3)).astype(np.float32)  # OUTSIDE is at place 3 as well
    weight = np.exp(scores - scores.max(axis=2, keepdims=True))
    rows = np.arange(batch)
    ahead, behind, scale = (np.ones((batch, steps), dtype=np.float32) for _ in range(3))
    current = weight[:, 0] * may_start
    for at in range(steps):
        if at:
            current = (current @ step) * weight[:, at]
        total = np.maximum(current.sum(axis=1), _TINY)
        current /= total[:, None]
        ahead[:, at], scale[:, at] = current[rows, tags[:, at]], total
    back = np.ascontiguousarray(step.T)
    # The forward pass leaves out that no name may be open at the end; the whole is divided by what is left.
    current = np.broadcast_to(may_end, (batch, size))
    for at in range(steps - 1, -1, -1):
        if at < steps - 1:
            earlier = ((weight[:, at + 1] * current) @ back) / scale[:, at + 1, None]
            current = np.where((at + 1 < lengths)[:, None], earlier, may_end)
        behind[:, at] = current[rows, tags[:, at]]
    whole = (weight[:, 0] * may_start * current).sum(axis=1) / scale[:, 0]
    moves = np.zeros((batch, steps))
    if steps > 1:
        chosen = np.take_along_axis(weight, tags[:, :, None], axis=2)[:, 1:, 0] * step[tags[:, :-1], tags[:, 1:]]
        moves[:, 1:] = np.log(np.maximum(chosen, _TINY)) - np.log(scale[:, 1:])
    summed = moves.cumsum(axis=1)
    row, first, last = spans
    inside = np.exp(summed[row, last] - summed[row, first])
    values = ahead[row, first] * inside * behind[row, last] / np.maximum(whole[row], _TINY)
    return np.asarray(np.clip(values, _TINY, 1.0), dtype=np.float64)


def spans_of_tags(tags: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """Return row, first token, last token (inclusive) and type of every name in well-formed ``tags`` (B, T)."""
    place = (tags - 1) % 4
    named = tags > 0
    row, first = np.nonzero(named & ((place == 0) | (place == 3)))
    _, last = np.nonzero(named & ((place == 2) | (place == 3)))
    return row, first, last, (tags[row, first] - 1) // 4
