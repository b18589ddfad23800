"""kg build: a folder of documents in, a folder that everything else reads out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.claim.iri import DEFAULT_BASE
from tests.kg.cli.command import failure, kg, write_documents
from tests.kg.cli.conftest import Built


def report(out: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((out / "report.json").read_text(encoding="utf-8"))
    return data


def test_everything_is_written(built: Built) -> None:
    assert built.run.status == 0
    assert {path.name for path in built.out.iterdir()} == {
        "INDEX.md", "claims.jsonl", "documents", "graph.html", "graph.trig", "report.json", "store"
    }  # fmt: skip


def test_the_summary_is_a_message_not_a_result(built: Built) -> None:
    assert built.run.data == b""
    lines = built.run.err.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("3 documents, ")
    assert str(built.out) in lines[0]


def test_the_report_counts_what_was_read(built: Built) -> None:
    data = report(built.out)
    assert [d["id"] for d in data["documents"]] == ["chips.md", "plan", "news/deal.txt"]
    assert [d["date"] for d in data["documents"]] == ["2024-03-18", "2024-05-02", None]
    claims = (built.out / "claims.jsonl").read_text(encoding="utf-8").splitlines()
    assert data["counts"]["claims"] == len(claims) == sum(d["claims"] for d in data["documents"])
    assert data["counts"]["documents"] == 3
    assert data["counts"]["asserted"] == sum(json.loads(claim)["asserted"] for claim in claims)
    assert data["failed"] == data["ignored"] == []
    assert set(data["seconds"]) == {"reading", "graph"}


def test_claims_quote_the_texts_that_are_kept(built: Built) -> None:
    kept = sorted((built.out / "documents").iterdir())
    assert len(kept) == 3
    texts = [path.read_text(encoding="utf-8") for path in kept]
    for line in (built.out / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        assert any(text[claim["start"] : claim["end"]] == claim["sentence"] for text in texts)


def test_the_catalogue_links_to_the_texts(built: Built) -> None:
    index = (built.out / "INDEX.md").read_text(encoding="utf-8")
    for path in (built.out / "documents").iterdir():
        assert f"(<documents/{path.name}>)" in index
    assert "英伟达的新芯片" in index
    assert "2024-03-18" in index
    assert "(<https://example.org/chips>)" in index


def test_the_default_is_corpus_to_out(empty_folder: Path) -> None:
    write_documents(empty_folder / "corpus")
    assert kg("build").status == 0
    assert report(empty_folder / "out")["counts"]["documents"] == 3


def test_standard_input(empty_folder: Path) -> None:
    assert kg("build", "-", "-o", "graph", stdin="微软收购了诺基亚。".encode()).status == 0
    assert [d["id"] for d in report(empty_folder / "graph")["documents"]] == ["-"]


def test_a_second_build_replaces_the_first(empty_folder: Path, built: Built) -> None:
    folder = write_documents(empty_folder / "news")
    assert kg("build", folder, "-o", "graph").status == 0
    (folder / "chips.md").unlink()
    assert kg("build", folder, "-o", "graph").status == 0
    assert [p.name for p in sorted((empty_folder / "graph" / "documents").iterdir())] == [
        "news__deal.txt.txt",
        "plan.txt",
    ]
    rows = kg("query", "-o", "graph", "SELECT ?d {?d a kg:Document}", "--format", "csv").out.split()
    assert len(rows) == 1 + 2
    assert "英伟达" not in (empty_folder / "graph" / "graph.trig").read_text(encoding="utf-8")


def test_what_cannot_be_read_is_named_and_the_rest_is_built(empty_folder: Path) -> None:
    folder = write_documents(empty_folder / "news")
    (folder / "scan.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    (folder / "empty.md").write_text("\n", encoding="utf-8")
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    with (folder / "more.jsonl").open("a", encoding="utf-8") as lines:
        lines.write('{"id": "broken"\n')
    run = kg("build", folder, "-o", "graph")
    assert run.status == 0
    told = run.err.splitlines()
    assert [line.split(": ")[1] for line in told[:-1]] == [
        str(folder / "empty.md"),
        f"{folder / 'more.jsonl'}, line 2",
        str(folder / "scan.txt"),
    ]
    assert all(line.startswith("not read: ") for line in told[:-1])
    assert told[-1].startswith("3 documents (3 could not be read), ")
    data = report(empty_folder / "graph")
    assert [item["path"] for item in data["failed"]] == [line.split(": ")[1] for line in told[:-1]]
    assert all(item["why"] for item in data["failed"])
    assert [item["path"] for item in data["ignored"]] == [str(folder / "photo.jpg")]
    assert data["counts"]["documents"] == 3
    assert data["counts"]["failed"] == 3


def test_nothing_readable_leaves_the_old_graph(empty_folder: Path) -> None:
    (empty_folder / "scan.txt").write_bytes(b"%PDF-1.7")
    run = kg("build", "scan.txt", "-o", "graph")
    assert run.status == 2
    assert run.err.splitlines()[0] == "not read: scan.txt: it is a PDF file, not text"
    assert run.err.splitlines()[1].startswith("kg: no document could be read")
    assert not (empty_folder / "graph").exists()


def test_a_missing_path_is_one_clear_line(empty_folder: Path) -> None:
    assert failure("build", "missing/") == "missing: no such file or folder; check the path"
    assert list(empty_folder.iterdir()) == []


def test_an_empty_folder_is_one_clear_line(empty_folder: Path) -> None:
    (empty_folder / "news").mkdir()
    assert failure("build", "news") == "news: the folder holds no .txt, .md, .html or .jsonl file"


def test_two_documents_of_one_id_are_an_error(empty_folder: Path) -> None:
    folder = write_documents(empty_folder / "news")
    (folder / "again.jsonl").write_text('{"id": "plan", "text": "苹果发布了手机。"}\n', encoding="utf-8")
    message = failure("build", folder, "-o", "graph")
    assert "'plan'" in message
    assert "again.jsonl, line 1" in message
    assert "more.jsonl, line 1" in message
    assert not (empty_folder / "graph").exists()


@pytest.mark.parametrize("day", ["2023-13-01", "yesterday", "26.4.2023", "2023-02-29", ""])
def test_a_bad_date_is_one_clear_line(day: str) -> None:
    assert repr(day) in failure("build", "--date", day)


def test_a_bad_assert_is_one_clear_line() -> None:
    assert "'some'" in failure("build", "--assert", "some")


def test_a_bad_input_format_is_one_clear_line() -> None:
    assert "'pdf'" in failure("build", "-", "--input", "pdf", stdin=b"x")


@pytest.mark.parametrize("out", ["taken", "taken/out"])
def test_a_folder_that_cannot_be_written_is_one_clear_line(empty_folder: Path, out: str) -> None:
    (empty_folder / "taken").write_text("a file", encoding="utf-8")
    assert failure("build", "-", "-o", out, stdin="微软收购了诺基亚。".encode()).startswith(f"{out}: cannot be written")
    assert (empty_folder / "taken").read_text(encoding="utf-8") == "a file"


def test_a_folder_that_cannot_be_written_is_told_before_anything_is_read(empty_folder: Path) -> None:
    (empty_folder / "taken").write_text("a file", encoding="utf-8")
    assert failure("build", "missing.txt", "-o", "taken").startswith("taken: cannot be written")


def test_strict_assertion_leaves_what_names_its_source_to_claims(built: Built, empty_folder: Path) -> None:
    ask = "ASK { GRAPH ?g { ?who kg:orders ?what } FILTER(STRENDS(STR(?g), 'graph/facts')) }"
    assert kg("query", "-o", built.out, ask).out == "yes\n"
    assert kg("build", built.documents, "-o", "strict", "--assert", "unattributed").status == 0
    assert kg("query", "-o", "strict", ask).out == "no\n"
    assert (empty_folder / "strict" / "claims.jsonl").read_bytes() == (built.out / "claims.jsonl").read_bytes()


def test_facts_are_only_what_is_asserted(built: Built) -> None:
    rows = kg("query", "-o", built.out, "--format", "csv",
              "SELECT ?s ?o { GRAPH ?g { ?who kg:acquires ?what } ?who rdfs:label ?s . ?what rdfs:label ?o "
              "FILTER(STRENDS(STR(?g), 'graph/facts') && LANG(?s) != 'en' && LANG(?o) != 'en') }").out.split()  # fmt: skip
    assert rows == ["s,o", "微软,诺基亚"]


def test_the_base_is_the_default(built: Built) -> None:
    assert f"<{DEFAULT_BASE}" in (built.out / "graph.trig").read_text(encoding="utf-8")
