"""kg extract: documents in, claims out, and no graph."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.kg.cli.command import Run, failure, kg, write_documents
from tests.kg.cli.conftest import Built

DEAL = "2014年4月，微软收购了诺基亚。"
KEYS = {
    "doc", "sentence", "start", "end", "subject", "predicate", "object", "time", "amount", "qualifiers", "polarity",
    "modality", "attribution", "asserted", "confidence", "confidence_reasons", "extractor", "id",
}  # fmt: skip


def claims(run: Run) -> list[dict[str, Any]]:
    assert run.status == 0, run
    return [json.loads(line) for line in run.out.splitlines()]


def test_a_sentence_from_standard_input() -> None:
    run = kg("extract", "-", "--format", "jsonl", stdin=DEAL.encode())
    assert run.err == ""
    (claim,) = claims(run)
    assert set(claim) == KEYS
    assert claim["doc"] == "-"
    assert (claim["subject"]["label"], claim["predicate"]["relation"], claim["object"]["label"]) == (
        "微软",
        "acquires",
        "诺基亚",
    )
    assert (claim["time"]["start"], claim["time"]["end"]) == ("2014-04-01", "2014-04-30")
    assert claim["asserted"] is True


def test_a_time_without_a_known_date_stands_in_its_own_words() -> None:
    (claim,) = claims(kg("extract", "-", "--format", "jsonl", stdin="6月18日，微软收购了诺基亚。".encode()))
    assert claim["time"] == {"text": "6月18日", "start": None, "end": None, "granularity": "day", "span": [0, 5]}


def test_json_lines_from_standard_input() -> None:
    lines = [
        {"id": "甲", "text": DEAL},
        {"id": "乙", "text": "昨天，微软收购了诺基亚。", "date": "2014-04-26", "more": [1, {"2": None}]},
    ]
    data = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    first, second = claims(kg("extract", "-", "--input", "jsonl", stdin=data.encode()))
    assert (first["doc"], second["doc"]) == ("甲", "乙")
    assert second["time"]["start"] == "2014-04-25"


def test_without_an_input_format_json_lines_are_text() -> None:
    found = claims(kg("extract", "-", stdin=json.dumps({"text": DEAL}, ensure_ascii=False).encode()))
    assert {claim["doc"] for claim in found} <= {"-"}


def test_other_encodings_are_detected() -> None:
    text = DEAL + "微软是一家美国的软件公司，总部位于华盛顿州。"
    for encoding in ("gb18030", "utf-16", "utf-8-sig"):
        found = claims(kg("extract", "-", stdin=text.encode(encoding)))
        assert "微软" in {claim["subject"]["label"] for claim in found}, encoding


def test_the_date_reads_times_that_lean_on_it() -> None:
    text = "昨天，微软收购了诺基亚。".encode()
    undated = claims(kg("extract", "-", stdin=text))[0]["time"]
    assert (undated["text"], undated["start"], undated["end"]) == ("昨天", None, None)
    dated = claims(kg("extract", "-", "--date", "2014-04-26", stdin=text))
    assert dated[0]["time"]["start"] == dated[0]["time"]["end"] == "2014-04-25"


def test_the_date_goes_over_what_the_document_says(empty_folder: Path) -> None:
    (empty_folder / "a.jsonl").write_text(
        '{"text": "昨天，微软收购了诺基亚。", "date": "2014-04-26"}\n', encoding="utf-8"
    )
    found = claims(kg("extract", "a.jsonl", "--date", "2020-01-02"))
    assert found[0]["time"]["start"] == "2020-01-01"


def test_the_claims_are_those_of_the_built_graph(built: Built) -> None:
    run = kg("extract", built.documents)
    assert run.status == 0
    assert run.data == (built.out / "claims.jsonl").read_bytes()


def test_the_order_of_the_arguments_is_the_order_of_the_claims(empty_folder: Path) -> None:
    write_documents(empty_folder)
    forth = kg("extract", "chips.md", "news").data.splitlines()
    back = kg("extract", "news", "chips.md").data.splitlines()
    assert forth != back
    assert sorted(forth) == sorted(back)


def test_a_table_shows_what_is_no_fact() -> None:
    run = kg("extract", "-", "--format", "table", stdin="微软没有收购黑莓。".encode())
    assert run.status == 0
    assert "黑莓" in run.out
    assert "否定" in run.out


def test_text_without_a_claim_is_an_empty_answer() -> None:
    run = kg("extract", "-", stdin="。".encode())
    assert (run.status, run.data) == (0, b"")


def test_a_document_that_cannot_be_read_costs_the_status_but_not_the_others(empty_folder: Path) -> None:
    write_documents(empty_folder / "good")
    good = kg("extract", "good")
    (empty_folder / "bad.txt").write_bytes(b"\x7fELF")
    run = kg("extract", "good", "bad.txt")
    assert run.status == 1
    assert run.data == good.data
    assert run.err == "not read: bad.txt: it is a program, not text\n"


def test_empty_standard_input_is_an_error() -> None:
    run = kg("extract", "-")
    assert (run.status, run.data) == (2, b"")
    assert run.err.splitlines()[0] == "not read: standard input: it is empty"


def test_failures_are_one_clear_line(empty_folder: Path) -> None:
    (empty_folder / "empty").mkdir()
    assert failure("extract", "missing.txt") == "missing.txt: no such file or folder; check the path"
    assert failure("extract", "empty").startswith("empty: the folder holds no ")
    assert "'xml'" in failure("extract", "-", "--format", "xml", stdin=b"x")
    assert "'csv'" in failure("extract", "-", "--input", "csv", stdin=b"x")
    assert "'soon'" in failure("extract", "-", "--date", "soon", stdin=b"x")


def test_claims_of_low_confidence_are_left_out() -> None:
    text = "微软收购了诺基亚。上班族下班路过，左看右看。".encode()

    def confidences(*options: object) -> list[float]:
        return [c["confidence"] for c in claims(kg("extract", "-", "--format", "jsonl", *options, stdin=text))]

    everything = confidences("--min-confidence", 0)
    middle = sorted(everything)[len(everything) // 2] - 0.005  # they are printed rounded
    assert min(everything) < 0.5 <= min(confidences())
    assert confidences("--min-confidence", middle) == [c for c in everything if c >= middle]
    assert confidences("--min-confidence", 1) == []


def test_what_is_no_fact_needs_half_the_confidence() -> None:
    run = kg("extract", "-", "--format", "jsonl", "--min-confidence", 0.99, stdin="微软没有收购诺基亚。".encode())
    (claim,) = claims(run)
    assert claim["asserted"] is False
    assert 0.495 <= claim["confidence"] < 0.99
