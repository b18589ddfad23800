"""Passages with the facts that a careful reader takes from them, and when a claim says one of them.

A passage is a line of JSON: ``{"id", "text", "date"?, "facts": [FACT], "also"?: [FACT], "not_asserted"?: [FACT]}``.
A FACT holds accepted spellings of subject, predicate and object (``s``, ``p``, ``o``), other readings of the same fact
(``or``), and what the text says of its time, amount and modality. ``p`` may name a relation of the ontology; an empty
string in ``o`` lets the fact stand without object, in ``not_asserted`` with any object.

Claims are compared as the JSON objects that ``kg extract`` prints, so that other extractors can be scored too.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.claim.errors import InputError

#: A claim as `kg.claim.codec.as_dict` makes it.
ClaimRecord = Mapping[str, Any]

_IGNORED = re.compile(r"[\s《》「」『』“”‘’\"'()（）,，。、·]")
_UNITS = re.compile(r"[a-z0-9.%]+|[^a-z0-9.%]")
_NEGATED = re.compile(r"[不没沒未非無无]")
# What may follow a verb of one character without making it another verb.
_TAILS = frozenset(["", "着", "了", "过", "于", "在", "到", "为", "成"])
_SUBJECT_SHARE, _OBJECT_SHARE = 0.75, 0.6
_PARTS = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Reading:
    """Accepted spellings of one way to see a fact."""

    subject: tuple[str, ...]
    predicate: tuple[str, ...]
    object: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a passage. `qualified`: the text plans, requires, suspects or cancels it. `absent`: simply false."""

    readings: tuple[Reading, ...]
    time: str | None = None
    amount: str | None = None
    qualified: bool = False
    absent: bool = False

    @property
    def name(self) -> str:
        first = self.readings[0]
        return "/".join(
            spellings[0] if spellings else "" for spellings in (first.subject, first.predicate, first.object)
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """`facts` must be found; `also` are true as well; `traps` must not be asserted."""

    id: str
    text: str
    date: date | None
    facts: tuple[Fact, ...]
    also: tuple[Fact, ...]
    traps: tuple[Fact, ...]


def read_gold(path: Path) -> tuple[Passage, ...]:
    """The passages of a gold file. Raises InputError, with the line, for a file that is none."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read {path} as UTF-8 text: {error}") from error
    passages = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            passages.append(_passage(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(
                f"{path}, line {number}: not a passage with facts ({type(error).__name__}: {error}); expected a JSON object with id, "
                f'text and facts, each fact with "s", "p" and "o" as lists of spellings'
            ) from error
    if not passages:
        raise InputError(f"{path} holds no passages; give a JSON Lines file with id, text and facts")
    return tuple(passages)


def _passage(data: Mapping[str, Any]) -> Passage:
    when = data.get("date")
    return Passage(
        str(data["id"]),
        data["text"],
        date.fromisoformat(when) if when else None,
        *(tuple(map(_fact, data.get(key, ()))) for key in ("facts", "also", "not_asserted")),
    )


def _fact(data: Mapping[str, Any]) -> Fact:
    readings = tuple(
        Reading(*(tuple(_listed(reading, key)) for key in ("s", "p", "o"))) for reading in (data, *data.get("or", ()))
    )
    return Fact(readings, data.get("time"), data.get("amount"), "modality" in data, bool(data.get("absent")))


def _listed(reading: Mapping[str, Any], key: str) -> list[str]:
    spellings = reading[key]
    if not isinstance(spellings, list):
        raise TypeError(f"{key} is {spellings!r}, not a list of spellings")
    return [str(spelling) for spelling in spellings]


def is_asserted(claim: ClaimRecord) -> bool:
    """Whether the claim states a plain fact; read off polarity and modality where it does not say so itself."""
    if "asserted" in claim:
        return bool(claim["asserted"])
    return (claim.get("polarity", "positive"), claim.get("modality", "actual")) == ("positive", "actual")


def distinct(claims: Iterable[ClaimRecord]) -> list[ClaimRecord]:
    """Claims that say the same with the same force come once: the last of them."""
    kept: dict[tuple[object, ...], ClaimRecord] = {}
    for claim in claims:
        words = tuple(fold(next(iter(_spellings(claim.get(part))), "")) for part in _PARTS)
        kept[(*words, is_asserted(claim))] = claim
    return list(kept.values())


def matches(claim: ClaimRecord, fact: Fact, *, trap: bool = False) -> bool:
    """Whether the claim says the fact, whatever its stance. Of a `trap` an empty object stands for any."""
    return any(not differs(claim, reading, trap=trap) for reading in fact.readings)


def differs(claim: ClaimRecord, reading: Reading, *, trap: bool = False) -> tuple[str, ...]:
    """In which of subject, predicate and object the claim differs from the reading."""
    same = (
        _alike(_spellings(claim["subject"]), reading.subject, _SUBJECT_SHARE),
        _same_predicate(claim["predicate"], reading.predicate),
        _same_object(claim.get("object"), reading.object, trap),
    )
    return tuple(part for part, right in zip(_PARTS, same, strict=True) if not right)


def time_agrees(claim: ClaimRecord, wanted: str) -> bool:
    """Whether the claim's time starts ("2022"), ends ("/2022") or does both ("2018/2022") as wanted, by ISO prefixes."""
    start, _, end = wanted.partition("/")
    time = claim.get("time") or {}
    return str(time.get("start") or "").startswith(start) and str(time.get("end") or "").startswith(end)


def amount_agrees(claim: ClaimRecord, wanted: str) -> bool:
    """Whether the wanted amount stands in the claim's amount or object."""
    said = (*_spellings(claim.get("amount")), *_spellings(claim.get("object")))
    return any(fold(wanted) in fold(text) for text in said)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Without width, case, blanks, quotation marks, brackets and commas."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text)).lower()


def _spellings(node: Mapping[str, Any] | None, keys: tuple[str, ...] = ("text", "label", "value")) -> list[str]:
    if not node:
        return []
    found = [*(node.get(key) for key in keys), *(node.get("aliases") or ())]
    return [str(text) for text in found if text is not None and text != ""]


def _alike(said: Iterable[str], wanted: Iterable[str], share: float) -> bool:
    return any(overlap(one, other) >= share for one in said for other in wanted)


@lru_cache(maxsize=65536)
def overlap(first: str, second: str) -> float:
    """The share of common units (Dice) of two spellings of which one holds the other, else 0. A unit is a Han
    character or a run of Latin letters and digits; 的 does not count."""
    a, b = (fold(text).replace("的", "") for text in (first, second))
    if not a or not b or (a not in b and b not in a):
        return 0.0
    if a == b:
        return 1.0
    sizes = len(_UNITS.findall(a)), len(_UNITS.findall(b))
    return 2 * min(sizes) / sum(sizes)


def _same_predicate(predicate: Mapping[str, Any], wanted: Iterable[str]) -> bool:
    surface = [fold(text) for text in _spellings(predicate, ("text", "label"))]
    names = {fold(predicate.get(key) or "") for key in ("relation", "label", "text")}
    return any(
        word in names if word.isascii() else any(_same_verb(said, word) for said in surface)
        for word in map(fold, wanted)
        if word
    )


def _same_verb(said: str, wanted: str) -> bool:
    """The verb with more or less around it, but never with a negation that is not wanted."""
    if _NEGATED.search(said) and not _NEGATED.search(wanted):
        return False
    if len(wanted) == 1:
        return said.startswith(wanted) and said[1:] in _TAILS
    return wanted in said or (len(said) > 1 and said in wanted)


def _same_object(node: Mapping[str, Any] | None, wanted: tuple[str, ...], trap: bool) -> bool:
    said = _spellings(node)
    if _alike(said, wanted, _OBJECT_SHARE):
        return True
    return "" in wanted and (
        trap or not said or str((node or {}).get("type", "")).lower() in ("time", "date", "interval")
    )
