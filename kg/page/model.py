"""What the page shows: nodes, edges and claims, as plain JSON values."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.claim import PARENTS, Argument, Claim, Document, Entity, TimeSpan
from kg.page.segments import segments
from kg.rdf import Names, argument_node, is_asserted, predicate_node
from kg.rdf.ontology import Labels
from kg.rdf.terms import clean, time_label

LABEL_WIDTH = 16  # of a node's label, in Latin letters; a Chinese character counts two


@dataclass(slots=True)
class NodeData:
    label: str
    type: str
    label_en: str = ""
    aliases: list[str] = field(default_factory=list)
    wikidata: str = ""
    claims: list[int] = field(default_factory=list)
    degree: int = 0


@dataclass(slots=True)
class EdgeData:
    source: int
    target: int
    relation: str
    label: str
    asserted: bool
    claims: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Model:
    """Everything on the page. Nodes, edges, claims and documents go by their place in their list."""

    nodes: list[NodeData] = field(default_factory=list)
    edges: list[EdgeData] = field(default_factory=list)
    claims: list[dict[str, Any]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)


def width(text: str) -> int:
    """Columns that `text` takes: a wide character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def shorten(text: str, limit: int = LABEL_WIDTH) -> str:
    """`text` on one line, cut with … when it is wider than `limit` columns."""
    text = " ".join(text.split())
    if width(text) <= limit:
        return text
    kept = ""
    for character in text:
        if width(kept + character) > limit - 1:
            break
        kept += character
    return kept + "…"


def model(
    extractions: Iterable[tuple[Document, Iterable[Claim]]],
    names: Names,
    relations: Labels,
    assert_unattributed: bool = False,
) -> Model:
    """Collects the page's contents in the order of the documents."""
    built = _Builder(names, relations, assert_unattributed)
    for document, claims in extractions:
        built.document(document, tuple(claims))
    return built.finished()


@dataclass(slots=True)
class _Builder:
    names: Names
    relations: Labels
    assert_unattributed: bool
    model: Model = field(default_factory=Model)
    node_at: dict[tuple[str, str], int] = field(default_factory=dict)
    edge_at: dict[tuple[int, int, str, bool], int] = field(default_factory=dict)

    def document(self, document: Document, claims: Sequence[Claim]) -> None:
        source = document.source or ""
        self.model.documents.append(
            {
                "id": clean(document.id),
                "title": clean(document.title or document.id),
                "date": document.date.isoformat() if document.date else "",
                "url": clean(source) if source.lower().startswith(("https://", "http://")) else "",
                "claims": len(claims),
            }
        )
        for claim in claims:
            self.claim(claim)

    def claim(self, claim: Claim) -> None:
        number = len(self.model.claims)
        asserted = is_asserted(claim, self.assert_unattributed)
        subject = self.argument(claim.subject, "")
        target = None
        if claim.object:
            target = self.argument(claim.object, claim.subject.label)
        elif claim.time and claim.time.dated:
            key = (self.names.time(claim.time, claim.doc).value, claim.subject.label)
            target = self.node(key, NodeData(clean(time_label(claim.time)), "Time"))
        for end in dict.fromkeys((subject, target)):
            if end is not None:
                self.model.nodes[end].claims.append(number)
        relation = self.relation(claim)
        if target is not None:
            self.edge(subject, target, relation, asserted).claims.append(number)
        self.model.claims.append(self.describe(claim, asserted, relation))

    def relation(self, claim: Claim) -> tuple[str, str]:
        """Key and Chinese name of the claim's predicate."""
        named = claim.predicate.relation or ""
        label = self.relations[named][0] if named in self.relations else claim.predicate.label or named
        return predicate_node(claim, self.names).value, clean(label)

    def argument(self, argument: Argument, owner: str) -> int:
        """The node of an argument. A quantity has a node for each subject: 80% is no link between two companies."""
        iri = argument_node(argument, self.names).value
        if argument.entity:
            return self.node((iri, ""), self.entity(argument.entity))
        if argument.quantity:
            return self.node((iri, owner), NodeData(clean(argument.quote.text), "Quantity"))
        kind = argument.type if argument.type in PARENTS else "Concept"
        return self.node((iri, ""), NodeData(clean(argument.label), kind or "Concept"))

    def entity(self, entity: Entity) -> NodeData:
        kind = entity.type if entity.type in PARENTS else "Concept"
        return NodeData(
            clean(entity.label),
            kind,
            clean(entity.label_en or ""),
            [clean(alias) for alias in entity.aliases],
            entity.wikidata or "",
        )

    def node(self, key: tuple[str, str], data: NodeData) -> int:
        """The place of the node; what is known best about it stays: a name before a phrase."""
        at = self.node_at.setdefault(key, len(self.model.nodes))
        if at == len(self.model.nodes):
            self.model.nodes.append(data)
        elif self.model.nodes[at].type == "Concept" and data.type != "Concept":
            data.claims = self.model.nodes[at].claims
            self.model.nodes[at] = data
        return at

    def edge(self, source: int, target: int, relation: tuple[str, str], asserted: bool) -> EdgeData:
        key = (source, target, relation[0], asserted)
        at = self.edge_at.setdefault(key, len(self.model.edges))
        if at == len(self.model.edges):
            self.model.edges.append(EdgeData(source, target, relation[0], relation[1], asserted))
        return self.model.edges[at]

    def describe(self, claim: Claim, asserted: bool, relation: tuple[str, str]) -> dict[str, Any]:
        inside = range(claim.sentence.start, claim.sentence.end)
        described = {
            "document": len(self.model.documents) - 1,
            "segments": segments(claim),
            "subject": clean(claim.subject.label),
            "relation": relation[1],
            "object": clean(claim.object.label) if claim.object else "",
            "polarity": claim.polarity.value,
            "modality": claim.modality.value,
            "asserted": asserted,
            "confidence": round(claim.confidence, 2),
            "attribution": [[clean(a.quote.text), a.kind.value] for a in claim.attribution],
            "qualifiers": [[q.role, clean(q.argument.label)] for q in claim.qualifiers],
            "time": _time(claim.time) if claim.time else "",
            "amount": clean(claim.amount.quote.text) if claim.amount else "",
        }
        if claim.subject.quote.start not in inside:
            described["carried"] = True
        return {key: value for key, value in described.items() if value not in ("", [])}

    def finished(self) -> Model:
        for edge in self.model.edges:
            for end in {edge.source, edge.target}:
                self.model.nodes[end].degree += 1
        return self.model


def _time(time: TimeSpan) -> str:
    """The words, and what they were read as where that says more: 去年 = 2022."""
    words, read = clean(time.quote.text), clean(time_label(time))
    return words if words == read else f"{words} = {read}"


def radius(data: NodeData) -> float:
    """Of a node's dot in pixels: its area grows with the number of edges."""
    return 9.0 if data.type in ("Concept", "Quantity", "Time") else min(46.0, 11.0 + 5.0 * math.sqrt(data.degree))
