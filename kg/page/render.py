"""graph.html: one file that asks nobody for anything."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache
from heapq import heappop, heappush
from importlib.resources import files
from typing import Any

from kg.claim import Claim, Document
from kg.claim.iri import DEFAULT_BASE
from kg.page.layout import Box, layout
from kg.page.model import Model, NodeData, model, radius, shorten, width
from kg.rdf import Labels, Names, term_labels
from kg.rdf.terms import clean

BIG = 160
"""A graph with more nodes opens with its most connected part; the rest is one click away."""
CORE = 80
"""Nodes in that part."""

_LETTER, _LINE = 8.0, 24.0  # room for a Latin letter's width and a line of a label, in pixels
_VALUES = ("Quantity", "Time")
_PLAIN = (*_VALUES, "Concept")
_CURVES = (0.0, 0.16, -0.16, 0.32, -0.32, 0.48, -0.48)
# Scripts end at `</`, comments start at `<!--`, and two separators were line ends in JavaScript for long.
_UNSAFE = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(
    extractions: Iterable[tuple[Document, Iterable[Claim]]],
    *,
    base: str = DEFAULT_BASE,
    relations: Labels | None = None,
    title: str = "知图",
    assert_unattributed: bool = False,
) -> str:
    """The interactive page of `extractions` as HTML; write it as UTF-8 with line feeds. Same input, same text.

    Nothing in it leads outside but links to http and https sources, which open on a click. Labels and sentences are
    data throughout: they stand in a JSON block and reach the page as text.
    """
    built = model(extractions, Names(base), relations or {}, assert_unattributed)
    return _html(built, clean(title))


def _html(built: Model, title: str) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from pyvis.network import Network

    environment = Environment(
        loader=PackageLoader("kg.page", "data"), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    scripts = (_vis(), "(() => {\n" + _own("graph.js", "labels.js", "panel.js", "controls.js") + "})();\n")
    style = _own("page.css")
    environment.globals.update(
        title=title,
        style=style,
        scripts=scripts,
        policy=_policy(style, scripts),
        as_data=_as_data,
        page={
            "documents": built.documents,
            "claims": built.claims,
            "nodes": list(map(_node_facts, built.nodes)),
            "edges": [
                {"relation": e.relation, "label": e.label, "asserted": e.asserted, "claims": e.claims}
                for e in built.edges
            ],
            "names": term_labels(),
        },
    )
    network = Network(directed=True)
    network.templateEnv = environment
    network.path = "template.html"
    network.nodes, network.edges = _drawn(built)
    return str(network.generate_html())


def _drawn(built: Model) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Nodes and edges with place and shape, as pyvis holds them.

    pyvis's own `add_node` and `add_edge` walk all earlier ones each time, so its lists are filled directly.
    """
    from pyvis.edge import Edge
    from pyvis.node import Node

    everywhere, core = _places(built)
    nodes = []
    for at, data in enumerate(built.nodes):
        x, y = everywhere[at]
        place: dict[str, Any] = {"x": x, "y": y}
        if core:
            place["core"] = core.get(at)
        nodes.append(
            Node(
                at,
                "square" if data.type in _VALUES else "dot",
                shorten(data.label),
                kind=data.type,
                size=round(radius(data), 1),
                **place,
            ).options
        )
    edges = []
    beside: dict[tuple[int, int], int] = {}
    for at, edge in enumerate(built.edges):
        ends = (min(edge.source, edge.target), max(edge.source, edge.target))
        nth = beside[ends] = beside.get(ends, -1) + 1
        bend = _CURVES[nth % len(_CURVES)] * (1 if edge.source < edge.target else -1)
        edges.append(Edge(edge.source, edge.target, True, id=at, label=shorten(edge.label, 12), bend=bend).options)
    return nodes, edges


def _places(built: Model) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Where nodes stand when all are shown, and where when only the most connected part is (empty: always all)."""
    import networkx as nx

    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(built.nodes)))
    graph.add_edges_from((edge.source, edge.target) for edge in built.edges)
    boxes = {at: _box(data) for at, data in enumerate(built.nodes)}
    everywhere = layout(graph, boxes)
    if len(built.nodes) <= BIG:
        return everywhere, {}
    return everywhere, layout(graph.subgraph(_core(built)), boxes)


def _core(built: Model) -> list[int]:
    """The most connected part: from the name with most facts on, always the neighbour with most facts next.

    Names go before phrases and values. Where a component ends, the next begins, so that what is shown hangs together.
    """
    near: dict[int, set[int]] = {at: set() for at in range(len(built.nodes))}
    for edge in built.edges:
        if edge.asserted:
            near[edge.source].add(edge.target)
            near[edge.target].add(edge.source)
    order = {at: (built.nodes[at].type in _PLAIN, -len(near[at]), at) for at in near}
    core: dict[int, None] = {}
    border: list[tuple[bool, int, int]] = []
    for seed in sorted(near, key=order.__getitem__):
        heappush(border, order[seed])
        while border and len(core) < CORE:
            at = heappop(border)[-1]
            if at not in core:
                core[at] = None
                for other in sorted(near[at]):
                    heappush(border, order[other])
    return sorted(core)


def _box(data: NodeData) -> Box:
    across = 2 * radius(data)
    return Box(max(across, width(shorten(data.label)) * _LETTER) + 26, across + 2 * _LINE)


def _node_facts(data: NodeData) -> dict[str, Any]:
    facts = {
        "label": data.label,
        "type": data.type,
        "en": data.label_en,
        "aliases": data.aliases,
        "wikidata": data.wikidata if re.fullmatch(r"Q[0-9]+", data.wikidata) else "",
        "claims": data.claims,
        "degree": data.degree,
    }
    return {key: value for key, value in facts.items() if value not in ("", [])}


def _as_data(value: object) -> str:
    """`value` as JSON that cannot end its script element, whatever it holds."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


@cache
def _own(*names: str) -> str:
    folder = files("kg.page").joinpath("data")
    return "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names).replace("\r\n", "\n")


@cache
def _vis() -> str:
    """vis-network as pyvis ships it. HTML reads line ends as line feeds, and the policy's hash must be of that."""
    script = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_text(encoding="utf-8")
    return re.sub(r"\r\n?", "\n", script)


def _policy(style: str, scripts: Iterable[str]) -> str:
    """The page's Content Security Policy: these scripts and this style, known by their hashes, and nothing else."""
    allowed = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
