"""Questions get the same answers from Oxigraph and from rdflib's own store; nothing else gets out or in."""

from __future__ import annotations

import csv
import io
import json
import socket
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal as OxLiteral
from pyoxigraph import NamedNode, RdfFormat
from rdflib import Dataset, Literal, URIRef

from kg.claim import QueryError
from kg.query import ReadyQuery, bindings, catalogue, find, render, run
from kg.rdf import prefixes, quads
from kg.store import GraphStore, open_store, serialise, write
from tests.kg.claims import EXTRACTIONS, RELATIONS

# rdflib warns of itself
pytestmark = pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")

GIVEN = {
    "buys-makes-uses": {"name": "hailan"},
    "everything-about": {"name": "海藍科技"},
    "timeline": {"name": "林总"},
    "figures": {"name": "海蓝"},
    "between": {"x": "海蓝", "y": "星河"},
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> GraphStore:
    out = tmp_path_factory.mktemp("graph")
    write(out, quads(EXTRACTIONS, relations=RELATIONS))
    return open_store(out)


@pytest.fixture(scope="module")
def memory() -> Dataset:
    """The same graph in rdflib's own memory store."""
    dataset = Dataset(default_union=True)
    dataset.parse(data=serialise(quads(EXTRACTIONS, relations=RELATIONS), RdfFormat.TRIG).decode(), format="trig")
    return dataset


@pytest.mark.parametrize("query", catalogue(), ids=lambda query: query.name)
def test_ready_questions_answer_alike_in_both_stores(query: ReadyQuery, store: GraphStore, memory: Dataset) -> None:
    given = GIVEN.get(query.name, {})
    query.require({name: OxLiteral(value) for name, value in given.items()})
    ours = run(store, query.sparql, {name: OxLiteral(value) for name, value in given.items()})
    theirs = memory.query(
        query.sparql, initNs=prefixes(), initBindings={name: Literal(value) for name, value in given.items()}
    )
    columns = [name for name in map(str, theirs.vars or []) if name not in given]
    assert ours.columns() == tuple(columns)
    found = Counter(tuple(None if term is None else term.value for term in row) for row in ours.rows())
    expected = Counter(
        tuple(None if row[name] is None else str(row[name]) for name in columns)
        for row in theirs  # type: ignore[index]
    )
    assert found == expected
    assert found, "a ready question that finds nothing in the test graph tests nothing"


def test_every_ready_question_says_what_it_answers() -> None:
    assert len(catalogue()) >= 8
    for query in catalogue():
        assert query.question.rstrip(" ").endswith(("?", "？", ".", "。", "记")), query.name
        assert "# " + query.question == query.sparql.split("\n", 1)[0]


def answers(store: GraphStore, query: str, /, **given: str) -> list[tuple[str | None, ...]]:
    result = run(store, find(query).sparql, {key: OxLiteral(value) for key, value in given.items()})
    return [tuple(None if term is None else term.value for term in row) for row in result.rows()]


def test_what_the_ready_questions_find(store: GraphStore) -> None:
    assert ("海蓝科技", "订购", "远山一号", "2023") in answers(store, "buys-makes-uses", name="海蓝")
    assert [row[1:4] for row in answers(store, "who-did-what-when")] == [
        ("林晓", "辞职", None),
        ("海蓝科技", "订购", "远山一号"),
        ("火箭🚀实验室", "生产", "远山一号"),
        ("火箭🚀实验室", "停工", None),
    ]
    assert {row[:5] for row in answers(store, "layoffs")} == {
        ("海蓝科技", "三成员工", "30", "30", "percent"),
        ("海蓝科技", "约1200人", "1100", "1300", "人"),
    }
    assert ("海蓝科技", "裁员", "约1200人", "1100", "1300", "人") in {
        row[:6] for row in answers(store, "figures", name="海蓝")
    }
    assert [row[:4] for row in answers(store, "positions")] == [("林晓", "是", "首席执行官", "海蓝科技")]
    assert {(row[0], row[1], row[4]) for row in answers(store, "not-facts")} >= {
        ("海蓝科技", "收购", "已发生"),
        ("海蓝科技", "收购", "计划"),
        ("林晓", "担任", "计划"),
    }
    sentences = {row[0] for row in answers(store, "everything-about", name="星河汽车")}
    assert {"该公司没有收购星河汽车。", "海蓝科技2023年向星河汽车订购了价值约20亿元的远山一号。"} <= sentences


def test_a_missing_parameter_is_named() -> None:
    with pytest.raises(QueryError, match=r"--set name=… \(name: a name or alias of X"):
        find("timeline").require({})


def test_a_query_is_found_by_file_or_name(tmp_path: Path) -> None:
    assert find("layoffs.rq") == find("layoffs")
    (tmp_path / "mine.rq").write_text("# Mine?\n# set x: anything\nASK { ?x ?p ?o }", encoding="utf-8")
    mine = find(str(tmp_path / "mine.rq"))
    assert (mine.question, dict(mine.parameters)) == ("Mine?", {"x": "anything"})
    with pytest.raises(QueryError, match="no ready query of that name"):
        find("nothing-like-it")


@given(value=st.text() | st.sampled_from(["\ud800", '" } #', "\\", "<a b>", "<>"]))
def test_a_given_name_is_a_term_and_never_query_text(store: GraphStore, value: str) -> None:
    run(store, find("timeline").sparql, bindings([f"name={value}"]))


def test_bindings_are_strings_or_iris() -> None:
    assert bindings(["name=a=b", "?x=<https://a.b/c>"]) == {"name": OxLiteral("a=b"), "x": NamedNode("https://a.b/c")}
    for bad in ("name", "=x", "a b=c"):
        with pytest.raises(QueryError, match="name=value"):
            bindings([bad])


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * { service SILENT <http://127.0.0.1:{port}/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . { SERVICE<http://127.0.0.1:{port}/>{ ?a ?b ?c } } }",
        "PREFIX s: <http://127.0.0.1:{port}/> SELECT * { VALUES ?x {s:x} SERVICE?x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o FILTER(1<2)SERVICE<http://127.0.0.1:{port}/>{ ?a ?b ?c } }",
        "SELECT * { ?s <a:\\u0023> 'it''s' . # '\n SERVICE <http://127.0.0.1:{port}/> { ?a ?b ?c } }",
        "PREFIX e: <e:> SELECT * { ?s e:a\\#b ?o . SERVICE <http://127.0.0.1:{port}/> { ?a ?b ?c } }",
        "SELECT * { ?s ?p '''a'b''' . SERVICE <http://127.0.0.1:{port}/> { ?a ?b ?c } }",
        'SELECT * { ?s ?p """a"b\\"""" . SERVICE <http://127.0.0.1:{port}/> { ?a ?b ?c } }',
    ],
)
def test_service_is_refused_and_nobody_is_called(store: GraphStore, query: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        with pytest.raises(QueryError, match="SERVICE"):
            run(store, query.replace("{port}", str(server.getsockname()[1])))
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <x> {' }",
        "SELECT ?service { ?service ?p ?o }",
        "# SERVICE\nASK { ?s ?p ?o }",
        "SELECT * { ?s <https://example.org/SERVICE> ?o }",
        "SELECT * { ?s kg:service ?o }",
        'SELECT * { ?s ?p """a "SERVICE" b""" }',
        "SELECT * { ?s ?p 'load'@zh-service }",
    ],
)
def test_the_word_service_alone_is_no_crime(store: GraphStore, query: str) -> None:
    run(store, query)


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "LOAD <http://127.0.0.1:9/>",
        "# x\nPREFIX a: <b:>\ndelete where { ?s ?p ?o }",
        "CLEAR ALL",
        "BASE <a:> DROP GRAPH <b>",
    ],
)
def test_updates_are_refused(store: GraphStore, query: str) -> None:
    with pytest.raises(QueryError, match="only read"):
        run(store, query)


def test_a_syntax_error_shows_its_place(store: GraphStore) -> None:
    with pytest.raises(QueryError) as caught:
        run(store, "SELECT ?x {\n  ?x foo:bar ?y }")
    assert "line 2, column " in str(caught.value)
    assert str(caught.value).splitlines()[1:] == ["    ?x foo:bar ?y }", "              ^"]
    assert "prefix is not declared" in str(caught.value)
    for bad in ("", "hello", "SELECT", "SELECT (COUNT(*) AS ?n) ?s { ?s ?p ?o }"):
        with pytest.raises(QueryError, match="syntax error"):
            run(store, bad)


def test_a_variable_that_is_not_selected_cannot_be_given(store: GraphStore) -> None:
    with pytest.raises(QueryError, match=r"\?name"):
        run(store, "SELECT ?s { ?s ?p ?name }", {"name": OxLiteral("x")})


def test_answers_as_table_and_in_the_w3c_formats(store: GraphStore) -> None:
    result = run(store, "SELECT ?o ?l { GRAPH graph:facts { id:海蓝科技 kg:orders ?o } ?o rdfs:label ?l } ORDER BY ?l")
    lines = [line.split() for line in render(result).splitlines()]
    assert [lines[0], lines[2], lines[3]] == [
        ["o", "l"],
        ["id:远山一号", "Yuanshan", "One"],
        ["id:远山一号", "远山一号"],
    ]
    assert render(result).endswith("\n2 rows\n")
    assert list(csv.reader(io.StringIO(render(result, "csv"))))[2][1] == "远山一号"
    assert json.loads(render(result, "json"))["results"]["bindings"][1]["l"] == {
        "type": "literal",
        "xml:lang": "zh",
        "value": "远山一号",
    }
    assert render(result, "tsv").splitlines()[2].endswith('"远山一号"@zh')
    with pytest.raises(QueryError, match="CONSTRUCT"):
        render(result, "turtle")
    with pytest.raises(QueryError, match="choose one of"):
        render(result, "xml")


def test_a_graph_is_turtle_and_an_ask_is_yes_or_no(store: GraphStore) -> None:
    graph = run(store, "CONSTRUCT { ?s kg:orders ?o } WHERE { ?s kg:orders ?o }")
    assert "id:海蓝科技 kg:orders id:远山一号 ." in render(graph, "turtle")
    assert "kg:orders" in render(graph)
    with pytest.raises(QueryError, match="turtle"):
        render(graph, "csv")
    assert "kg:Company" in render(run(store, "DESCRIBE id:海蓝科技"), "turtle")
    ask = run(store, "ASK { ?s kg:orders ?o }")
    assert render(ask) == "yes\n"
    assert json.loads(render(ask, "json"))["boolean"] is True
    with pytest.raises(QueryError, match="ASK"):
        render(ask, "csv")


def test_a_table_keeps_controls_out_of_the_terminal(store: GraphStore) -> None:
    result = run(store, r'SELECT ?x { VALUES ?x { "a\u001B[31mb\u0007" } }')
    assert "\x1b" not in render(result)
    assert "a [31mb" in render(result)


def test_terms_are_what_rdflib_says(memory: Dataset) -> None:
    assert (URIRef(prefixes()["id"] + "海蓝科技"), None, None) in memory
