"""Where the nodes stand: computed before the page is opened, the same every time, without overlaps."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import networkx as nx

Points = NDArray[np.float64]

_SEED = 7
_EDGE = 160.0  # wished length of an edge, in pixels at zoom 1
_GAP = 46.0  # between components
_ASPECT = 1.25  # screens are wider than high
_GOLDEN = 2.399963  # the golden angle: a spiral that turns by it leaves no direction out
_SMALL = 90  # up to so many nodes, the slower and better Kamada–Kawai method


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a node and its label need, in pixels."""

    width: float
    height: float


def layout(graph: nx.Graph[int], boxes: Mapping[int, Box]) -> dict[int, tuple[int, int]]:
    """Places every node of `graph`, in whole pixels around (0, 0).

    Each connected component is drawn by Kamada and Kawai (1989) or, when it is large, by Fruchterman and Reingold
    (1991); boxes that overlap are pushed apart; then the components are put side by side on shelves.
    """
    import networkx as nx

    parts = sorted((sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part[0]))
    placed: list[tuple[list[int], Points]] = []
    for part in parts:
        points = _component(graph.subgraph(part), part)
        room = np.array([[boxes[node].width, boxes[node].height] for node in part])
        placed.append((part, _spread(points, room)))
    offsets = _pack(
        [_bounds(points, np.array([[boxes[n].width, boxes[n].height] for n in part])) for part, points in placed]
    )
    return {
        node: (round(float(x + dx)), round(float(y + dy)))
        for (part, points), (dx, dy) in zip(placed, offsets, strict=True)
        for node, (x, y) in zip(part, points, strict=True)
    }


def _component(graph: nx.Graph[int], part: list[int]) -> Points:
    import networkx as nx

    if len(part) <= 2:
        return np.column_stack([(np.arange(len(part)) - (len(part) - 1) / 2) * _EDGE, np.zeros(len(part))])
    ordered: nx.Graph[int] = nx.Graph()
    ordered.add_nodes_from(part)
    ordered.add_edges_from(sorted((min(s, t), max(s, t)) for s, t in graph.edges() if s != t))
    if len(part) <= _SMALL:
        found = nx.kamada_kawai_layout(ordered, pos=nx.circular_layout(ordered))
    else:
        rounds = 120 if len(part) < 500 else 50 if len(part) < 2500 else 15  # a round takes quadratic time
        found = nx.spring_layout(ordered, seed=_SEED, iterations=rounds, method="force", k=1.6 / math.sqrt(len(part)))
    points = np.array([found[node] for node in part], dtype=float)
    index = {node: i for i, node in enumerate(part)}
    lengths = [float(np.linalg.norm(points[index[s]] - points[index[t]])) for s, t in ordered.edges()]
    points *= _EDGE / max(float(np.median(lengths)), 1e-6)
    points -= points.mean(axis=0)
    return _landscape(points)


def _landscape(points: Points) -> Points:
    """Turned so that the longer axis lies flat (principal components; the sign is fixed by the first node)."""
    _, axes = np.linalg.eigh(np.cov(points.T))
    turned = points @ axes[:, ::-1]
    signs = np.where(turned[np.argmax(np.abs(turned), axis=0), [0, 1]] < 0, -1.0, 1.0)
    return np.asarray(turned * signs)


def _spread(points: Points, room: Points, rounds: int = 240) -> Points:
    """Pushes overlapping boxes apart along the axis where less is needed, until none overlap or the rounds are over."""
    from scipy.spatial import KDTree

    points = points.copy()
    # Two nodes on one point have no direction to part in: a fixed golden-angle spiral of half a pixel gives them one.
    turn = np.arange(len(points)) * _GOLDEN
    points += 0.5 * np.column_stack([np.cos(turn), np.sin(turn)])
    reach = room.max(axis=0)
    for attempt in range(rounds):
        if attempt >= 60 and attempt % 6 == 0:
            points *= 1.04  # too dense to be pushed apart in place
        pairs = KDTree(points / reach).query_pairs(1.0, p=np.inf, output_type="ndarray")
        one, other = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))].T
        apart = points[one] - points[other]
        missing = (room[one] + room[other]) / 2 - np.abs(apart)
        overlap = (missing > 0).all(axis=1)
        if not overlap.any():
            break
        one, other, apart, missing = one[overlap], other[overlap], apart[overlap], missing[overlap]
        axis = np.argmin(missing, axis=1)
        rows = np.arange(len(axis))
        push = np.zeros_like(apart)
        push[rows, axis] = 0.5 * np.where(apart[rows, axis] < 0, -1.0, 1.0) * missing[rows, axis]
        total = np.zeros_like(points)
        np.add.at(total, one, push)
        np.add.at(total, other, -push)
        count = np.maximum(np.bincount(np.concatenate([one, other]), minlength=len(points)), 1)[:, None]
        points += total / np.sqrt(count)
    return points


def _bounds(points: Points, room: Points) -> tuple[float, float, float, float]:
    low, high = (points - room / 2).min(axis=0), (points + room / 2).max(axis=0)
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _pack(bounds: Sequence[tuple[float, float, float, float]]) -> list[tuple[float, float]]:
    """Moves that put the boxes on shelves, the highest on top, so that all together are as wide as a screen is."""
    sizes = [(right - left + _GAP, bottom - top + _GAP) for left, top, right, bottom in bounds]
    across = max(math.sqrt(sum(w * h for w, h in sizes) * _ASPECT), max((w for w, _ in sizes), default=0.0))
    shelves: list[list[int]] = []
    room = 0.0
    for at in sorted(range(len(sizes)), key=lambda at: (-sizes[at][1], at)):
        if not shelves or sizes[at][0] > room:
            shelves.append([])
            room = across
        shelves[-1].append(at)
        room -= sizes[at][0]
    moves = [(0.0, 0.0)] * len(sizes)
    y = -sum(sizes[shelf[0]][1] for shelf in shelves) / 2
    for shelf in shelves:
        height = sizes[shelf[0]][1]
        x = -sum(sizes[at][0] for at in shelf) / 2
        for at in shelf:
            left, top, right, bottom = bounds[at]
            moves[at] = (x + sizes[at][0] / 2 - (left + right) / 2, y + height / 2 - (top + bottom) / 2)
            x += sizes[at][0]
        y += height
    return moves
