"""News sentences with their annotated names: raw text for the parser to teach itself on."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.nlp.normalise import fold
from pipelines.training.parser_data import Segmenter
from pipelines.training.treebank import Tree, Word
from pipelines.training.treebank_mentions import patterned

#: The sets' names of types → ours.
_TYPES = {
    "PER": "Person", "LOC": "Place", "ORG": "Organisation",
    "person_name": "Person", "location": "Place", "org_name": "Organisation", "company_name": "Organisation",
    "product_name": "Product", "time": "Time",
    "name": "Person", "address": "Place", "scene": "Place", "organization": "Organisation", "company": "Organisation",
    "government": "Organisation", "book": "Work", "movie": "Work", "game": "Product", "position": "Position",
}  # fmt: skip
_INLINE = re.compile(r"\{\{([a-z_]+):(.*?)\}\}")
_SENTENCE = re.compile(r"[^。！？]+[。！？]*[”’）]*")
_LONGEST = 160


@dataclass(frozen=True)
class Named:
    """A text and its names: offsets → type."""

    text: str
    names: dict[tuple[int, int], str]


def sentences(data: Path, *, clear_licences: bool = False) -> Iterator[Named]:
    """Folded sentences of the news-like sets, each once, with the names that the set marks.

    With ``clear_licences``, sentences of Common Voice, which are no news and have no names marked.
    """
    seen: set[str] = set()
    for reader in (_common_voice,) if clear_licences else (boson, cluener, _plain, msra):
        for paragraph in reader(data):
            text = fold(paragraph.text)
            for match in _SENTENCE.finditer(text):
                sentence, (start, end) = match.group(), match.span()
                if 8 <= len(sentence) <= _LONGEST and sentence not in seen:
                    seen.add(sentence)
                    inside = {
                        (a - start, b - start): kind
                        for (a, b), kind in paragraph.names.items()
                        if start <= a and b <= end
                    }
                    yield Named(sentence, inside)


def untagged(named: Named, segmenter: Segmenter, rng: random.Random) -> Tree:
    """The sentence on jieba's words, as a tree without tags and heads.

    In half of the sentences the mentions are single tokens: annotated names, and the works, times,
    quantities and Latin names that their form shows.
    """
    types: dict[tuple[int, int], str] = {}
    if rng.random() < 0.5:
        found = dict(named.names)
        covered = {place for span in found for place in range(*span)}
        for span, kind in patterned(named.text):
            if not covered.intersection(range(*span)):
                found[span] = kind
                covered.update(range(*span))
        share = rng.choice((1.0, 1.0, 0.6))
        types = {span: kind for span, kind in found.items() if rng.random() < share}
    bounds = list(segmenter.bounds(named.text, types))
    words = tuple(Word(named.text[a:b], "", 0, "", types.get((a, b), "")) for a, b in bounds)
    return Tree(words, named.text, tuple(bounds))


def _common_voice(data: Path) -> Iterator[Named]:
    for line in (data / "text" / "common-voice-zh.txt").read_text(encoding="utf-8").splitlines():
        yield Named(line.strip(), {})


def boson(data: Path) -> Iterator[Named]:
    """The paragraphs of BosonNLP."""
    for line in (data / "ner" / "boson.txt").read_text(encoding="utf-8").splitlines():
        for paragraph in line.split("\\n"):
            text, names, at = "", {}, 0
            for match in _INLINE.finditer(paragraph):
                text += paragraph[at : match.start()]
                name = match.group(2).strip()
                names[len(text), len(text) + len(name)] = _TYPES[match.group(1)]
                text, at = text + name, match.end()
            yield Named(text + paragraph[at:], names)


def cluener(data: Path) -> Iterator[Named]:
    """The sentences of CLUENER2020."""
    for line in (data / "ner" / "cluener-train.jsonl").read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        names = {
            (start, end + 1): _TYPES[kind]
            for kind, found in item["label"].items()
            for places in found.values()
            for start, end in places
        }
        yield Named(item["text"], _disjoint(names))


def _disjoint(names: dict[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    kept: dict[tuple[int, int], str] = {}
    end = 0
    for span in sorted(names, key=lambda s: (s[0], -s[1])):
        if span[0] >= end:
            kept[span], end = names[span], span[1]
    return kept


def _plain(data: Path) -> Iterator[Named]:
    """Sets whose names are marked in part only: their sentences as they are."""
    for part in ("train", "valid"):
        for line in (data / "relations" / "finre" / f"{part}.txt").read_text(encoding="utf-8").splitlines():
            if line.count("\t") == 3:
                head, tail, _, text = line.replace("<N>", "12").split("\t")
                names = {}
                for name in (head, tail):
                    for match in re.finditer(re.escape(name), text) if name else ():
                        names[match.span()] = "Organisation"
                yield Named(text, _disjoint(names))
    for path in ("events/duee-dev.jsonl", "openie/saoke-dev.jsonl", "relations/duie/duie2-sample-5000.jsonl"):
        for line in (data / path).read_text(encoding="utf-8").splitlines():
            yield Named(json.loads(line)["text"].strip(), {})


def msra(data: Path) -> Iterator[Named]:
    """The sentences of MSRA NER."""
    characters: list[str] = []
    labels: list[str] = []
    for line in [*(data / "ner" / "msra-dedup-train.bio").read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            character, label = line.split()
            characters.append(character)
            labels.append(label)
        elif characters:
            yield Named("".join(characters), _spans(labels))
            characters, labels = [], []


def _spans(labels: list[str]) -> dict[tuple[int, int], str]:
    names: dict[tuple[int, int], str] = {}
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            names[start, i] = _TYPES[labels[start][2:]]
            start = -1
        if label.startswith("B-"):
            start = i
    return names
