"""The packed BiLSTM: equal to one written out step by step, whatever else is in the batch."""

from __future__ import annotations

import numpy as np
import pytest

from pipelines.neural import BiLSTM, Packing

HIDDEN, WIDTH = 5, 7


def plain_lstm(x: np.ndarray, w: np.ndarray, u: np.ndarray, b: np.ndarray) -> np.ndarray:
    """One direction of one sequence, gates in the order input, forget, cell, output."""

    def sigmoid(z: np.ndarray) -> np.ndarray:
        return 1 / (1 + np.exp(-z))

    h = c = np.zeros(HIDDEN)
    states = []
    for row in x:
        i, f, g, o = np.split(row @ w + h @ u + b, 4)
        c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        states.append(h)
    return np.asarray(states)


def test_equals_plain_recurrence() -> None:
    rng = np.random.default_rng(0)
    w, u, b = (rng.normal(size=size).astype(np.float32) for size in ((2, WIDTH, 20), (2, HIDDEN, 20), (2, 20)))
    sequences = [rng.normal(size=(length, WIDTH)).astype(np.float32) for length in (6, 4, 4, 1)]
    packing = Packing.of([len(x) for x in sequences])
    packed = np.empty((15, WIDTH), np.float32)
    packed[packing.rows[packing.mask]] = np.concatenate(sequences)
    out = BiLSTM.make(w, u, b)(packed, packing)
    for row, x in enumerate(sequences):
        expected = np.concatenate(
            [plain_lstm(x, w[0], u[0], b[0]), plain_lstm(x[::-1], w[1], u[1], b[1])[::-1]], axis=1
        )
        np.testing.assert_allclose(out[packing.rows[row, : len(x)]], expected, atol=1e-5)


@pytest.mark.parametrize("lengths", [[], [2, 3], [2, 0]])
def test_refuses_what_is_not_packed(lengths: list[int]) -> None:
    with pytest.raises(ValueError, match="descending"):
        Packing.of(lengths)
