"""The vocabulary: the terms of ontology.ttl and the relations that come with the extractor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.claim import ConfigError
from kg.claim.iri import NAMESPACE
from kg.rdf import terms
from kg.rdf.names import DATASET, RDF, RDFS, VOID, Names, kg

_TYPE, _LABEL, _COMMENT = NamedNode(RDF + "type"), NamedNode(RDFS + "label"), NamedNode(RDFS + "comment")

Labels = Mapping[str, tuple[str, str]]
"""Relation id → its names in Chinese and English."""


@cache
def ontology() -> tuple[Triple, ...]:
    """The triples of ontology.ttl, in a fixed order."""
    text = files("kg.rdf").joinpath("ontology.ttl").read_text(encoding="utf-8")
    return tuple(sorted((quad.triple for quad in parse(text, format=RdfFormat.TURTLE)), key=str))


@cache
def term_names() -> frozenset[str]:
    """The local names of all terms in ontology.ttl."""
    subjects = {triple.subject.value for triple in ontology() if isinstance(triple.subject, NamedNode)}
    return frozenset(iri.removeprefix(NAMESPACE) for iri in subjects if iri.startswith(NAMESPACE))


@cache
def term_labels() -> dict[str, str]:
    """The Chinese names of all terms: `planned` → 计划."""
    return {
        triple.subject.value.removeprefix(NAMESPACE): triple.object.value
        for triple in ontology()
        if isinstance(triple.subject, NamedNode)
        and triple.predicate == _LABEL
        and isinstance(triple.object, Literal)
        and triple.object.language == "zh"
    }


def ontology_quads(names: Names, relations: Labels) -> Iterator[Quad]:
    """The graph `…/graph/ontology`: the terms, the relations, and the base IRI that this graph was built with.

    Raises ConfigError when a relation has the name of a term.
    """
    graph = names.ontology_graph
    for triple in ontology():
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
    yield Quad(DATASET, _TYPE, NamedNode(VOID + "Dataset"), graph)
    yield Quad(DATASET, NamedNode(VOID + "uriSpace"), terms.plain(names.base), graph)
    for relation in sorted(relations):
        if relation in term_names():
            raise ConfigError(f"the relation {relation!r} has the name of a term of the ontology: choose another name")
        zh, en = relations[relation]
        yield Quad(kg(relation), _TYPE, NamedNode(RDF + "Property"), graph)
        yield Quad(kg(relation), _TYPE, kg("Relation"), graph)
        yield Quad(kg(relation), _LABEL, terms.zh(zh), graph)
        yield Quad(kg(relation), _LABEL, terms.en(en), graph)


def page() -> str:
    """TERMS.md: the table of all kg: terms under a heading."""
    heading = "# The vocabulary of the graph"
    return f"{heading}\n\n`kg:` stands for `{NAMESPACE}`. Written by `python -m kg.rdf`.\n\n{table()}"


def table(relations: Labels | None = None) -> str:
    """All kg: terms as a Markdown table, in the order of the file: term, kind, both names, both comments."""
    described: dict[str, dict[str, list[Literal | NamedNode]]] = {}
    text = files("kg.rdf").joinpath("ontology.ttl").read_text(encoding="utf-8")
    for quad in parse(text, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(NAMESPACE):
            values = described.setdefault(quad.subject.value.removeprefix(NAMESPACE), {})
            values.setdefault(quad.predicate.value, []).append(quad.object)
    lines = ["| term | kind | 名称 | name | 说明 | meaning |", "|---|---|---|---|---|---|"]
    for name, values in described.items():
        kind = _short(values[_TYPE.value][0].value)
        cells = [f"`kg:{name}`", kind, *_both(values[_LABEL.value]), *_both(values[_COMMENT.value])]
        lines.append(f"| {' | '.join(cells)} |")
    for relation, (zh, en) in sorted((relations or {}).items()):
        lines.append(f"| `kg:{relation}` | relation | {zh} | {en} | | |")
    return "\n".join(lines) + "\n"


def _both(values: list[Literal | NamedNode]) -> tuple[str, str]:
    by_language = {value.language: value.value for value in values if isinstance(value, Literal)}
    return by_language["zh"], by_language["en"]


def _short(iri: str) -> str:
    names = {"Class": "class", "ObjectProperty": "property", "DatatypeProperty": "property (literal)"}
    local = iri.rsplit("#", 1)[-1]
    return names.get(local, f"kg:{local}")
