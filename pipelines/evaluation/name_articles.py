"""Scores of names in one article, against a list of its names: ``name <tab> type``, with a header line.

A name counts as found when some mention has exactly its text and its type. A mention is right when its text
is in the list with that type, or when it only repeats or shortens a listed name of that type (Janardhan for
Santosh Janardhan: whole Latin words of it, or a surname). Mentions of types that the list does not use
(positions, times, works) are not counted, nor are parts of the page that are masked before reading.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claim.errors import InputError

if TYPE_CHECKING:
    from pipelines.evaluation.names import Finder, NamesScores

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]*[”’』」）)]*")


def sentences_of(text: str) -> list[tuple[int, str]]:
    """Cut ``text`` plainly at full stops and line ends; returns (offset, sentence)."""
    return [(match.start(), match.group()) for match in _SENTENCE.finditer(text) if match.group().strip()]


def read_names(path: Path) -> dict[str, str]:
    """Return the listed names and their types."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
        rows = [(name, kind) for name, kind in (line.split("\t") for line in lines)]
        names = dict(rows[1:])
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise InputError(f"{path}: is not a list of names, name <tab> type on each line ({error})") from error
    if not names:
        raise InputError(f"{path}: lists no names; the first line is a header, then name <tab> type")
    return names


def evaluate_article(article: Path, names_file: Path, find: Finder) -> NamesScores:
    """Score ``find`` on the sentences of ``article`` against the names of ``names_file``."""
    from pipelines.evaluation.names import NamesScores, Score, label_map

    wanted = read_names(names_file)
    labels = label_map("article")
    try:
        text = article.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{article}: cannot be read as UTF-8 text ({error})") from error
    pieces = [sentence for _, sentence in sentences_of(text)]
    mentions = [
        (sentence[name.start : name.end], label)
        for sentence, found in zip(pieces, find(pieces, "house"), strict=True)
        for name in found
        if (label := labels.get(name.fine) or labels.get(name.type))
    ]
    hits = {name for name, label in mentions if wanted.get(name) == label}
    judged = Counter((label, _is_right(name, label, wanted)) for name, label in mentions)
    types = {}
    for label in sorted(set(wanted.values())):
        listed = [name for name, kind in wanted.items() if kind == label]
        right, wrong = judged[label, True], judged[label, False]
        types[label] = Score(right, right + wrong, len(hits.intersection(listed)), len(listed))
    right = sum(count for (_, good), count in judged.items() if good)
    spurious = Counter(f"{name} ({label})" for name, label in mentions if not _is_right(name, label, wanted))
    ordered = sorted(spurious.items(), key=lambda row: (-row[1], row[0]))
    return NamesScores(
        "article",
        Score(right, len(mentions), len(hits), len(wanted)),
        types,
        {},
        missing=tuple(name for name in wanted if name not in hits),
        spurious=tuple(f"{name} ×{count}" for name, count in ordered),
    )


def _is_right(name: str, label: str, wanted: dict[str, str]) -> bool:
    if wanted.get(name) == label:
        return True
    words = name.split()
    return any(
        kind == label and len(words) < len(full.split()) and set(words) <= set(full.split())
        for full, kind in wanted.items()
    )
