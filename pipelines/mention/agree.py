"""One document, one reading: a name that was found with confidence is found wherever it stands.

A sentence may say too little about a name that the next sentence makes plain (one sense per discourse,
Gale, Church & Yarowsky 1992). This step knows no words, only the document and its mentions.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipelines.mention.names import NamedSpan

#: Times and titles mean what their sentence says; everything else keeps its type through a document.
_PER_SENTENCE = frozenset({"Time", "Position"})
#: Mean score from which a name is spread to other places.
_SURE = 0.8
#: A found or retyped place is worth a little less than one that its sentence shows.
_SPREAD = 0.9
#: A name that was found in fewer than one in this many of its places is none.
_STRAY = 8

#: Adverbs and the like of one character that the model takes for the end of a name.
_ADVERBS = frozenset("刚才就也都则又还曾已将正便却仍再均说称")

_LATIN = re.compile(r"[A-Za-z0-9\u00c0-\u024f]")


def agree(text: str, mentions: Sequence[NamedSpan]) -> list[NamedSpan]:
    """Return ``mentions`` of the document ``text`` with one type for each name, and the missed places of sure names.

    The places where a name was not found count as well: one that was found in few of many places is dropped.

    Offsets of ``mentions`` count in ``text``. The result is sorted and without overlaps. A person's family
    name (Thiel after Peter Thiel, 蒂尔 after 彼得·蒂尔) is that person's.
    """
    mentions = _without_adverbs(text, mentions)
    groups: dict[str, list[NamedSpan]] = defaultdict(list)
    fixed = [mention for mention in mentions if mention.type in _PER_SENTENCE]
    for mention in mentions:
        if mention.type not in _PER_SENTENCE:
            groups[text[mention.start : mention.end]].append(mention)
    places = {name: tuple(_places(text, name)) for name in groups}
    groups = {name: group for name, group in groups.items() if len(group) * _STRAY >= len(places[name])}
    readings = {name: _reading(group) for name, group in groups.items()}
    families = {
        family: replace(reading, score=reading.score * _SPREAD)
        for name, reading in readings.items()
        if reading.type == "Person" and reading.score >= _SURE
        for family in _family_names(name)
    }
    settled = []
    for name, group in groups.items():
        reading = readings[name]
        family = families.get(name)
        if family is not None and reading.type != "Person":
            reading = readings[name] = family
        for mention in group:
            same = mention.type == reading.type
            score = mention.score if same else min(mention.score, reading.score * _SPREAD)
            fine = mention.fine if same else reading.fine
            settled.append(replace(mention, type=reading.type, fine=fine, score=score))
    sure = {
        name: reading
        for name, reading in readings.items()
        if _may_spread(name, len(groups[name]), len(places[name]), reading)
    }
    sure |= {family: reading for family, reading in families.items() if family not in sure}
    owner = {at: mention for mention in (*settled, *fixed) for at in range(mention.start, mention.end)}
    for name in sorted(sure, key=lambda name: (-len(name), name)):
        for start, end in places[name] if name in places else _places(text, name):
            _spread(owner, start, end, sure[name])
    return sorted(set(owner.values()), key=lambda mention: (mention.start, mention.end))


def _without_adverbs(text: str, mentions: Sequence[NamedSpan]) -> list[NamedSpan]:
    """吴嘉刚离开, where 吴嘉 is found by itself too: the adverb behind a person is no part of the name."""
    people = {text[m.start : m.end] for m in mentions if m.type == "Person"}
    return [
        replace(m, end=m.end - 1)
        if m.type == "Person" and text[m.end - 1] in _ADVERBS and text[m.start : m.end - 1] in people
        else m
        for m in mentions
    ]


def _reading(group: Sequence[NamedSpan]) -> NamedSpan:
    """Return a mention that stands for the group: the type with the highest sum of scores, and its mean score."""
    sums: dict[str, float] = defaultdict(float)
    for mention in group:
        sums[mention.type] += mention.score
    kind = max(sorted(sums), key=lambda name: sums[name])
    same = [mention for mention in group if mention.type == kind]
    best = max(same, key=lambda mention: (mention.score, -mention.start))
    return replace(best, score=sums[kind] / len(group))


def _family_names(name: str) -> Iterator[str]:
    if " " in name.strip():
        last = name.split()[-1]
        if len(last) > 2 and last.isalpha() and last[0].isupper():
            yield last
    elif "·" in name:
        last = name.split("·")[-1]
        if len(last) > 1:
            yield last


def _may_spread(name: str, found: int, count: int, reading: NamedSpan) -> bool:
    """Whether ``name`` is safe to look for: found in a third of its places, or in half where any word may hold it."""
    if reading.score < _SURE or len(name) < 2 or name.isdigit() or name.islower():
        return False
    if len(name) > 2 or _LATIN.match(name):
        return found * 3 >= count
    return found > 1 and found * 2 >= count


def _places(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Yield where ``name`` stands in ``text``; a Latin edge of it must be the edge of a word."""
    before, after = bool(_LATIN.match(name[0])), bool(_LATIN.match(name[-1]))
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        whole = not (before and at and _LATIN.match(text[at - 1])) and not (after and _LATIN.match(text[end : end + 1]))
        if whole:
            yield at, end
        at = text.find(name, end if whole else at + 1)


def _spread(owner: dict[int, NamedSpan], start: int, end: int, reading: NamedSpan) -> None:
    """Put a name at a place that is free, or that holds only shorter mentions that are less sure.

    ``owner`` has the mention at every offset that one covers.
    """
    others = {owner[at] for at in range(start, end) if at in owner}
    inside = all(start <= other.start and other.end <= end for other in others)
    shorter = all(other.end - other.start < end - start and other.score < reading.score for other in others)
    if not (inside and shorter):
        return
    for other in others:
        for at in range(other.start, other.end):
            del owner[at]
    owner.update(
        dict.fromkeys(range(start, end), replace(reading, start=start, end=end, score=reading.score * _SPREAD))
    )
