"""Each format is read back by somebody else's reader."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import networkx as nx
import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph

from kg.claim import QueryError, StoreError
from kg.export import FORMATS, export
from kg.rdf import quads
from kg.store import GraphStore, open_store, write
from tests.kg.claims import CHIP, EXTRACTIONS, HAILAN, RELATIONS, SCRIPT

QUADS = list(quads(EXTRACTIONS, relations=RELATIONS))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    out = tmp_path_factory.mktemp("graph")
    write(out, QUADS)
    return open_store(out)


def exported(store: GraphStore, format: str) -> bytes:
    buffer = io.BytesIO()
    export(store, format, buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_the_same_each_time(store: GraphStore, format: str, tmp_path: Path) -> None:
    export(store, format, tmp_path / "file")
    data = (tmp_path / "file").read_bytes()
    assert data == exported(store, format)
    assert "海蓝科技".encode() in data


@pytest.mark.parametrize(
    ("format", "reader"), [("trig", RdfFormat.TRIG), ("nquads", RdfFormat.N_QUADS), ("jsonld", RdfFormat.JSON_LD)]
)
def test_datasets_lose_nothing(store: GraphStore, format: str, reader: RdfFormat) -> None:
    assert set(parse(exported(store, format), format=reader)) == set(QUADS)


def test_turtle_holds_every_statement_once(store: GraphStore) -> None:
    graph = Graph()
    graph.parse(data=exported(store, "turtle").decode(), format="turtle")
    assert len(graph) == len({quad.triple for quad in QUADS})


def test_json_ld_is_json(store: GraphStore) -> None:
    assert {node["@id"] for node in json.loads(exported(store, "jsonld"))} >= {"https://zhitu.example/id/graph/facts"}


def test_graphml_opens_in_networkx(store: GraphStore) -> None:
    graph = nx.parse_graphml(exported(store, "graphml").decode(), force_multigraph=True)
    assert graph.nodes[HAILAN.iri]["type"] == "Company"
    assert graph.nodes[SCRIPT.iri]["label"] == SCRIPT.label
    [edge] = graph[HAILAN.iri][CHIP.iri].values()
    assert (edge["relation"], edge["claims"]) == ("orders", EXTRACTIONS[0][1][0].id)


def test_the_table_has_a_row_for_every_claim(store: GraphStore) -> None:
    rows = list(csv.DictReader(io.StringIO(exported(store, "csv").decode(), newline="")))
    claims = {claim.id: claim for _, held in EXTRACTIONS for claim in held}
    assert [row["claim"] for row in rows] != []
    assert {row["claim"] for row in rows} == set(claims)
    assert len(rows) == len(claims)
    for row in rows:
        claim = claims[row["claim"]]
        assert (row["document"], row["sentence"], row["subject"]) == (
            claim.doc,
            claim.sentence.text,
            claim.subject.label,
        )
        assert (row["asserted"], row["relation"]) == (str(claim.asserted).lower(), claim.predicate.relation or "")
    ordered = next(row for row in rows if row["relation"] == "orders")
    assert (ordered["object"], ordered["time_start"], ordered["amount_max"]) == ("远山一号", "2023-01-01", "2100000000")
    assert "市场监管局表示 > 知情人士称" in {row["attribution"] for row in rows}


def test_a_wrong_format_or_place_is_named(store: GraphStore, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="turtle, trig, nquads, jsonld, graphml, csv"):
        export(store, "docx", tmp_path / "x")
    with pytest.raises(StoreError, match="cannot be written"):
        export(store, "csv", tmp_path / "missing" / "x.csv")
