"""The database is swapped in whole, opened read-only, and written as the same text every time."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse
from rdflib import Dataset, Graph

from kg.claim import StoreError
from kg.rdf import prefixes, quads
from kg.store import open_store, rdflib_dataset, serialise, write, write_trig
from tests.kg.claims import EXTRACTIONS, RELATIONS

QUADS = list(quads(EXTRACTIONS, relations=RELATIONS))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    write(tmp_path / "out", QUADS)
    return tmp_path / "out"


def test_what_was_written_is_read(out: Path) -> None:
    store = open_store(out)
    assert set(store.inner) == set(QUADS)
    assert store.base == "https://zhitu.example/id/"
    assert [p.name for p in out.iterdir()] == ["store"]


def test_a_new_graph_takes_the_place_of_the_old(out: Path) -> None:
    reader = open_store(out)
    write(out, quads(EXTRACTIONS[:1], relations=RELATIONS))
    assert len(open_store(out).inner) < len(QUADS)
    assert len(reader.inner) == len(QUADS)  # a reader keeps what it opened
    assert [p.name for p in out.iterdir()] == ["store"]


def test_a_build_that_fails_leaves_the_old_graph(out: Path) -> None:
    def broken() -> Iterator[Quad]:
        yield QUADS[0]
        raise RuntimeError("the extractor died")

    with pytest.raises(RuntimeError, match="died"):
        write(out, broken())
    assert len(open_store(out).inner) == len(QUADS)
    assert [p.name for p in out.iterdir()] == ["store"]


def test_a_crash_between_the_two_renames_is_healed(out: Path) -> None:
    (out / "store").rename(out / ".store-old")
    assert len(open_store(out).inner) == len(QUADS)
    (out / "store").rename(out / ".store-old")
    write(out, QUADS)
    assert [p.name for p in out.iterdir()] == ["store"]


def test_leftovers_of_a_dead_build_go_and_a_running_one_is_respected(out: Path) -> None:
    (out / ".store-new").mkdir()
    (out / ".store-new" / "half").write_text("", encoding="utf-8")
    write(out, QUADS)
    running = Store(str(out / ".store-new"))
    with pytest.raises(StoreError, match="another build"):
        write(out, QUADS)
    del running
    write(out, QUADS)
    assert [p.name for p in out.iterdir()] == ["store"]


def test_missing_and_foreign_stores_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"no graph in .*nowhere: build one"):
        open_store(tmp_path / "nowhere")
    (tmp_path / "a" / "store").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(tmp_path / "a")
    (tmp_path / "b").mkdir()
    Store(str(tmp_path / "b" / "store")).flush()
    with pytest.raises(StoreError, match="not a graph of this project"):
        open_store(tmp_path / "b")
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"):
        write(tmp_path / "file", QUADS)


def test_rdflib_reads_the_same_store(out: Path) -> None:
    dataset = rdflib_dataset(out)
    rows = list(dataset.query("SELECT ?l { id:海蓝科技 kg:orders/rdfs:label ?l FILTER(LANG(?l) = 'zh') }"))
    assert [str(row[0]) for row in rows] == ["远山一号"]
    assert len(list(dataset.graphs())) >= len(EXTRACTIONS) + 3


def test_trig_is_the_same_whatever_the_order(tmp_path: Path) -> None:
    shuffled = QUADS[:]
    random.Random(1).shuffle(shuffled)
    write_trig(tmp_path / "a.trig", QUADS)
    write_trig(tmp_path / "b.trig", shuffled)
    data = (tmp_path / "a.trig").read_bytes()
    assert data == (tmp_path / "b.trig").read_bytes()
    assert data.startswith(b"@prefix claim:")
    assert "id:海蓝科技 kg:orders id:远山一号".encode() not in data.split(b"graph:facts {")[0]
    assert set(parse(data, format=RdfFormat.TRIG)) == set(QUADS)


def test_trig_is_the_same_in_another_process(tmp_path: Path) -> None:
    write_trig(tmp_path / "a.trig", QUADS)
    program = (
        "import sys; from kg.rdf import quads; from kg.store import write_trig; "
        "from tests.kg.claims import EXTRACTIONS, RELATIONS; "
        "write_trig(sys.argv[1], quads(EXTRACTIONS, relations=RELATIONS))"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "b.trig")], check=True, cwd=root)
    assert (tmp_path / "a.trig").read_bytes() == (tmp_path / "b.trig").read_bytes()


@pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")  # rdflib warns of itself
def test_rdflib_parses_what_we_serialise() -> None:
    """Another parser agrees about escapes, prefixes and Chinese names."""
    theirs = Dataset()
    theirs.parse(data=serialise(QUADS, RdfFormat.TRIG, prefixes()).decode(), format="trig")
    assert sum(len(graph) for graph in theirs.graphs()) == len(QUADS)
    triples = {quad.triple for quad in QUADS}
    graph = Graph()
    graph.parse(data=serialise(triples, RdfFormat.TURTLE, prefixes()).decode(), format="turtle")
    assert len(graph) == len(triples)
