"""kg query: SPARQL and ready questions on the built graph."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from rdflib import Graph

from kg.query import catalogue
from tests.kg.cli.command import failure, kg
from tests.kg.cli.conftest import Built

ORDERS = "SELECT ?who ?what { ?s kg:orders ?o . ?s rdfs:label ?who . ?o rdfs:label ?what FILTER(LANG(?who) = 'zh') }"


def test_csv(built: Built) -> None:
    run = kg("query", "-o", built.out, "--format", "csv", ORDERS)
    assert (run.status, run.err) == (0, "")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert ("特斯拉", "GPU") in {(row["who"], row["what"]) for row in rows}


def test_tsv_and_json(built: Built) -> None:
    assert "特斯拉" in kg("query", "-o", built.out, "--format", "tsv", ORDERS).out.splitlines()[1]
    data = json.loads(kg("query", "-o", built.out, "--format", "json", ORDERS).out)
    assert data["head"]["vars"] == ["who", "what"]
    assert data["results"]["bindings"][0]["who"]["value"] == "特斯拉"


def test_a_table(built: Built) -> None:
    lines = kg("query", "-o", built.out, ORDERS).out.splitlines()
    assert lines[0].split() == ["who", "what"]
    assert lines[2].split()[0] == "特斯拉"


def test_turtle(built: Built) -> None:
    run = kg("query", "-o", built.out, "--format", "turtle", "CONSTRUCT WHERE { ?s kg:orders ?o }")
    assert len(Graph().parse(data=run.out, format="turtle")) == 1


def test_yes_and_no(built: Built) -> None:
    assert kg("query", "-o", built.out, "ASK { ?s kg:orders ?o }").out == "yes\n"
    assert kg("query", "-o", built.out, "ASK { ?s kg:founded ?o }").out == "no\n"


def test_a_query_from_standard_input_and_from_a_file(built: Built, empty_folder: Path) -> None:
    direct = kg("query", "-o", built.out, ORDERS).data
    assert kg("query", "-o", built.out, "-", stdin=ORDERS.encode()).data == direct
    (empty_folder / "orders.rq").write_text(ORDERS, encoding="utf-8")
    assert kg("query", "-o", built.out, "-f", "orders.rq").data == direct


def test_the_folder_out_is_the_default(built: Built, empty_folder: Path) -> None:
    (empty_folder / "out").symlink_to(built.out)
    assert kg("query", ORDERS).data == kg("query", "-o", built.out, ORDERS).data


def test_a_ready_question_with_its_parameter(built: Built) -> None:
    run = kg("query", "-o", built.out, "-f", "buys-makes-uses", "--set", "name=Tesla", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(run.out)))
    assert [(row["who"], row["what"]) for row in rows] == [("特斯拉", "GPU")]


@pytest.mark.parametrize("question", catalogue(), ids=lambda q: q.name)
def test_every_ready_question_is_listed_and_can_be_asked(built: Built, question: object) -> None:
    name, parameters = question.name, question.parameters  # type: ignore[attr-defined]
    listed = kg("query", "--list").out
    assert name in listed
    given = [part for parameter in parameters for part in ("--set", f"{parameter}=微软")]
    assert kg("query", "-o", built.out, "-f", name, *given).status == 0


def test_a_syntax_error_says_where(built: Built) -> None:
    run = kg("query", "-o", built.out, "SELECT ?s WHERE {\n ?s kg:orders }")
    assert (run.status, run.data) == (2, b"")
    assert "syntax error at line 2" in run.err
    assert "Traceback" not in run.err


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <a:b> <a:b> <a:b> }",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }",
        "select the best",
        "",
    ],
)
def test_what_is_no_question_is_refused(built: Built, update: str) -> None:
    run = kg("query", "-o", built.out, update)
    assert (run.status, run.data) == (2, b"")
    assert run.err.startswith("kg: ")


def test_failures_are_one_clear_line(built: Built) -> None:
    at = ("query", "-o", built.out)
    assert "kg build" in failure("query", "-o", "nowhere", ORDERS)
    assert "-f" in failure(*at)
    assert "-f" in failure(*at, ORDERS, "-f", "documents")
    assert "there are" in failure(*at, "-f", "no-such-question")
    assert "--set name=" in failure(*at, "-f", "timeline")
    assert "name=value" in failure(*at, "-f", "timeline", "--set", "微软")
    assert "'xlsx'" in failure(*at, ORDERS, "--format", "xlsx")
    assert "CONSTRUCT" in failure(*at, ORDERS, "--format", "turtle")


def test_a_file_that_is_no_query_text_is_one_clear_line(built: Built, empty_folder: Path) -> None:
    (empty_folder / "broken.rq").write_bytes(b"\xff\xfe\x00")
    assert "broken.rq" in failure("query", "-o", built.out, "-f", "broken.rq")


def test_a_name_that_the_graph_does_not_know_is_an_error_with_near_ones(built: Built) -> None:
    told = failure("query", "-o", built.out, "-f", "everything-about", "--set", "name=特斯拉克")
    assert told.startswith("the graph knows nothing called '特斯拉克'; did you mean ")
    assert "特斯拉" in told.split("did you mean")[1]


def test_no_answer_about_names_that_it_knows_is_no_error(built: Built) -> None:
    run = kg("query", "-o", built.out, "-f", "between", "--set", "x=特斯拉", "--set", "y=微软")
    assert (run.status, run.out.splitlines()[-1]) == (0, "0 rows")
