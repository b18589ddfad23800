"""`import kg`: the same operations as the command, for programs."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDFS, URIRef

import kg
from kg.claim import ConfigError, InputError, QueryError, StoreError

TEXT = "昨天，微软收购了诺基亚。微软没有收购黑莓。"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> kg.Graph:
    folder = tmp_path_factory.mktemp("facade")
    (folder / "deal.txt").write_text(TEXT, encoding="utf-8")
    (folder / "scan.txt").write_bytes(b"%PDF")
    return kg.build(folder, folder / "out", date=date(2014, 4, 26))


def test_all_is_what_is_promised() -> None:
    assert sorted(kg.__all__) == ["Claim", "Graph", "ZhituError", "build", "extract", "open_graph"]
    assert all(getattr(kg, name).__doc__ for name in kg.__all__)


def test_importing_it_loads_nothing_heavy() -> None:
    code = "import sys, kg; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "kg" in loaded
    assert {"spacy", "numpy", "networkx", "rdflib", "pyoxigraph", "jieba", "pipelines", "rich"} & set(loaded) == set()


def test_claims_of_a_text() -> None:
    bought, denied = kg.extract(TEXT, date=date(2014, 4, 26))
    assert (bought.subject.label, bought.predicate.relation, bought.asserted) == ("微软", "acquires", True)
    assert bought.object is not None
    assert bought.object.label == "诺基亚"
    assert bought.time is not None
    assert bought.time.start == date(2014, 4, 25)
    assert not denied.asserted


def test_claims_of_files(tmp_path: Path) -> None:
    path = tmp_path / "deal.txt"
    path.write_text(TEXT, encoding="utf-8")
    whole = kg.extract(path)
    assert [claim.doc for claim in whole] == ["deal.txt", "deal.txt"]
    assert kg.extract([str(path)]) == kg.extract(tmp_path) == whole


def test_own_names(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("type\tzh\taliases\nCompany\t蓝鲸科技\t小蓝鲸\n", encoding="utf-8")
    (claim,) = kg.extract("小蓝鲸收购了诺基亚。", lexicon=[tmp_path / "own.tsv"])
    assert claim.subject.label == "蓝鲸科技"


def test_building_reports_what_was_not_read(graph: kg.Graph) -> None:
    assert graph.report["counts"]["documents"] == 1
    assert [Path(item["path"]).name for item in graph.report["failed"]] == ["scan.txt"]
    assert graph.page.is_file()


def test_a_query_with_values(graph: kg.Graph) -> None:
    found = graph.query("SELECT ?what ?name { ?s rdfs:label ?name ; kg:acquires/rdfs:label ?what }", name="Microsoft")
    assert found.columns() == ("what",)
    assert graph.query("ASK { ?s kg:acquires ?o }").answer is True
    assert len(graph.question("everything-about", name="微软").rows()) == 2


def test_rows_are_python_values(graph: kg.Graph) -> None:
    found = graph.query(
        "SELECT ?what ?day ?start ?fact ?nothing { ?c kg:subject/rdfs:label '微软'@zh ; kg:object/rdfs:label ?what ; "
        "kg:time/kg:start ?day ; kg:asserted ?fact ; prov:wasDerivedFrom/oa:hasSelector/oa:start ?start "
        "FILTER(LANG(?what) = 'zh') }"
    )
    assert list(found) == [{"what": "诺基亚", "day": date(2014, 4, 25), "start": 0, "fact": True, "nothing": None}]
    (ill,) = graph.query("SELECT ('2023-02-30'^^xsd:date AS ?day) (1.5 AS ?number) {}")
    assert ill == {"day": "2023-02-30", "number": 1.5}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib uses what it has deprecated itself
def test_the_network_and_rdflib_see_the_same_graph(graph: kg.Graph) -> None:
    facts, everything = graph.network(), graph.network(asserted_only=False)
    assert len(facts.edges) == len(everything.edges) - 1
    (node,) = [iri for iri, data in facts.nodes(data=True) if data["label"] == "微软"]
    assert "微软" in {str(label) for label in graph.rdflib().objects(URIRef(node), RDFS.label)}


def test_a_graph_can_be_opened_again_and_again(graph: kg.Graph) -> None:
    again = kg.open_graph(graph.path)
    assert again.query("ASK { ?s kg:acquires ?o }").answer is True
    assert repr(again) == f"Graph({str(graph.path)!r})"


def test_errors_are_of_one_family(graph: kg.Graph, tmp_path: Path) -> None:
    (tmp_path / "scan.txt").write_bytes(b"%PDF")
    for kind, action in [
        (StoreError, lambda: kg.open_graph(tmp_path)),
        (InputError, lambda: kg.extract(tmp_path / "missing.txt")),
        (InputError, lambda: kg.extract(tmp_path)),
        (InputError, lambda: kg.build(tmp_path, tmp_path / "out")),
        (ConfigError, lambda: kg.extract(TEXT, lexicon=[tmp_path / "missing.tsv"])),
        (ConfigError, lambda: kg.extract(TEXT, config=tmp_path / "missing.toml")),
        (QueryError, lambda: graph.query("SELECT")),
        (QueryError, lambda: graph.question("timeline")),
    ]:
        with pytest.raises(kind) as caught:
            action()
        assert isinstance(caught.value, kg.ZhituError)
