"""Entities and mentions of them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.claim.span import Span

# The ontology's classes that a name can have, each with the class above it (ontology.ttl says the same in RDF).
PARENTS: dict[str, str | None] = {
    "Person": None,
    "Organisation": None,
    "Company": "Organisation",
    "Government": "Organisation",
    "Institution": "Organisation",
    "Place": None,
    "Product": None,
    "Technology": None,
    "Work": None,
    "Event": None,
    "Position": None,
    "Concept": None,
    "Quantity": None,
    "Time": None,
}


def top_class(name: str) -> str:
    """The class under the root that `name` belongs to: Company → Organisation."""
    return PARENTS.get(name) or name


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that claims speak of, whatever it is called in a text.

    `type` is a key of PARENTS. `aliases` are the other known spellings, in any script. `wikidata` is a Q id that
    was checked against a source, or None.
    """

    iri: str
    label: str
    type: str
    label_en: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, time, amount or product as it stands in a text.

    `source` says who found it: lexicon, user, model, pattern, or agreement (seen elsewhere in the document).
    `key` is the lexicon's id of the name, when it is known there. `score` is in [0, 1].
    """

    span: Span
    text: str
    type: str
    source: str
    key: str | None = None
    score: float = 1.0
