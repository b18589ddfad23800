"""foolnltk: words, tags and names (BiLSTM-CRF).

It was written for TensorFlow 1. What it asks of that is found in TensorFlow 2 under another name, but for the decoding
of its CRF, which is done here.
"""

from __future__ import annotations

import os
import sys
import types
from typing import Any

import numpy as np

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"
import tensorflow.compat.v1 as tensorflow_1


def viterbi_decode(scores: Any, transitions: Any) -> tuple[list[int], float]:
    """The best path through a linear chain (Viterbi 1967): scores are (length, tags), transitions (tags, tags)."""
    best = scores[0]
    back = []
    for row in scores[1:]:
        paths = best[:, None] + transitions
        back.append(paths.argmax(axis=0))
        best = row + paths.max(axis=0)
    path = [int(best.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return path[::-1], float(np.max(best))


crf = types.ModuleType("tensorflow.contrib.crf")
crf.viterbi_decode = viterbi_decode  # type: ignore[attr-defined]
sys.modules["tensorflow"] = tensorflow_1
sys.modules["tensorflow.contrib"] = types.ModuleType("tensorflow.contrib")
sys.modules["tensorflow.contrib.crf"] = crf

import fool  # noqa: E402
from harness import Name, serve  # noqa: E402

_LABELS = {"person": "PER", "location": "LOC", "org": "ORG", "company": "ORG"}


def names(text: str) -> list[Name]:
    # Its ends are one too far on: the length of the name counts.
    found = fool.analysis([text])[1][0]
    return [[start, start + len(name), _LABELS[kind]] for start, _, kind, name in found if kind in _LABELS]


serve(lambda texts: fool.analysis(list(texts)), names=names, what="words, tags, names")
