"""Readers of the formats in which people publish named-entity data.

`.bio`, `.conll`: a character and its label a line, blank line between sentences. `.bmes`: the same with
begin, middle, end, single. `.iob2`: Universal NER, words in the second column, labels in the third.
`.jsonl`: CLUENER, inclusive ends. `.txt` with ``{{type:text}}``: BosonNLP, one document a line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.claim.errors import InputError


@dataclass(frozen=True)
class Marked:
    """A text and what its annotators marked: (start, end, label) in code points, end exclusive."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


_INLINE = re.compile(r"\{\{(\w+):\s*(.*?)\s*\}\}")


def read_marked(path: Path) -> list[Marked]:
    """Return the marked sentences of ``path``; the file's suffix names its format.

    Raises InputError where the suffix is not known or a line does not fit the format.
    """
    readers = {
        ".bio": _read_columns,
        ".conll": _read_columns,
        ".bmes": _read_columns,
        ".iob2": _read_iob2,
        ".jsonl": _read_cluener,
        ".txt": _read_inline,
    }
    reader = readers.get(path.suffix)
    if reader is None:
        raise InputError(f"{path}: not a known format of marked names; use one of {', '.join(sorted(readers))}")
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as UTF-8 text ({error})") from error
    try:
        return list(reader(lines))
    except (IndexError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise InputError(f"{path}: is not in the format that {path.suffix} stands for ({error!r})") from error


def spans_of_labels(lengths: Iterable[int], labels: Iterable[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label) from BIO, IOB2 or BMES labels of units with these lengths."""
    at = 0
    start: int | None = None
    kind = ""
    for length, label in zip(lengths, labels, strict=True):
        mark, _, name = label.partition("-")
        if start is not None and (mark not in "IME" or name != kind):
            yield start, at, kind
            start = None
        if mark not in ("O", "") and start is None:
            start, kind = at, name
        at += length
        if mark in ("E", "S") and start is not None:
            yield start, at, kind
            start = None
    if start is not None:
        yield start, at, kind


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _read_columns(lines: Iterable[str]) -> Iterator[Marked]:
    for block in _blocks(lines):
        rows = [line.split() for line in block if len(line.split()) == 2]
        # Weibo numbers the characters of a word: 科1.
        units = [unit[:-1] if len(unit) == 2 and unit[1].isdigit() else unit for unit, _ in rows]
        yield Marked("".join(units), tuple(spans_of_labels(map(len, units), [label for _, label in rows])))


def _read_iob2(lines: Iterable[str]) -> Iterator[Marked]:
    for block in _blocks(lines):
        shown = [line.partition("=")[2].strip() for line in block if line.startswith("# text")]
        text = shown[0] if shown else "".join(line.split("\t")[1] for line in block if not line.startswith("#"))
        at = 0
        lengths, labels = [], []
        for line in block:
            if not line.startswith("#"):
                _, word, label, *_ = line.split("\t")
                found = text.index(word, at)
                if found > at:  # a blank between Latin words belongs to no word
                    lengths.append(found - at)
                    labels.append(f"I-{label[2:]}" if label.startswith("I-") else "O")
                lengths.append(len(word))
                labels.append(label)
                at = found + len(word)
        yield Marked(text, tuple(spans_of_labels(lengths, labels)))


def _read_cluener(lines: Iterable[str]) -> Iterator[Marked]:
    for line in lines:
        if line.strip():
            item = json.loads(line)
            spans = sorted(
                (start, end + 1, label)
                for label, texts in item["label"].items()
                for places in texts.values()
                for start, end in places
            )
            yield Marked(item["text"], tuple(spans))


def _read_inline(lines: Iterable[str]) -> Iterator[Marked]:
    for line in lines:
        if not line.strip():
            continue
        line = line.replace("\\n", "\n")  # BosonNLP writes a new line as two characters
        pieces, spans, at, size = [], [], 0, 0
        for found in _INLINE.finditer(line):
            before = line[at : found.start()]
            pieces += [before, found[2]]
            size += len(before)
            spans.append((size, size + len(found[2]), found[1]))
            size += len(found[2])
            at = found.end()
        pieces.append(line[at:])
        yield Marked("".join(pieces), tuple(span for span in spans if span[0] < span[1]))
