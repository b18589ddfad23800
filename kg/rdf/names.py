"""Names of everything in the graph: prefixes, terms, and the IRIs of claims, evidence, documents and graphs."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.claim import Claim, ConfigError, Quantity, Span, TimeSpan
from kg.claim.codec import number
from kg.claim.iri import DEFAULT_BASE, NAMESPACE, segment

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
VOID = "http://rdfs.org/ns/void#"
WIKIDATA = "http://www.wikidata.org/entity/"

DATASET = NamedNode(NAMESPACE + "dataset")  # the one subject whose name does not depend on the base


def kg(name: str) -> NamedNode:
    """The term `name` of the project's own vocabulary."""
    return NamedNode(NAMESPACE + name)


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes that every query knows and every export declares, for a graph built with `base`."""
    return {
        "kg": NAMESPACE,
        "open": NAMESPACE + "open/",
        "id": base,
        "claim": base + "claim/",
        "doc": base + "document/",
        "graph": base + "graph/",
        "prov": PROV,
        "oa": OA,
        "rdf": RDF,
        "rdfs": RDFS,
        "skos": SKOS,
        "owl": OWL,
        "xsd": XSD,
        "dcterms": DCTERMS,
        "void": VOID,
        "wd": WIKIDATA,
    }


def node(iri: str) -> NamedNode:
    """`iri` as a node; characters that RFC 3987 leaves out are percent-encoded (UTF-8).

    The range test is RFC 3987's `ucschar`: no private use, no noncharacters, no tags (planes 14 to 16).
    """
    try:
        return NamedNode(iri)
    except ValueError:
        return NamedNode("".join(c if _allowed(c) else _percent(c) for c in iri))


def _allowed(character: str) -> bool:
    code = ord(character)
    if code < 0x80:
        return character > " " and character not in '<>"{}|\\^`\x7f'
    noncharacter = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not noncharacter and (0xA0 <= code <= 0xD7FF or 0xF900 <= code <= 0xFFEF or 0x10000 <= code <= 0xDFFFF)


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class Names:
    """Mints the IRIs of one graph. `base` ends with `/` or `#`. Raises ConfigError when it is no absolute IRI."""

    base: str = DEFAULT_BASE

    def __post_init__(self) -> None:
        scheme, colon, rest = self.base.partition(":")
        try:
            NamedNode(self.base)
        except ValueError as error:
            raise ConfigError(f"the base IRI {self.base!r} is not an IRI: {error}") from error
        if not (colon and scheme.isascii() and scheme.isalnum() and rest and self.base[-1] in "/#"):
            raise ConfigError(
                f"the base IRI {self.base!r} must be absolute and end with / or #, as {DEFAULT_BASE} does"
            )

    def thing(self, label: str) -> NamedNode:
        """What a text calls `label`, when nothing better is known of it."""
        return node(self.base + (segment(label) or "_"))

    def open_predicate(self, label: str) -> NamedNode:
        return node(f"{NAMESPACE}open/{segment(label) or '_'}")

    def document(self, doc: str) -> NamedNode:
        return node(f"{self.base}document/{segment(doc) or '_'}")

    def document_graph(self, doc: str) -> NamedNode:
        return node(f"{self.base}graph/document/{segment(doc) or '_'}")

    @property
    def entities_graph(self) -> NamedNode:
        return node(self.base + "graph/entities")

    @property
    def facts_graph(self) -> NamedNode:
        return node(self.base + "graph/facts")

    @property
    def ontology_graph(self) -> NamedNode:
        return node(self.base + "graph/ontology")

    def claim(self, claim: Claim) -> NamedNode:
        return node(f"{self.base}claim/{claim.id}")

    def part(self, claim: Claim, role: str, position: int) -> NamedNode:
        """A node that belongs to one claim: its first attribution is `…/claim/<id>/attribution/1`."""
        return node(f"{self.base}claim/{claim.id}/{role}/{position}")

    def evidence(self, doc: str, span: Span, selector: str = "") -> NamedNode:
        """The sentence at `span` of a document, or with `selector` ("quote", "position") how it is found there."""
        tail = f"/{selector}" if selector else ""
        return node(f"{self.base}evidence/{segment(doc) or '_'}/{span.start}-{span.end}{tail}")

    def time(self, time: TimeSpan, doc: str) -> NamedNode:
        """`…/time/2022-01-01_2022-12-31`; `..` stands for an open end.

        A time without any date (同一天) goes by its words, and means nothing outside its document.
        """
        if not time.dated:
            return node(f"{self.base}time/{segment(doc) or '_'}/{segment(time.quote.text) or '_'}")
        start, end = (day.isoformat() if day else ".." for day in (time.start, time.end))
        return node(f"{self.base}time/{start}_{end}")

    def quantity(self, quantity: Quantity, text: str) -> NamedNode:
        """`…/quantity/80_percent`, `…/quantity/2000000000..9999999999_USD`; a number unknown goes by its words."""
        low, high = number(quantity.min), number(quantity.max)
        known = [] if quantity.value is None else [str(number(quantity.value))]
        if low is not None or high is not None:
            known.append(f"{'' if low is None else low}..{'' if high is None else high}")
        if quantity.unit:
            known.append(segment(quantity.unit))
        if not known or known == [segment(quantity.unit or "")]:
            known.append(segment(text))
        return node(f"{self.base}quantity/{'_'.join(known)}")

    def counted(self, quantity: Quantity, text: str) -> NamedNode:
        """`…/quantity/80_percent/80%员工`: an amount of something; 80% of the staff is not 80% of a market."""
        return node(f"{self.quantity(quantity, text).value}/{segment(text) or '_'}")
