"""kg graph, kg export and kg view on the built graph."""

from __future__ import annotations

import csv
import io
import json
import webbrowser
from pathlib import Path
from urllib.parse import unquote, urlparse

import networkx as nx
import pytest
from rdflib import Dataset

from tests.kg.cli.command import failure, kg
from tests.kg.cli.conftest import Built


def cells(text: str) -> list[list[str]]:
    """The rows of a printed table."""
    rows = [line for line in text.splitlines() if line[:1] in "│┃"]
    return [[cell.strip() for cell in line.strip("│┃").replace("┃", "│").split("│")] for line in rows]


def test_neighbours_know_facts_from_denials(built: Built) -> None:
    facts = cells(kg("graph", "neighbours", "Microsoft", "-o", built.out).out)
    assert facts[0] == ["", "relation", "neighbour", "class", "fact", "claims", "confidence"]
    assert [row[:-1] for row in facts[1:]] == [["→", "收购", "诺基亚", "Company", "yes", "1"]]
    assert 0.5 <= float(facts[1][-1]) < 1
    both = cells(kg("graph", "neighbours", "微软", "-o", built.out, "--all", "--relation", "acquires").out)
    assert [(row[2], row[4]) for row in both[1:]] == [("诺基亚", "yes"), ("黑莓", "no")]


def test_a_path_walks_edges_against_their_direction(built: Built) -> None:
    rows = cells(kg("graph", "path", "诺基亚", "微软", "-o", built.out).out)
    assert [row[:-1] for row in rows[1:]] == [["诺基亚", "← 收购", "微软", "yes", "1"]]
    rows = cells(kg("graph", "path", "诺基亚", "黑莓", "-o", built.out, "--all").out)
    assert [(row[0], row[2], row[3]) for row in rows[1:]] == [("诺基亚", "微软", "yes"), ("微软", "黑莓", "no")]


@pytest.mark.parametrize("measure", ["pagerank", "degree"])
def test_rank(built: Built, measure: str) -> None:
    rows = cells(kg("graph", "rank", "-o", built.out, "--by", measure, "--limit", "3").out)
    assert len(rows) == 1 + 3
    scores = [float(row[2]) for row in rows[1:]]
    assert scores == sorted(scores, reverse=True)


def test_communities(built: Built) -> None:
    rows = cells(kg("graph", "communities", "-o", built.out).out)
    assert any({"微软", "诺基亚"} <= set(row[1].split("、")) for row in rows[1:])


def test_graph_failures_are_one_clear_line(built: Built) -> None:
    assert "kg build" in failure("graph", "rank", "-o", "nowhere")
    assert "did you mean" in failure("graph", "neighbours", "Microsft", "-o", built.out)
    assert "'beauty'" in failure("graph", "rank", "--by", "beauty", "-o", built.out)
    assert "no chain of facts" in failure("graph", "path", "微软", "特斯拉", "-o", built.out)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parsers use what rdflib has deprecated
@pytest.mark.parametrize(("format", "parser"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")])
def test_exported_datasets_hold_the_same_statements(built: Built, format: str, parser: str) -> None:
    run = kg("export", "-o", built.out, "--format", format)
    assert (run.status, run.err) == (0, "")
    exported, written = Dataset().parse(data=run.out, format=parser), Dataset().parse(built.out / "graph.trig")
    assert len(exported) > 100
    assert set(exported.quads()) == set(written.quads())


def test_exported_trig_is_the_built_file(built: Built) -> None:
    assert kg("export", "-o", built.out, "--format", "trig").data == (built.out / "graph.trig").read_bytes()


def test_exported_tables_and_networks(built: Built, empty_folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(kg("export", "-o", built.out, "--format", "csv").out)))
    claims = [json.loads(line) for line in (built.out / "claims.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["claim"] for row in rows} == {claim["id"] for claim in claims}
    assert kg("export", "-o", built.out, "--format", "graphml", "--to", "graph.graphml").status == 0
    network = nx.read_graphml(empty_folder / "graph.graphml", force_multigraph=True)
    assert "微软" in {data["label"] for _, data in network.nodes(data=True)}


def test_export_failures_are_one_clear_line(built: Built) -> None:
    assert "'xlsx'" in failure("export", "-o", built.out, "--format", "xlsx")
    assert "kg build" in failure("export", "-o", "nowhere", "--format", "csv")
    assert "no/such/folder.csv" in failure("export", "-o", built.out, "--format", "csv", "--to", "no/such/folder.csv")


def test_view_prints_the_address_and_opens_it(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: bool(opened.append(address)) or True)
    run = kg("view", "-o", built.out)
    assert run.status == 0
    assert opened == [run.out.strip()]
    assert Path(unquote(urlparse(opened[0]).path)) == built.out / "graph.html"


def test_view_without_a_browser_only_says_where(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", lambda address: pytest.fail("opened"))
    assert kg("view", "-o", built.out, "--no-browser").out.startswith("file://")


def test_view_failures_are_clear(built: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "kg build -o nowhere" in failure("view", "-o", "nowhere")
    monkeypatch.setattr(webbrowser, "open", lambda address: False)
    run = kg("view", "-o", built.out)
    assert run.status == 0
    assert "no browser" in run.err
