"""What is derived from all documents: descriptions of entities, and the plain triples that assertions stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import NamedNode, Quad

from kg.claim import PARENTS, Argument, Claim, Entity, Quantity, TimeSpan
from kg.claim.claim import Granularity
from kg.rdf import terms
from kg.rdf.claims import Statement, argument_node, is_asserted, predicate_node
from kg.rdf.names import OWL, RDF, RDFS, SKOS, WIKIDATA, Names, kg, node

_TYPE, _LABEL = NamedNode(RDF + "type"), NamedNode(RDFS + "label")
_ALT_LABEL, _SAME_AS = NamedNode(SKOS + "altLabel"), NamedNode(OWL + "sameAs")
_VALUES = ("Quantity", "Time")


@dataclass(slots=True)
class Derivation:
    """Collects what claims speak of, document by document; `quads` then describes all of it once, in IRI order.

    It holds what must be remembered of all documents, not the claims: memory grows with entities and facts.
    """

    names: Names
    assert_unattributed: bool = False
    _entities: dict[NamedNode, list[Entity]] = field(default_factory=dict)
    _things: dict[NamedNode, Counter[tuple[str, str]]] = field(default_factory=dict)
    _quantities: dict[NamedNode, tuple[Quantity, Counter[str]]] = field(default_factory=dict)
    _times: dict[NamedNode, list[TimeSpan]] = field(default_factory=dict)
    _open_predicates: dict[NamedNode, str] = field(default_factory=dict)
    relations: set[str] = field(default_factory=set)
    _facts: dict[tuple[NamedNode, NamedNode, NamedNode], None] = field(default_factory=dict)

    def add(self, claim: Claim) -> None:
        arguments = [claim.subject, *((claim.object,) if claim.object else ()), *(q.argument for q in claim.qualifiers)]
        for argument in arguments:
            self._argument(argument)
        for attribution in claim.attribution:
            if attribution.entity:
                self._entity(attribution.entity)
        if claim.amount:
            self._quantity(
                self.names.quantity(claim.amount.quantity, claim.amount.quote.text),
                claim.amount.quantity,
                claim.amount.quote.text,
            )
        if claim.time:
            self._times.setdefault(self.names.time(claim.time, claim.doc), []).append(claim.time)
        predicate = predicate_node(claim, self.names)
        if claim.predicate.relation:
            self.relations.add(claim.predicate.relation)
        else:
            self._open_predicates.setdefault(predicate, claim.predicate.label)
        if is_asserted(claim, self.assert_unattributed):
            self._fact(claim, predicate)

    def _fact(self, claim: Claim, predicate: NamedNode) -> None:
        subject = argument_node(claim.subject, self.names)
        if claim.object:
            self._facts[subject, predicate, argument_node(claim.object, self.names)] = None
        elif claim.time and claim.time.dated:
            self._facts[subject, predicate, self.names.time(claim.time, claim.doc)] = None

    def _argument(self, argument: Argument) -> None:
        iri = argument_node(argument, self.names)
        if argument.entity:
            self._entity(argument.entity)
        elif argument.quantity:
            self._quantity(iri, argument.quantity, argument.label)
        else:
            known = argument.type if argument.type in PARENTS and argument.type not in _VALUES else "Concept"
            self._things.setdefault(iri, Counter())[argument.label, known] += 1

    def _entity(self, entity: Entity) -> None:
        variants = self._entities.setdefault(node(entity.iri), [])
        if entity not in variants:
            variants.append(entity)

    def _quantity(self, iri: NamedNode, quantity: Quantity, text: str) -> None:
        self._quantities.setdefault(iri, (quantity, Counter()))[1][text] += 1

    def quads(self) -> Iterator[Quad]:
        """The graphs `…/graph/entities` and `…/graph/facts`, each in a fixed order without repetitions."""
        for graph, statements in (
            (self.names.entities_graph, self._descriptions()),
            (self.names.facts_graph, self._facts),
        ):
            unique = {(s.value, p.value, str(o)): (s, p, o) for s, p, o in statements}
            for key in sorted(unique):
                yield Quad(*unique[key], graph)

    def _descriptions(self) -> Iterator[Statement]:
        for iri, variants in self._entities.items():
            yield from _describe_entity(iri, variants)
        for iri, seen in self._things.items():
            if iri not in self._entities:
                yield from _describe_thing(iri, seen)
        for iri, (quantity, texts) in self._quantities.items():
            yield from _describe_quantity(iri, quantity, texts)
        for iri, times in self._times.items():
            yield from _describe_time(iri, times)
        for iri, label in self._open_predicates.items():
            yield iri, _TYPE, NamedNode(RDF + "Property")
            yield iri, _TYPE, kg("OpenPredicate")
            yield iri, _LABEL, terms.zh(label)


def _classes(iri: NamedNode, name: str) -> Iterator[Statement]:
    """The class and the one above it, so that asking for organisations finds companies without a reasoner."""
    yield iri, _TYPE, kg(name)
    parent = PARENTS.get(name)
    if parent:
        yield iri, _TYPE, kg(parent)


def _describe_entity(iri: NamedNode, variants: list[Entity]) -> Iterator[Statement]:
    first = variants[0]
    yield from _classes(iri, first.type)
    yield iri, _LABEL, terms.zh(first.label)
    label_en = first.label_en or (None if terms.is_chinese(first.label) else first.label)
    if label_en:
        yield iri, _LABEL, terms.en(label_en)
    own = {first.label, first.label_en}
    for alias in sorted({name for v in variants for name in (v.label, v.label_en or "", *v.aliases) if name} - own):
        yield iri, _ALT_LABEL, terms.in_language(alias)
    if first.wikidata:
        yield iri, _SAME_AS, node(WIKIDATA + first.wikidata)


def _describe_thing(iri: NamedNode, seen: Counter[tuple[str, str]]) -> Iterator[Statement]:
    (label, known), _ = min(seen.items(), key=lambda item: (item[0][1] == "Concept", -item[1], item[0]))
    yield from _classes(iri, known)
    yield iri, _LABEL, terms.zh(label)


def _describe_quantity(iri: NamedNode, quantity: Quantity, texts: Counter[str]) -> Iterator[Statement]:
    yield iri, _TYPE, kg("Quantity")
    label, *others = sorted(texts, key=lambda text: (-texts[text], text))
    yield iri, _LABEL, terms.zh(label)
    for other in others:
        yield iri, _ALT_LABEL, terms.in_language(other)
    for name in ("value", "min", "max"):
        value = getattr(quantity, name)
        if value is not None:
            yield iri, kg(name), terms.numeric(value)
    if quantity.unit:
        yield iri, kg("unit"), terms.plain(quantity.unit)


def _describe_time(iri: NamedNode, times: list[TimeSpan]) -> Iterator[Statement]:
    """One interval can be read as a year or as a period: the finest reading names it."""
    order = list(Granularity)
    time = min(times, key=lambda t: (order.index(t.granularity), t.quote.text))
    yield iri, _TYPE, kg("Time")
    yield iri, _LABEL, terms.plain(terms.time_label(time))
    yield iri, kg("granularity"), kg(time.granularity.value)
    if time.start:
        yield iri, kg("start"), terms.day(time.start)
    if time.end:
        yield iri, kg("end"), terms.day(time.end)
