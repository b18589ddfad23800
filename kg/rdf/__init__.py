"""Claims as RDF: claim and evidence nodes, entities, plain triples, and the vocabulary that they use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Quad

from kg.claim import Claim, Document
from kg.claim.iri import DEFAULT_BASE
from kg.rdf.claims import argument_node, document_quads, is_asserted, predicate_node
from kg.rdf.derived import Derivation
from kg.rdf.names import Names, prefixes
from kg.rdf.ontology import Labels, ontology, ontology_quads, table, term_labels, term_names

__all__ = [
    "Derivation",
    "Labels",
    "Names",
    "argument_node",
    "document_quads",
    "is_asserted",
    "ontology",
    "ontology_quads",
    "predicate_node",
    "prefixes",
    "quads",
    "table",
    "term_labels",
    "term_names",
]


def quads(
    extractions: Iterable[tuple[Document, Iterable[Claim]]],
    *,
    base: str = DEFAULT_BASE,
    relations: Labels | None = None,
    assert_unattributed: bool = False,
) -> Iterator[Quad]:
    """The whole graph of `extractions`: each document with its claims, in the order given.

    One named graph a document comes first, then `…/graph/entities`, `…/graph/facts` and `…/graph/ontology`.
    The same input gives the same quads in the same order; none comes twice; there are no blank nodes.

    relations            relation id → (name in Chinese, name in English)
    assert_unattributed  the strict mode: a plain triple only for what the text says without naming a source
    """
    names = Names(base)
    derivation = Derivation(names, assert_unattributed)
    for document, claims in extractions:
        held = tuple(claims)
        yield from document_quads(document, held, names, assert_unattributed)
        for claim in held:
            derivation.add(claim)
    yield from derivation.quads()
    unnamed = {relation: (relation, relation) for relation in derivation.relations}
    yield from ontology_quads(names, unnamed | dict(relations or {}))
