"""Bidirectional LSTM over a packed batch, in numpy (Hochreiter & Schmidhuber 1997; Graves 2005).

A batch is *packed*: the sequences are sorted by length, longest first, and the rows of one time
step stand together, so no padding is ever computed. Both directions run side by side: the
backward one reads each sequence reversed, so at every step both have the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Packing:
    """Where the steps of sequences stand in a packed batch.

    Attributes:
        lengths: (B,) lengths, descending, each at least 1.
        sizes: (T,) how many sequences still run at a step.
        offsets: (T,) first row of a step.
        reverse: (N,) row permutation that reverses every sequence in place.
        rows: (B, T) row of step t of sequence b; 0 where the sequence has ended.
        mask: (B, T) whether it has not.
    """

    lengths: Ints
    sizes: Ints
    offsets: Ints
    reverse: Ints
    rows: Ints
    mask: NDArray[np.bool_]

    @classmethod
    def of(cls, lengths: Sequence[int] | Ints) -> Packing:
        """Pack sequences of these lengths.

        Raises:
            ValueError: the lengths are not sorted, longest first, or one is 0.
        """
        lens = np.asarray(lengths, dtype=np.int64)
        if lens.size == 0 or lens[-1] < 1 or (np.diff(lens) > 0).any():
            raise ValueError(f"lengths of a packed batch must be positive and descending: {lens.tolist()[:8]}")
        steps = np.arange(lens[0])
        mask = steps[None, :] < lens[:, None]
        sizes = mask.sum(axis=0)
        offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        rows = np.where(mask, offsets[None, :] + np.arange(len(lens))[:, None], 0)
        mirrored = np.where(mask, lens[:, None] - 1 - steps[None, :], 0)
        reverse = np.empty(int(lens.sum()), dtype=np.int64)
        reverse[rows[mask]] = np.take_along_axis(rows, mirrored, axis=1)[mask]
        return cls(lens, sizes, offsets, reverse, rows, mask)


@dataclass(frozen=True)
class BiLSTM:
    """One bidirectional layer. Index 0 of each array is the forward direction, 1 the backward.

    Gates stand in the order input, forget, output, cell. The weights of the three sigmoid gates are
    halved, so that one tanh serves all four: σ(x) = (tanh(x/2) + 1) / 2. ``make`` does both.

    Attributes:
        input: (2, F, 4H); recurrent: (2, H, 4H); bias: (2, 4H).
    """

    input: Floats
    recurrent: Floats
    bias: Floats

    @classmethod
    def make(cls, input_: Floats, recurrent: Floats, bias: Floats) -> BiLSTM:
        """From plain weights in the gate order input, forget, cell, output (torch's and Keras's)."""
        size = recurrent.shape[1]
        order = np.r_[0 : 2 * size, 3 * size : 4 * size, 2 * size : 3 * size]
        scale = np.repeat(np.asarray([0.5, 1.0], np.float32), [3 * size, size])
        return cls(*(np.ascontiguousarray(part[..., order] * scale) for part in (input_, recurrent, bias)))

    def __call__(self, x: Floats, packing: Packing) -> Floats:
        """Run over a packed batch.

        Args:
            x: (N, F) packed inputs.
            packing: of the same N rows.

        Returns:
            (N, 2H) packed states: forward, then backward.
        """
        gates = np.empty((2, len(x), self.input.shape[2]), np.float32)
        self.project(x, 0, out=gates[0])
        self.project(x[packing.reverse], 1, out=gates[1])
        return self.run(gates, packing)

    def project(self, x: Floats, way: int, *, out: Floats) -> None:
        """Write the inputs' share of one direction's gates to ``out``: (N, F) → (N, 4H)."""
        np.matmul(x, self.input[way], out=out)
        out += self.bias[way]

    def run(self, gates: Floats, packing: Packing) -> Floats:
        """The recurrence.

        Args:
            gates: (2, N, 4H) from ``project``, the backward direction's rows already reversed. They
                are overwritten.
            packing: of the N rows.

        Returns:
            (N, 2H) packed states: forward, then backward.
        """
        size = self.recurrent.shape[1]
        count, batch = gates.shape[1], int(packing.sizes[0])
        states = np.empty((2, count, size), np.float32)
        hidden = np.zeros((2, batch, size), np.float32)
        cell = np.zeros((2, batch, size), np.float32)
        product = np.empty((2, batch, 4 * size), np.float32)
        for first, rows in zip(packing.offsets.tolist(), packing.sizes.tolist(), strict=True):
            h, c, now, gate = hidden[:, :rows], cell[:, :rows], product[:, :rows], gates[:, first : first + rows]
            if first:
                for way in (0, 1):
                    np.dot(h[way], self.recurrent[way], out=now[way])
                gate += now
            np.tanh(gate, out=gate)
            sigmoids = gate[..., : 3 * size]
            sigmoids += 1.0  # twice the sigmoid; the halves are taken below
            c *= gate[..., size : 2 * size]
            c += np.multiply(gate[..., :size], gate[..., 3 * size :], out=gate[..., :size])
            c *= 0.5
            np.tanh(c, out=h)
            h *= gate[..., 2 * size : 3 * size]
            h *= 0.5
            states[:, first : first + rows] = h
        out = np.empty((count, 2 * size), np.float32)
        out[:, :size] = states[0]
        out[packing.reverse, size:] = states[1]
        return out
