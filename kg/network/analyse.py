"""Questions to the network. Results are in a fixed order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from kg.claim import QueryError
from kg.network.load import entities, find

if TYPE_CHECKING:
    import networkx as nx

    from kg.network.load import Network

MEASURES = ("pagerank", "degree")
_SEED = 20230426  # Louvain breaks ties at random: a fixed seed makes it the same every time


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One edge seen from a node; `outgoing` when the node is its subject. `confidence` is that of its surest claim."""

    node: str
    label: str
    type: str
    relation: str
    relation_label: str
    outgoing: bool
    asserted: bool
    claims: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, walked from `source` to `target`; `forward` when it points that way. `confidence` is that of
    its surest claim."""

    source: str
    source_label: str
    relation_label: str
    forward: bool
    target: str
    target_label: str
    asserted: bool
    claims: tuple[str, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Ranked:
    node: str
    label: str
    type: str
    score: float


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are more linked among themselves than with others; the most connected first."""

    nodes: tuple[str, ...]
    labels: tuple[str, ...]


def neighbours(graph: Network, name: str, *, relation: str | None = None) -> list[Neighbour]:
    """Everything one edge away from `name`, outgoing first; `relation` (id or label) keeps only such edges.

    Raises QueryError when the name is unknown or can mean several things.
    """
    node = find(graph, name)
    found = [_neighbour(graph, target, data, True) for _, target, data in graph.out_edges(node, data=True)]
    found += [_neighbour(graph, source, data, False) for source, _, data in graph.in_edges(node, data=True)]
    kept = [n for n in found if relation is None or relation in (n.relation, n.relation_label)]
    return sorted(kept, key=lambda n: (not n.outgoing, n.relation, n.label, n.node, not n.asserted))


def _neighbour(graph: Network, other: str, edge: dict[str, Any], outgoing: bool) -> Neighbour:
    data = graph.nodes[other]
    return Neighbour(
        other,
        data["label"],
        data["type"],
        edge["relation"],
        edge["label"],
        outgoing,
        edge["asserted"],
        edge["claims"],
        edge["confidence"],
    )


def shortest_path(graph: Network, start: str, end: str) -> list[Step]:
    """The fewest edges between two entities, whichever way they point; ties go to the first in IRI order.

    Raises QueryError when a name is unknown or ambiguous, or nothing connects the two.
    """
    import networkx as nx

    near, far = find(graph, start), find(graph, end)
    between: nx.Graph[str] = nx.Graph()
    between.add_nodes_from(sorted([*entities(graph), near, far]))
    between.add_edges_from(sorted((min(s, t), max(s, t)) for s, t in graph.edges() if s in between and t in between))
    try:
        path = nx.shortest_path(between, near, far)
    except nx.NetworkXNoPath:
        raise QueryError(f"no chain of facts connects {start!r} and {end!r}") from None
    return [_step(graph, source, target) for source, target in pairwise(path)]


def _step(graph: Network, source: str, target: str) -> Step:
    forward = graph.has_edge(source, target)
    edges = graph.get_edge_data(*((source, target) if forward else (target, source)))
    edge = edges[min(edges, key=lambda key: (not edges[key]["asserted"], str(key)))]
    return Step(
        source,
        graph.nodes[source]["label"],
        edge["label"],
        forward,
        target,
        graph.nodes[target]["label"],
        edge["asserted"],
        edge["claims"],
        edge["confidence"],
    )


def rank(graph: Network, measure: str = "pagerank", limit: int | None = None) -> list[Ranked]:
    """Entities by importance, highest first: "pagerank" (Brin and Page 1998, damping 0.85; scores sum to 1) or
    "degree" (number of edges).

    Edges count both ways: that Meta orders GPUs says no more for the GPUs than for Meta. Raises QueryError for
    another measure.
    """
    import networkx as nx

    if measure not in MEASURES:
        raise QueryError(f"there is no measure {measure!r}: choose one of {', '.join(MEASURES)}")
    part = entities(graph)
    scores: dict[str, float] = {}
    if len(part):
        scores = nx.pagerank(_links(part)) if measure == "pagerank" else dict(part.degree())
    found = [Ranked(n, part.nodes[n]["label"], part.nodes[n]["type"], float(score)) for n, score in scores.items()]
    return sorted(found, key=lambda r: (-round(r.score, 12), r.label, r.node))[:limit]


def communities(graph: Network) -> list[Community]:
    """Communities by the Louvain method (Blondel et al. 2008) with a fixed seed, largest first; parallel edges count
    as weight. Nodes without any edge to another are left out.
    """
    import networkx as nx

    part = entities(graph)
    links = _links(part)
    links.remove_nodes_from(list(nx.isolates(links)))
    if not links:
        return []
    groups = nx.community.louvain_communities(links, weight="weight", seed=_SEED)
    ordered = [sorted(group, key=lambda n: (-links.degree(n), n)) for group in groups]
    ordered.sort(key=lambda group: (-len(group), group[0]))
    return [Community(tuple(group), tuple(part.nodes[n]["label"] for n in group)) for group in ordered]


def _links(graph: Network) -> nx.Graph[str]:
    """The nodes of `graph`, linked whichever way its edges point; the weight is their number."""
    import networkx as nx

    links: nx.Graph[str] = nx.Graph()
    links.add_nodes_from(sorted(graph))
    for source, target in sorted(graph.edges()):
        if source != target:
            weight = links.get_edge_data(source, target, {"weight": 0})["weight"]
            links.add_edge(source, target, weight=weight + 1)
    return links
