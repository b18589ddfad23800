"""Scores of an open extractor against fact synsets, after BenchIE (Gashteovski et al., ACL 2022).

A file holds sentences, each with clusters; a cluster lists the ways in which one fact may be put as
``arg1 --> rel --> arg2``, words in ``[ ]`` being optional. An extraction is right when all three of its slots are
those of one way of some cluster.

The Chinese file separates characters by blanks, extractors separate words: blanks are dropped before comparing, and
nothing else is changed (no folding of width, case, quotes or script). With this the published Multi2OIE extractions
of the first 150 sentences score P 0.204, R 0.121, F1 0.152.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any

from kg.claim.errors import InputError

#: arg1, rel, arg2 in the words of the sentence.
Triple = tuple[str, str, str]
#: Extracts the triples of one sentence.
TripleExtractor = Callable[[str], Sequence[Triple]]

_SENTENCE = re.compile(r"sent_id:(\S+)\s+(.*)")
_CLUSTER = re.compile(r"\S+-->\s*Cluster\b")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_BLANKS = re.compile(r"\s+")
_SLOTS = ("arg1", "rel", "arg2")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to put a fact: the accepted wordings of each slot, without blanks, and the line it was read from."""

    slots: tuple[frozenset[str], frozenset[str], frozenset[str]]
    line: str

    def wrong(self, triple: Triple) -> tuple[str, ...]:
        """The slots in which `triple` differs."""
        return tuple(
            name for name, wanted, said in zip(_SLOTS, self.slots, triple, strict=True) if bare(said) not in wanted
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the gold file: its text without blanks between Chinese characters, and its fact synsets."""

    id: str
    text: str
    clusters: tuple[tuple[Pattern, ...], ...]


@dataclass(frozen=True, slots=True)
class Missed:
    """A cluster that no extraction meets, with the nearest extraction and the slots in which that one differs."""

    sentence: str
    wanted: str
    nearest: Triple | None
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class BenchieScores:
    """`right` of `extractions` are in a cluster, `covered` of `clusters` are met. `near` counts missed clusters by the
    slots in which the nearest extraction differs; `spurious` lists the extractions that are in none."""

    extractions: int
    right: int
    clusters: int
    covered: int
    missed: tuple[Missed, ...]
    spurious: tuple[tuple[str, Triple], ...]

    @property
    def precision(self) -> float:
        return self.right / self.extractions if self.extractions else 0.0

    @property
    def recall(self) -> float:
        return self.covered / self.clusters if self.clusters else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @cached_property
    def near(self) -> tuple[tuple[str, int], ...]:
        counts = Counter(" + ".join(m.wrong) if m.nearest else "nothing extracted" for m in self.missed)
        return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def as_dict(self) -> dict[str, Any]:
        """What `kg eval benchie --json` prints."""
        return {
            "precision": self.precision, "recall": self.recall, "f1": self.f1, "extractions": self.extractions,
            "right": self.right, "clusters": self.clusters, "covered": self.covered, "near": dict(self.near),
        }  # fmt: skip


def bare(text: str) -> str:
    """The text without any blank."""
    return _BLANKS.sub("", text)


def read_gold(path: Path) -> tuple[Sentence, ...]:
    """The sentences of a BenchIE gold file. Raises InputError, with the line, for a file that is none."""
    read: list[tuple[str, str, list[list[Pattern]]]] = []
    for number, line in enumerate(_lines(path), 1):
        if not line:
            continue
        begin = _SENTENCE.fullmatch(line)
        if begin:
            read.append((begin[1], join_characters(begin[2]), []))
        elif read and _CLUSTER.match(line):
            read[-1][2].append([])
        elif read and read[-1][2] and line.count("-->") == 2:
            read[-1][2][-1].append(_pattern(line))
        else:
            raise InputError(
                f"{path}, line {number}: {line[:40]!r} is no line of a BenchIE file; expected sent_id:N SENTENCE, "
                f"N--> Cluster M: or ARG1 --> REL --> ARG2"
            )
    if not read:
        raise InputError(f"{path} holds no sentences; give a BenchIE gold file")
    return tuple(Sentence(name, text, tuple(map(tuple, clusters))) for name, text, clusters in read)


def read_triples(path: Path) -> dict[str, list[Triple]]:
    """Extractions as tab-separated lines: sentence id, arg1, rel, arg2; further columns are ignored."""
    found: dict[str, list[Triple]] = {}
    for number, line in enumerate(_lines(path), 1):
        cells = line.split("\t")
        if line and len(cells) < 4:
            raise InputError(f"{path}, line {number}: expected sentence id, arg1, rel and arg2 separated by tabs")
        if line:
            found.setdefault(cells[0], []).append((cells[1], cells[2], cells[3]))
    return found


def score(gold: Sequence[Sentence], triples: dict[str, list[Triple]]) -> BenchieScores:
    """Compare extractions by sentence id with the gold. An extraction that comes twice counts twice."""
    right = covered = total = clusters = 0
    missed: list[Missed] = []
    spurious: list[tuple[str, Triple]] = []
    for sentence in gold:
        mine = triples.get(sentence.id, [])
        total += len(mine)
        clusters += len(sentence.clusters)
        for triple in mine:
            if any(not pattern.wrong(triple) for cluster in sentence.clusters for pattern in cluster):
                right += 1
            else:
                spurious.append((sentence.id, triple))
        for cluster in sentence.clusters:
            nearest = _nearest(cluster, mine)
            if nearest and not nearest[1]:
                covered += 1
            else:
                missed.append(Missed(sentence.id, cluster[0].line if cluster else "", *(nearest or (None, _SLOTS))))
    return BenchieScores(total, right, clusters, covered, tuple(missed), tuple(spurious))


def evaluate(path: Path, extract: TripleExtractor) -> BenchieScores:
    """Score `extract` on the sentences of the gold file `path`. Raises InputError for a file that is none."""
    gold = read_gold(path)
    return score(gold, {sentence.id: list(extract(sentence.text)) for sentence in gold})


def join_characters(text: str) -> str:
    """`text` without the blanks that part its characters: all of them, since Latin words are spelt out too."""
    return bare(text)


def _nearest(cluster: Sequence[Pattern], triples: Sequence[Triple]) -> tuple[Triple, tuple[str, ...]] | None:
    """The extraction with the fewest wrong slots; one that shares no slot is not near."""
    best: tuple[Triple, tuple[str, ...]] | None = None
    for triple in triples:
        for pattern in cluster:
            wrong = pattern.wrong(triple)
            if len(wrong) < len(best[1] if best else _SLOTS):
                best = triple, wrong
    return best


def _pattern(line: str) -> Pattern:
    first, rel, second = (_wordings(part) for part in line.split("-->"))
    return Pattern((first, rel, second), line)


def _wordings(slot: str) -> frozenset[str]:
    """Every wording of a slot, with and without each of its optional parts."""
    parts = _OPTIONAL.split(slot)  # fixed, optional, fixed, optional, …, fixed
    choices = [(part,) if i % 2 == 0 else ("", part) for i, part in enumerate(parts)]
    return frozenset(bare("".join(choice)) for choice in product(*choices))


def _lines(path: Path) -> list[str]:
    try:
        return [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path} as UTF-8 text: {error}") from error
