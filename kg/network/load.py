"""From the store to a networkx MultiDiGraph, and from a name to its node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.claim import PARENTS, QueryError
from kg.claim.iri import NAMESPACE
from kg.names import fold, unknown
from kg.store import GraphStore

if TYPE_CHECKING:
    from typing import TypeAlias

    from networkx import MultiDiGraph

    Network: TypeAlias = MultiDiGraph[str]

_CLAIMS = """
SELECT ?claim ?subject ?predicate ?label ?object ?asserted ?confidence WHERE {
  ?claim kg:subject ?subject ; kg:predicate ?predicate ; kg:asserted ?asserted ; kg:confidence ?confidence .
  ?predicate rdfs:label ?label FILTER(LANG(?label) != "en")
  OPTIONAL { ?claim kg:object ?thing }
  OPTIONAL { ?claim kg:time ?time . ?time kg:start|kg:end ?day }
  BIND(COALESCE(?thing, ?time) AS ?object)
  FILTER(BOUND(?object))
}"""


def load(store: GraphStore, *, asserted_only: bool = True) -> Network:
    """The graph of `store` with IRIs as nodes.

    Nodes have `label`, `type` (the narrowest class, as "Company"), `label_en` (or "") and `names` (every spelling).
    There is one edge for each subject, relation, object and whether it is a fact, keyed by the predicate's IRI
    (and "|not asserted"), with `relation` (id or open text), `label`, `asserted`, `claims` (their ids, sorted)
    and `confidence` (that of the surest of them).
    An event without object leads to its time. Claims that are no facts are edges only with `asserted_only=False`.
    """
    import networkx as nx

    graph: Network = nx.MultiDiGraph()
    found: dict[tuple[str, str, str, bool], tuple[str, dict[str, float]]] = {}
    for claim, subject, predicate, label, object, flag, confidence in _rows(store, _CLAIMS):
        asserted = flag == "true"
        if asserted or not asserted_only:
            edge = found.setdefault((subject, object, predicate, asserted), (label, {}))
            edge[1][claim.rsplit("/", 1)[-1]] = float(confidence)
    described = _describe(store)
    for iri in sorted({end for subject, object, _, _ in found for end in (subject, object)}):
        graph.add_node(iri, **described.get(iri, {"label": iri, "label_en": "", "type": "Concept", "names": (iri,)}))
    for (subject, object, predicate, asserted), (label, claims) in sorted(found.items()):
        local = predicate.removeprefix(NAMESPACE)
        graph.add_edge(
            subject,
            object,
            predicate if asserted else f"{predicate}|not asserted",
            label=label,
            relation=label if local.startswith("open/") else local,
            asserted=asserted,
            claims=tuple(sorted(claims)),
            confidence=max(claims.values()),
        )
    return graph


def entities(graph: Network) -> Network:
    """The part of `graph` between entities: a year or a number is no link between those who share it."""
    kept = [node for node, data in graph.nodes(data=True) if data["type"] not in ("Quantity", "Time")]
    return graph.subgraph(kept)


def find(graph: Network, name: str) -> str:
    """The node called `name`: by IRI, by label, else by any other spelling; case and width do not matter.

    Raises QueryError with the nearest names when there is none, and with the candidates when there are several.
    """
    if graph.has_node(name):
        return name
    wanted = fold(name)
    for key in ("label", "names"):
        hits = [
            n for n, data in graph.nodes(data=True) if wanted and wanted in {fold(s) for s in _spellings(data, key)}
        ]
        if len(hits) == 1:
            return hits[0]
        if hits:
            listed = "; ".join(f"{graph.nodes[n]['label']} ({graph.nodes[n]['type']}, {n})" for n in hits)
            raise QueryError(f"{name!r} can mean several things: {listed}. Give the IRI of one")
    raise unknown(name, (spelling for _, names in graph.nodes(data="names") for spelling in names))


def _spellings(node: dict[str, Any], key: str) -> tuple[str, ...]:
    return (node["label"], node["label_en"]) if key == "label" else node["names"]


def _rows(store: GraphStore, query: str) -> list[list[str]]:
    found = store.inner.query(query, prefixes=store.prefixes, use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return [[term.value if isinstance(term, NamedNode | Literal) else "" for term in row] for row in found]


def _describe(store: GraphStore) -> dict[str, dict[str, Any]]:
    """Node attributes of everything in the graph of entities."""
    nodes: dict[str, dict[str, Any]] = {}
    graph = NamedNode(store.base + "graph/entities")
    label = store.prefixes["rdfs"] + "label"
    names = (label, store.prefixes["skos"] + "altLabel")
    for quad in store.inner.quads_for_pattern(None, None, None, graph):
        if not isinstance(quad.subject, NamedNode):
            continue
        data = nodes.setdefault(quad.subject.value, {"label": "", "label_en": "", "types": set(), "names": set()})
        if isinstance(quad.object, Literal) and quad.predicate.value in names:
            data["names"].add(quad.object.value)
            if quad.predicate.value == label:
                data["label_en" if quad.object.language == "en" else "label"] = quad.object.value
        elif isinstance(quad.object, NamedNode) and quad.object.value.startswith(NAMESPACE):
            data["types"].add(quad.object.value.removeprefix(NAMESPACE))
    for iri, data in nodes.items():
        types = data.pop("types") & PARENTS.keys()
        narrow = sorted(types - {PARENTS[t] for t in types})
        data["type"] = narrow[0] if narrow else "Concept"
        data["label"] = data["label"] or data["label_en"] or iri
        data["names"] = tuple(sorted(data["names"]))
    return nodes
