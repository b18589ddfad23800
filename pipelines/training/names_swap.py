"""Names of today for sentences of any day: word lists, generators, templates and swaps.

Newspapers of 1998 have no Latin person names and no language models. A name of a sentence is replaced by
another of its type, and templates written for this project are filled, so that types come from context
and from the shapes of names rather than from memory.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np

from pipelines.training.names_sets import Example

#: Where a Latin letter or digit meets a Chinese character.
_EDGE = re.compile(r"(?<=[A-Za-z0-9])(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])(?=[A-Za-z0-9])")
_SLOT = re.compile(r"\{(\w+)\}")


def _table(name: str) -> list[str]:
    text = (resources.files("pipelines.training") / "data" / "names" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def listed(name: str) -> list[str]:
    """Return the entries of a list of names, in order and without doubles."""
    return list(dict.fromkeys(entry for line in _table(name) for entry in line.split("|")))


class Names:
    """Draws names by type; every draw uses the generator that is passed, so a seed fixes everything."""

    def __init__(self, data: Path | None, train: Sequence[Example], rng: np.random.Generator) -> None:
        """Collect names from the lists, from ``data``'s word lists (None: without) and from training sentences."""
        self._rng = rng
        self.given = " ".join(_table("given.txt")).split()
        self.family = " ".join(_table("family.txt")).split()
        self.generic = list(dict.fromkeys(" ".join(_table("generic.txt")).split()))
        self.lists = {
            "Company": listed("companies.txt"),
            "Product": listed("products.txt"),
            "Place": listed("places.txt"),
            "Organisation": listed("organisations.txt"),
            "Government": listed("governments.txt"),
            "Position": listed("positions.txt"),
            "Time": listed("times.txt"),
        }
        for line in _table("works.txt"):
            kind, titles = line.split("\t")
            self.lists[kind] = titles.split("|")
        rows = [line.split("\t") for line in _table("shapes.tsv")]
        self._shapes = {key: values.split("|") for key, values in rows}
        self.more_companies: list[str] = []
        self.more_personal: list[str] = []
        if data is not None:
            folder = data / "gazetteer"
            with (folder / "stock/stock.csv").open(encoding="utf-8", newline="") as lines:
                self.more_companies += [row["name"].strip("*ST ") for row in csv.DictReader(lines)]
            for line in (folder / "chain-company.jsonl").read_text(encoding="utf-8").splitlines():
                item = json.loads(line)
                self.more_companies += [item["name"], item["fullname"]]
            personal = (folder / "transliterated-names.txt").read_text(encoding="utf-8-sig").splitlines()
            latin = [name for name in personal if name.isascii() and name.isalpha() and len(name) > 2]
            self.more_personal = [name.title() for name in latin]
        seen: dict[str, dict[str, None]] = {}
        for item in train:
            for start, end, types in item.spans:
                if len(types) == 1:
                    seen.setdefault(types[0], {})[item.text[start:end]] = None
                elif types[0] == "Place":
                    seen.setdefault("Place", {})[item.text[start:end]] = None
        self.seen = {kind: list(names) for kind, names in seen.items()}
        dotted = [name for name in self.seen.get("Person", []) if "·" in name]
        parts = [part for name in dotted for part in name.split("·") if len(part) > 1 and not part.isascii()]
        self._parts = parts or ["彼得", "约翰逊"]

    def _pick(self, values: Sequence[str]) -> str:
        return values[int(self._rng.integers(len(values)))]

    def _chance(self, share: float) -> bool:
        return bool(self._rng.random() < share)

    def coined(self) -> str:
        """Return an invented Latin word."""
        syllables = self._shapes["syllables"]
        word = "".join(self._pick(syllables) for _ in range(int(self._rng.integers(1, 4))))
        word += self._pick(self._shapes["codas"])
        if len(word) < 3:
            word += self._pick(syllables)
        style = self._rng.random()
        return word.title() if style < 0.75 else word.upper() if style < 0.87 else word

    def latin_person(self) -> str:
        """Return a person's name in Latin letters: mostly two words."""
        given = self._pick(self.more_personal if self.more_personal and self._chance(0.35) else self.given)
        family = self._pick(self.more_personal if self.more_personal and self._chance(0.4) else self.family)
        if self._chance(0.1):
            family = self.coined().title()
        style = self._rng.random()
        if style < 0.72:
            return f"{given} {family}"
        if style < 0.84:
            return family
        if style < 0.90:
            return given
        if style < 0.94:
            return f"{given} {chr(65 + int(self._rng.integers(26)))}. {family}"
        return f"{given} {self._pick(self.given)} {family}"

    def person(self) -> str:
        """Return a person's name: Latin, transliterated or Chinese."""
        style = self._rng.random()
        if style < 0.4:
            return self.latin_person()
        if style < 0.6:
            count = 1 if self._chance(0.3) else 2
            return "·".join(self._pick(self._parts) for _ in range(count))
        if style < 0.8 and self.seen.get("Person"):
            return self._pick(self.seen["Person"])
        given = (self._pick(self._shapes["given"]) for _ in range(int(self._rng.integers(1, 3))))
        return self._pick(self._shapes["surnames"]) + "".join(given)

    def company(self) -> str:
        """Return a company's name: of today, listed on an exchange, or invented."""
        style = self._rng.random()
        if style < 0.6:
            return self._pick(self.lists["Company"])
        if style < 0.8 and self.more_companies:
            return self._pick(self.more_companies)
        return self.coined() + (self._pick(self._shapes["company_tails"]) if self._chance(0.5) else "")

    def product(self) -> str:
        """Return a product: of today, a model number, or invented."""
        style = self._rng.random()
        if style < 0.6:
            return self._pick(self.lists["Product"])
        if style < 0.75:
            letters = "".join(chr(65 + int(self._rng.integers(26))) for _ in range(int(self._rng.integers(1, 4))))
            number = int(self._rng.integers(1, 10)) * 10 ** int(self._rng.integers(0, 4)) + int(self._rng.integers(9))
            tail = self._pick(("", "", "", "X", "s", "Pro", " Pro"))
            return f"{letters}{self._pick(('', '', '', '-'))}{number}{tail}"
        if style < 0.9:
            return self.coined() + self._pick(self._shapes["product_tails"])
        return self.coined()

    def time(self) -> str:
        """Return a time filled from a shape."""
        shape = re.sub(
            r"\[(.)-(.)\]",
            lambda m: chr(int(self._rng.integers(ord(m[1]), ord(m[2]) + 1))),
            self._pick(self.lists["Time"]),
        )
        shape = re.sub(r"\[([^\]]+)\]", lambda m: self._pick(m[1]), shape)
        return re.sub(r"(?<=\d)0(?=[年日财])", lambda _: str(int(self._rng.integers(10))), shape)

    def generic_term(self) -> str:
        """Return a common noun in Latin letters."""
        term = self._pick(self.generic)
        return term.upper() if len(term) <= 4 and self._chance(0.8) else term.title() if self._chance(0.3) else term

    def draw(self, kind: str) -> str:
        """Return a name of a fine type."""
        if kind == "Person":
            return self.person()
        if kind == "Company":
            return self.company()
        if kind == "Product":
            return self.product()
        if kind == "Time":
            return self.time()
        if kind == "Generic":
            return self.generic_term()
        known = self.seen.get(kind)
        return self._pick(known) if known and self._chance(0.4) else self._pick(self.lists[kind])


def _blank_between(left: str, right: str) -> str:
    """Return the blank that keeps two Latin words apart."""
    return (
        " "
        if left and right and left[-1].isascii() and left[-1].isalnum() and right[0].isascii() and right[0].isalnum()
        else ""
    )


class Augmenter:
    """Makes new examples, another draw each time it is asked."""

    def __init__(self, names: Names, rng: np.random.Generator) -> None:
        """Take the source of names and a generator."""
        self._names = names
        self._rng = rng
        self._templates = _table("templates.txt")

    def filled(self, count: int) -> list[Example]:
        """Return ``count`` sentences from templates, one or two of them in a row; all their names are marked."""
        made = []
        for _ in range(count):
            text, spans = "", []
            for _ in range(1 if self._rng.random() < 0.7 else 2):
                piece, found = self._fill(self._templates[int(self._rng.integers(len(self._templates)))])
                spans += [(start + len(text), end + len(text), types) for start, end, types in found]
                text += piece
            made.append(self._spaced(Example(text, tuple(spans), frozenset(), "template")))
        return made

    def _fill(self, template: str) -> tuple[str, list[tuple[int, int, tuple[str, ...]]]]:
        text, at = "", 0
        spans: list[tuple[int, int, tuple[str, ...]]] = []
        for slot in _SLOT.finditer(template):
            text += template[at : slot.start()]
            name = self._names.draw(slot[1])
            text += _blank_between(text, name)
            if slot[1] != "Generic":
                spans.append((len(text), len(text) + len(name), (slot[1],)))
            text += name
            at = slot.end()
            if _blank_between(name, template[at:]):
                text += " "
        return text + template[at:], spans

    def swapped(self, examples: Sequence[Example], share: float) -> list[Example]:
        """Return copies of a ``share`` of ``examples`` in which persons, companies and products are others."""
        made = []
        for item in examples:
            if item.spans and self._rng.random() < share:
                changed = self._swap(item)
                if changed is not item:
                    made.append(self._spaced(changed))
        return made

    def _swap(self, item: Example) -> Example:
        text, at, changed = "", 0, False
        kept: dict[bool, list[tuple[int, int, tuple[str, ...]]]] = {True: [], False: []}
        marked = sorted([(*span, True) for span in item.spans] + [(*span, False) for span in item.maybe])
        for start, end, types, certain in marked:
            text += item.text[at:start]
            name, kinds = item.text[start:end], types
            kind = self._replacement(types) if certain else None
            if kind and self._rng.random() < 0.7:
                name, kinds, changed = self._names.draw(kind), (kind,), True
                text += _blank_between(text, name)
            kept[certain].append((len(text), len(text) + len(name), kinds))
            text += name
            if changed:
                text += _blank_between(name, item.text[end:])
            at = end
        if not changed:
            return item
        return replace(item, text=text + item.text[at:], spans=tuple(kept[True]), maybe=tuple(kept[False]))

    def _replacement(self, types: tuple[str, ...]) -> str | None:
        if types == ("Person",):
            return "Person"
        if types in (("Company",), ("Company", "Organisation")):
            return "Company"
        if "Product" in types and "Company" not in types:
            return "Product"
        if types in (("Government",), ("Organisation",), ("Game",)) and self._rng.random() < 0.3:
            return types[0]
        return None

    def _spaced(self, item: Example) -> Example:
        """Put blanks between Latin and Chinese letters, or take them away, as typists do; at random per sentence."""
        if self._rng.random() < 0.6:
            return item
        edges = [edge.start() for edge in _EDGE.finditer(item.text)]
        shift = np.zeros(len(item.text) + 1, dtype=np.int64)
        pieces, before = [], 0
        for edge in edges:
            pieces.append(item.text[before:edge])
            before = edge
            shift[edge:] += 1
        pieces.append(item.text[before:])
        opened = set(edges)

        def moved(spans: Sequence[tuple[int, int, tuple[str, ...]]]) -> tuple[tuple[int, int, tuple[str, ...]], ...]:
            return tuple((a + int(shift[a]), b + int(shift[b]) - (b in opened), types) for a, b, types in spans)

        return replace(item, text=" ".join(pieces), spans=moved(item.spans), maybe=moved(item.maybe))
