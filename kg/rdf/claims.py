"""One document's named graph: the document, its claims and their evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.claim import Argument, Claim, Document, Span
from kg.rdf import terms
from kg.rdf.names import DCTERMS, OA, PROV, RDF, RDFS, Names, kg, node

Term = NamedNode | Literal
Statement = tuple[NamedNode, NamedNode, Term]

_TYPE, _LABEL = NamedNode(RDF + "type"), NamedNode(RDFS + "label")


def _oa(name: str) -> NamedNode:
    return NamedNode(OA + name)


def argument_node(argument: Argument, names: Names) -> NamedNode:
    """The node that an argument stands for: its entity, its quantity, else a thing named by its label."""
    if argument.entity:
        return node(argument.entity.iri)
    if argument.quantity:
        return names.counted(argument.quantity, argument.label)
    return names.thing(argument.label)


def predicate_node(claim: Claim, names: Names) -> NamedNode:
    """`kg:orders` for a relation of the ontology, `kg:open/<text>` for an open predicate."""
    relation = claim.predicate.relation
    return kg(relation) if relation else names.open_predicate(claim.predicate.label)


def is_asserted(claim: Claim, assert_unattributed: bool) -> bool:
    """Whether the graph states the claim as a fact; in the strict mode only when nobody else is said to say it."""
    return claim.asserted and not (assert_unattributed and claim.attribution)


def document_quads(
    document: Document, claims: Iterable[Claim], names: Names, assert_unattributed: bool = False
) -> Iterator[Quad]:
    """The named graph of `document`. Claims of one sentence share its evidence node. No statement comes twice."""
    graph = names.document_graph(document.id)
    seen: set[Statement] = set()

    def statements() -> Iterator[Statement]:
        yield from _document(document, names)
        for claim in claims:
            yield from _claim(claim, names, is_asserted(claim, assert_unattributed))
            yield from _evidence(claim, document, names)

    for statement in statements():
        if statement not in seen:
            seen.add(statement)
            yield Quad(*statement, graph)


def _document(document: Document, names: Names) -> Iterator[Statement]:
    me = names.document(document.id)
    yield me, _TYPE, kg("Document")
    yield me, NamedNode(DCTERMS + "identifier"), terms.plain(document.id)
    if document.title:
        yield me, NamedNode(DCTERMS + "title"), terms.plain(document.title)
    if document.date:
        yield me, NamedNode(DCTERMS + "issued"), terms.day(document.date)
    if document.source:
        web = document.source.startswith(("https://", "http://"))
        source: Term = node(terms.clean(document.source)) if web else terms.plain(document.source)
        yield me, NamedNode(DCTERMS + "source"), source


def _claim(claim: Claim, names: Names, asserted: bool) -> Iterator[Statement]:
    me = names.claim(claim)
    said = [claim.subject.label, claim.predicate.label, claim.object.label if claim.object else ""]
    yield me, _TYPE, kg("Claim")
    yield me, _LABEL, terms.in_language(" ".join(filter(None, said)))
    yield from _role(me, "subject", claim.subject, names)
    yield me, kg("predicate"), predicate_node(claim, names)
    if claim.predicate.quote:
        yield me, kg("predicateText"), terms.plain(claim.predicate.quote.text)
    if claim.object:
        yield from _role(me, "object", claim.object, names)
    if claim.time:
        yield me, kg("time"), names.time(claim.time, claim.doc)
        yield me, kg("timeText"), terms.plain(claim.time.quote.text)
    if claim.amount:
        yield me, kg("amount"), names.quantity(claim.amount.quantity, claim.amount.quote.text)
        yield me, kg("amountText"), terms.plain(claim.amount.quote.text)
    yield me, kg("polarity"), kg(claim.polarity.value)
    yield me, kg("modality"), kg(claim.modality.value)
    yield me, kg("asserted"), terms.boolean(asserted)
    yield me, kg("confidence"), terms.confidence(claim.confidence)
    if claim.extractor:
        yield me, kg("extractor"), terms.plain(claim.extractor)
    yield me, NamedNode(PROV + "wasDerivedFrom"), names.evidence(claim.doc, _extent(claim))
    yield from _attributions(claim, me, names)
    yield from _qualifiers(claim, me, names)


def _role(me: NamedNode, role: str, argument: Argument, names: Names) -> Iterator[Statement]:
    yield me, kg(role), argument_node(argument, names)
    yield me, kg(f"{role}Text"), terms.plain(argument.quote.text)
    if argument.resolution:
        yield me, kg(f"{role}Resolution"), terms.plain(argument.resolution)


def _attributions(claim: Claim, me: NamedNode, names: Names) -> Iterator[Statement]:
    for position, attribution in enumerate(claim.attribution, 1):
        part = names.part(claim, "attribution", position)
        yield me, kg("attribution"), part
        yield part, _TYPE, kg("Attribution")
        yield part, kg("sourceKind"), kg(attribution.kind.value)
        yield part, kg("text"), terms.plain(attribution.quote.text)
        yield part, kg("position"), terms.integer(position)
        if attribution.entity:
            yield part, kg("agent"), node(attribution.entity.iri)


def _qualifiers(claim: Claim, me: NamedNode, names: Names) -> Iterator[Statement]:
    for position, qualifier in enumerate(claim.qualifiers, 1):
        part = names.part(claim, "qualifier", position)
        yield me, kg("qualifier"), part
        yield part, _TYPE, kg("Qualifier")
        yield part, kg("role"), kg(qualifier.role)
        yield part, kg("participant"), argument_node(qualifier.argument, names)
        yield part, kg("text"), terms.plain(qualifier.argument.quote.text)


def _extent(claim: Claim) -> Span:
    return Span(claim.sentence.start, claim.sentence.end)


def _evidence(claim: Claim, document: Document, names: Names) -> Iterator[Statement]:
    """The sentence as a W3C Web Annotation resource: found by its words, or by its place in code points."""
    extent = _extent(claim)
    me = names.evidence(document.id, extent)
    quote, position = (names.evidence(document.id, extent, kind) for kind in ("quote", "position"))
    prefix, suffix = terms.context(document.text, claim.sentence)
    yield me, _TYPE, kg("Evidence")
    yield me, _TYPE, _oa("SpecificResource")
    yield me, _oa("hasSource"), names.document(document.id)
    yield me, _oa("hasSelector"), quote
    yield me, _oa("hasSelector"), position
    yield quote, _TYPE, _oa("TextQuoteSelector")
    yield quote, _oa("exact"), terms.plain(claim.sentence.text)
    yield quote, _oa("prefix"), terms.plain(prefix)
    yield quote, _oa("suffix"), terms.plain(suffix)
    yield position, _TYPE, _oa("TextPositionSelector")
    yield position, _oa("start"), terms.integer(extent.start)
    yield position, _oa("end"), terms.integer(extent.end)
