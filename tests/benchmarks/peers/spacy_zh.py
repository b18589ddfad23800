"""spaCy's zh_core_web pipelines, where the user has one installed."""

from __future__ import annotations

import sys

import spacy
from harness import Name, Word, serve
from spacy.util import get_installed_models

_LABELS = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG"}
_OURS = [
    name
    for name in ("zh_core_web_trf", "zh_core_web_lg", "zh_core_web_md", "zh_core_web_sm")
    if name in get_installed_models()
]
if not _OURS:
    sys.exit("no zh_core_web pipeline is installed here")
_NLP = spacy.load(_OURS[0])
if "parser" not in _NLP.pipe_names:
    sys.exit(f"{_OURS[0]} is no real pipeline: it has no parser")


def names(text: str) -> list[Name]:
    return [[e.start_char, e.end_char, _LABELS[e.label_]] for e in _NLP(text).ents if e.label_ in _LABELS]


def trees(text: str) -> list[Word]:
    return [[t.idx, t.idx + len(t), t.pos_, t.head.i if t.head.i != t.i else -1] for t in _NLP(text)]


serve(lambda texts: list(_NLP.pipe(texts)), names=names, trees=trees, what=f"{_OURS[0]}: words, tags, trees, names")
