"""From the words of a mention to the thing that is meant: one Entity a thing, and how it was reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kg.claim import Entity, Mention, top_class
from kg.claim.iri import DEFAULT_BASE, mint
from pipelines.lexicon import Lexicon, Name
from pipelines.nlp.normalise import fold

_SEPARATORS = str.maketrans("·•・", "   ")


@cache
def _abbreviations() -> dict[str, str]:
    """One character to the place that it stands for: 访华, 对美."""
    lines = (files("pipelines.resolve") / "data" / "abbreviations.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


@dataclass(frozen=True, slots=True)
class Resolved:
    """An entity with how its words led to it: None when they are its name, else alias, short_form, …"""

    entity: Entity
    how: str | None = None


class Entities:
    """The entities of one document.

    A name that the lexicon knows is the lexicon's entity. A name of several parts gives its parts to later mentions
    (Peter Thiel, then Thiel) within this document, when only one longer name has that part.
    """

    def __init__(self, lexicon: Lexicon, mentions: Iterable[Mention], base: str = DEFAULT_BASE) -> None:
        self._lexicon = lexicon
        self._base = base
        self._made: dict[tuple[str, str], Entity] = {}
        self._long_forms = _long_forms(mentions)

    def of(self, mention: Mention) -> Resolved:
        """The entity that `mention` names."""
        name = self._lexicon.lookup(mention.text) if mention.key else None
        if name:
            return Resolved(self.known(name), None if fold(mention.text) == fold(name.zh) else "alias")
        longer = self._long_forms.get((top_class(mention.type), mention.text))
        if longer and longer != mention.text:
            known = self._lexicon.lookup(longer)
            entity = self.known(known) if known and known.type == mention.type else self.named(longer, mention.type)
            return Resolved(entity, "short_form")
        known = self._lexicon.lookup(mention.text)
        if known and top_class(known.type) == top_class(mention.type):
            return Resolved(self.known(known), None)
        place = self._lexicon.lookup(_abbreviations().get(mention.text, "")) if mention.type == "Place" else None
        if place and place.type == "Place":
            return Resolved(self.known(place), "short_form")
        return Resolved(self.named(mention.text, mention.type))

    def known(self, name: Name) -> Entity:
        """The entity of a lexicon entry."""
        key = (name.type, name.zh)
        if key not in self._made:
            self._made[key] = Entity(
                iri=mint(name.zh, self._base),
                label=name.zh,
                type=name.type,
                label_en=name.en or None,
                aliases=tuple(s for s in name.spellings if s != name.zh),
                wikidata=name.wikidata,
            )
        return self._made[key]

    def named(self, label: str, type_name: str) -> Entity:
        """The entity of a name that no lexicon knows; things without a proper name live under concept/."""
        label = " ".join(label.split())
        key = (type_name, label)
        if key not in self._made:
            base = self._base + ("concept/" if type_name in ("Concept", "Position", "Event") else "")
            self._made[key] = Entity(iri=mint(label, base), label=label, type=type_name)
        return self._made[key]

    def composed(self, maker: Entity, thing: str, type_name: str) -> Entity:
        """A maker's thing or a place's body that has no name of its own: 英伟达 + GPU, with every spelling of both."""
        label = maker.label + thing
        key = (type_name, label)
        if key not in self._made:
            known = self._lexicon.lookup(thing)
            thing_en = known.en if known and known.en else thing if thing.isascii() else ""
            english = f"{maker.label_en} {thing_en}" if maker.label_en and thing_en else None
            spellings = [english, *(alias + thing for alias in maker.aliases if not alias.isascii())]
            aliases = tuple(dict.fromkeys(s for s in spellings if s and s != label))
            self._made[key] = Entity(mint(label, self._base), label, type_name, english, aliases)
        return self._made[key]


def _long_forms(mentions: Iterable[Mention]) -> dict[tuple[str, str], str]:
    """(class, part) → the one longer name of a person that has this part; parts shared by two names lead nowhere."""
    found: dict[tuple[str, str], str | None] = {}
    for mention in mentions:
        if top_class(mention.type) != "Person":
            continue
        parts = mention.text.translate(_SEPARATORS).split()
        if len(parts) < 2:
            continue
        for part in {parts[0], parts[-1]}:
            key = (top_class(mention.type), part)
            found[key] = mention.text if found.get(key, mention.text) == mention.text else None
    return {key: name for key, name in found.items() if name}
