"""Writing the store as RDF, as GraphML for network tools, and as a table of claims."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat

from kg.claim import QueryError, StoreError
from kg.network import load
from kg.store import GraphStore, serialise

# XML 1.0 has no way to write these, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

COLUMNS = (
    "claim",
    "document",
    "title",
    "published",
    "source",
    "start",
    "end",
    "sentence",
    "subject",
    "subject_iri",
    "predicate",
    "relation",
    "object",
    "object_iri",
    "time",
    "time_start",
    "time_end",
    "amount",
    "amount_min",
    "amount_max",
    "unit",
    "polarity",
    "modality",
    "asserted",
    "attribution",
    "confidence",
)
_CLAIMS = """
SELECT * WHERE {
  ?claim_iri a kg:Claim ; kg:subject ?subject_iri ; kg:predicate ?relation_iri ; kg:polarity ?polarity_iri ;
             kg:modality ?modality_iri ; kg:asserted ?asserted ; kg:confidence ?confidence ;
             prov:wasDerivedFrom ?evidence .
  ?evidence oa:hasSource ?doc ; oa:hasSelector/oa:exact ?sentence ; oa:hasSelector ?position .
  ?position oa:start ?start ; oa:end ?end .
  ?doc dcterms:identifier ?document .
  ?subject_iri rdfs:label ?subject . FILTER(LANG(?subject) != "en")
  ?relation_iri rdfs:label ?predicate . FILTER(LANG(?predicate) != "en")
  OPTIONAL { ?doc dcterms:title ?title }
  OPTIONAL { ?doc dcterms:issued ?published }
  OPTIONAL { ?doc dcterms:source ?source }
  OPTIONAL { ?claim_iri kg:object ?object_iri . ?object_iri rdfs:label ?object . FILTER(LANG(?object) != "en") }
  OPTIONAL {
    ?claim_iri kg:time ?when . ?when rdfs:label ?time .
    OPTIONAL { ?when kg:start ?time_start }
    OPTIONAL { ?when kg:end ?time_end }
  }
  OPTIONAL {
    ?claim_iri kg:amount ?quantity ; kg:amountText ?amount .
    OPTIONAL { ?quantity kg:value ?amount_value }
    OPTIONAL { ?quantity kg:min ?amount_min }
    OPTIONAL { ?quantity kg:max ?amount_max }
    OPTIONAL { ?quantity kg:unit ?unit }
  }
}"""
_ATTRIBUTIONS = """
SELECT ?claim_iri ?text WHERE { ?claim_iri kg:attribution ?a . ?a kg:text ?text ; kg:position ?n }
ORDER BY ?claim_iri ?n"""


def export(store: GraphStore, format: str, target: Path | str | BinaryIO) -> None:
    """Writes the graph of `store` in one of FORMATS to a file or an open binary stream, always the same bytes.

    turtle             every statement once, without its named graph
    trig, nquads, jsonld   with the named graphs
    graphml            the network of facts: entities, times and quantities; UTF-8
    csv                one row a claim, facts and all others (see COLUMNS); RFC 4180, UTF-8 without a byte order mark

    Raises QueryError for another format, StoreError when the file cannot be written.
    """
    if format not in FORMATS:
        raise QueryError(f"there is no format {format!r}: choose one of {', '.join(FORMATS)}")
    data = FORMATS[format](store)
    if not isinstance(target, str | Path):
        target.write(data)
        return
    try:
        Path(target).write_bytes(data)
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error}") from error


def _turtle(store: GraphStore) -> bytes:
    return serialise({quad.triple for quad in store.inner}, RdfFormat.TURTLE, store.prefixes)


def _dataset(format: RdfFormat) -> Callable[[GraphStore], bytes]:
    return lambda store: serialise(store.inner, format, store.prefixes)


def _graphml(store: GraphStore) -> bytes:
    import networkx as nx

    network = load(store)
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        plain.add_node(_xml(node), label=_xml(data["label"]), label_en=_xml(data["label_en"]), type=data["type"])
    for source, target, key, data in network.edges(keys=True, data=True):
        plain.add_edge(
            _xml(source),
            _xml(target),
            _xml(key),
            label=_xml(data["label"]),
            relation=_xml(data["relation"]),
            claims=" ".join(data["claims"]),
            weight=len(data["claims"]),
        )
    buffer = io.BytesIO()
    nx.write_graphml_xml(plain, buffer, encoding="utf-8")
    return buffer.getvalue()


def _xml(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _csv(store: GraphStore) -> bytes:
    chains: dict[str, list[str]] = {}
    for row in _select(store, _ATTRIBUTIONS):
        chains.setdefault(row["claim_iri"], []).append(row["text"])
    rows = []
    for row in _select(store, _CLAIMS):
        exact = row.get("amount_value")
        row |= {name: row[f"{name}_iri"].rsplit("#", 1)[-1] for name in ("polarity", "modality", "relation")}
        row |= {
            "claim": row["claim_iri"].rsplit("/", 1)[-1],
            "attribution": " > ".join(chains.get(row["claim_iri"], ())),
            "relation": "" if row["relation"].startswith("open/") else row["relation"],
        }
        if exact:
            row |= {"amount_min": exact, "amount_max": exact}
        rows.append(row)
    rows.sort(key=lambda row: (row["document"], int(row["start"]), row["claim"]))
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _select(store: GraphStore, query: str) -> list[dict[str, str]]:
    found = store.inner.query(query, prefixes=store.prefixes, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    names = [variable.value for variable in found.variables]
    return [
        {name: term.value for name, term in zip(names, row, strict=True) if isinstance(term, NamedNode | Literal)}
        for row in found
    ]


FORMATS: dict[str, Callable[[GraphStore], bytes]] = {
    "turtle": _turtle,
    "trig": _dataset(RdfFormat.TRIG),
    "nquads": _dataset(RdfFormat.N_QUADS),
    "jsonld": _dataset(RdfFormat.JSON_LD),
    "graphml": _graphml,
    "csv": _csv,
}
