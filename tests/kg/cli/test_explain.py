"""kg explain: names, parse, rules and reasons on standard output."""

import json
from math import prod
from pathlib import Path

import pytest

from kg.cli.main import app
from tests.kg.cli.command import failure, kg

pytestmark = pytest.mark.skipif(
    all(command.name != "explain" for command in app.registered_commands), reason="kg explain is no command of kg yet"
)


def test_it_shows_names_parse_claims_and_why_not() -> None:
    run = kg("explain", "微软收购了诺基亚。", "--date", "2023-04-26")
    assert run.status == 0
    assert "微软" in run.out
    assert "Company" in run.out
    assert "rule:verbal" in run.out
    assert "→ acquires" in run.out
    assert "ROOT" in run.out


def test_the_odds_of_a_claim_are_the_product_of_the_reasons_that_are_shown() -> None:
    (line,) = kg("explain", "微软收购了诺基亚，并推出了新手机。", "--json").out.splitlines()
    claims = json.loads(line)["claims"]
    for claim in claims:
        odds = prod(reason["factor"] for reason in claim["confidence_reasons"])
        assert claim["confidence"] == pytest.approx(odds / (1 + odds), abs=0.006)
    shared = [
        r for claim in claims for r in claim["confidence_reasons"] if r["text"] == "subject shared with another verb"
    ]
    assert all(reason["factor"] < 1 for reason in shared)
    shown = kg("explain", "微软收购了诺基亚，并推出了新手机。").out
    assert f"{shared[0]['factor']:.2f} subject shared with another verb" in shown


@pytest.mark.parametrize(("floor", "left_out"), [(0, False), (0.99, True)])
def test_it_shows_what_is_left_out(tmp_path: Path, floor: float, left_out: bool) -> None:
    config = tmp_path / "zhitu.toml"
    config.write_text(f"min_confidence = {floor}\n", encoding="utf-8")
    shown = kg("explain", "微软收购了诺基亚。", "--config", config).out
    assert (f"left out: below {floor}" in shown) is left_out


def test_a_denied_claim_names_the_word_that_denies_it() -> None:
    run = kg("explain", "微软没有收购诺基亚。")
    assert "negative, actual because of 没有" in run.out
    assert "not asserted" in run.out


def test_json_is_one_object_a_sentence() -> None:
    run = kg("explain", "-", "--json", stdin="微软收购了诺基亚。他表示，微软没有收购黑莓。".encode())
    first, second = map(json.loads, run.out.splitlines())
    assert first["sentence"] == "微软收购了诺基亚。"
    assert [t["text"] for t in first["tokens"]][:2] == ["微软", "收购"]
    assert [m["type"] for m in first["mentions"]] == ["Company", "Company"]
    assert first["claims"][0]["predicate"]["relation"] == "acquires"
    denied = second["claims"][0]
    assert (denied["polarity"], denied["causes"]) == ("negative", ["没有"])
    assert [s["text"] for s in second["silent"]] == ["表示"]
    assert second["sources"][0]["kind"] == "statement"


def test_what_it_claims_is_what_extract_claims() -> None:
    text = "微软在2014年收购了诺基亚，但没有收购黑莓。"
    explained = [
        claim for line in kg("explain", text, "--json").out.splitlines() for claim in json.loads(line)["claims"]
    ]
    extracted = [
        json.loads(line) for line in kg("extract", "-", "--format", "jsonl", stdin=text.encode()).out.splitlines()
    ]
    assert [(c["subject"]["text"], c["predicate"]["text"], c["polarity"]) for c in explained] == [
        (c["subject"]["text"], c["predicate"]["text"], c["polarity"]) for c in extracted
    ]


def test_no_text_is_an_error() -> None:
    run = kg("explain", " ")
    assert run.status == 2
    assert "no text to explain" in run.err


def test_a_wrong_date_is_an_error() -> None:
    assert kg("explain", "微软收购了诺基亚。", "--date", "2023-13-01").status == 2


def test_a_file_is_not_taken_for_a_sentence(empty_folder: Path) -> None:
    (empty_folder / "文章.txt").write_text("微软收购了诺基亚。", encoding="utf-8")
    assert failure("explain", "文章.txt").startswith("文章.txt is a file")
