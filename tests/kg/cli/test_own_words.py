"""Names and triggers of the user's own: --lexicon and zhitu.toml."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.kg.cli.command import failure, kg

TEXT = "昨天，小蓝鲸结缡了星海七号。".encode()
NAMES_TOML = """
[[name]]
type = "Company"
zh = "蓝鲸科技"
en = "Blue Whale"
aliases = ["小蓝鲸"]

[[name]]
type = "Product"
zh = "星海七号"

[triggers]
acquires = ["结缡"]
"""
NAMES_TSV = "type\tzh\ten\taliases\nCompany\t蓝鲸科技\tBlue Whale\t小蓝鲸\nProduct\t星海七号\t\t\n"


def read(*arguments: object, text: bytes = TEXT) -> list[dict[str, Any]]:
    run = kg("extract", "-", *arguments, stdin=text)
    assert run.status == 0, run
    return [json.loads(line) for line in run.out.splitlines()]


def knows_the_names(claim: dict[str, Any]) -> bool:
    return (claim["subject"]["text"], claim["subject"]["label"], claim["subject"]["type"]) == (
        "小蓝鲸",
        "蓝鲸科技",
        "Organisation",
    )


def test_the_words_are_unknown_without_a_lexicon() -> None:
    found = read()
    assert not any(knows_the_names(claim) for claim in found)
    assert not any(claim["predicate"]["relation"] == "acquires" for claim in found)


def test_a_toml_lexicon_adds_names_and_triggers(empty_folder: Path) -> None:
    (empty_folder / "own.toml").write_text(NAMES_TOML, encoding="utf-8")
    (claim,) = read("--lexicon", "own.toml")
    assert knows_the_names(claim)
    assert claim["object"]["label"] == "星海七号"
    assert (claim["predicate"]["label"], claim["predicate"]["relation"]) == ("结缡", "acquires")
    assert claim["subject"]["aliases"] == ["Blue Whale", "小蓝鲸"]


def test_a_tsv_lexicon_adds_names(empty_folder: Path) -> None:
    (empty_folder / "own.tsv").write_text(NAMES_TSV, encoding="utf-8")
    (claim,) = read("--lexicon", "own.tsv", text="小蓝鲸收购了星海七号。".encode())
    assert knows_the_names(claim)
    assert claim["object"]["type"] == "Product"


def test_several_lexicons_add_up(empty_folder: Path) -> None:
    (empty_folder / "names.tsv").write_text(NAMES_TSV, encoding="utf-8-sig")
    (empty_folder / "verbs.toml").write_text('[triggers]\nacquires = ["结缡"]\n', encoding="utf-8")
    (claim,) = read("--lexicon", "names.tsv", "--lexicon", "verbs.toml")
    assert knows_the_names(claim)
    assert claim["predicate"]["relation"] == "acquires"


def test_zhitu_toml_of_the_working_folder_is_read(empty_folder: Path) -> None:
    (empty_folder / "zhitu.toml").write_text(NAMES_TOML, encoding="utf-8")
    (claim,) = read()
    assert knows_the_names(claim)
    assert claim["predicate"]["relation"] == "acquires"


def test_config_names_another_file_and_its_lexicon_stands_beside_it(empty_folder: Path) -> None:
    (empty_folder / "zhitu.toml").write_text("nonsense = 1\n", encoding="utf-8")
    (empty_folder / "work").mkdir()
    (empty_folder / "work" / "our.toml").write_text('lexicon = ["own.toml"]\n', encoding="utf-8")
    (empty_folder / "work" / "own.toml").write_text(NAMES_TOML, encoding="utf-8")
    (claim,) = read("--config", "work/our.toml")
    assert knows_the_names(claim)


def test_zhitu_toml_sets_base_and_assertion(empty_folder: Path) -> None:
    (empty_folder / "zhitu.toml").write_text(
        'base = "https://example.org/our/"\nassert = "unattributed"\n', encoding="utf-8"
    )
    text = "据路透社报道，微软收购了诺基亚。".encode()
    assert kg("build", "-", "-o", "graph", stdin=text).status == 0
    trig = (empty_folder / "graph" / "graph.trig").read_text(encoding="utf-8")
    assert "<https://example.org/our/" in trig
    assert "zhitu.example/id" not in trig
    (claim,) = read(text=text)
    assert claim["subject"]["entity"] == "https://example.org/our/微软"
    ask = "ASK { GRAPH <https://example.org/our/graph/facts> { ?s kg:acquires ?o } }"
    assert kg("query", "-o", "graph", ask).out == "no\n"
    assert kg("build", "-", "-o", "graph", "--assert", "all", stdin=text).status == 0
    assert kg("query", "-o", "graph", ask).out == "yes\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense = 1\n", "unknown key 'nonsense'"),
        ('base = "our"\n', "base is an absolute IRI"),
        ('assert = "some"\n', "assert is"),
        ("min_confidence = 2\n", "min_confidence is a number from 0 to 1"),
        ("min_confidence = true\n", "min_confidence is a number from 0 to 1"),
        ("lexicon = 7\n", "lexicon is a list of files"),
        ('lexicon = ["missing.tsv"]\n', "missing.tsv"),
        ("not toml", "not valid TOML"),
        ('[[name]]\ntype = "Firm"\nzh = "蓝鲸"\n', "the type 'Firm' is unknown"),
        ('[[name]]\ntype = "Company"\n', "needs a label"),
        ('name = "蓝鲸"\n', "[[name]]"),
        ('name = 7\n', "[[name]]"),
        ('triggers = "买"\n', "triggers are written"),
        ('[triggers]\nacquires = "买"\n', "triggers are written"),
        ('[[name]]\ntype = "Company"\nzh = "蓝鲸"\nalias = ["x"]\n', "unknown key 'alias'"),
        ('[triggers]\nweds = ["结缡"]\n', "the relation 'weds'"),
    ],
)  # fmt: skip
def test_a_configuration_that_is_wrong_is_one_clear_line(empty_folder: Path, text: str, says: str) -> None:
    (empty_folder / "zhitu.toml").write_text(text, encoding="utf-8")
    message = failure("extract", "-", stdin=TEXT)
    assert says in message


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("own.tsv", b"Company\t\xe8\x93\x9d\n", "the header lacks"),
        ("own.tsv", b"type\tzh\nFirm\tx\n", "own.tsv, line 2"),
        ("own.tsv", b"type\tzh\nCompany\t\xff\xfe\n", "UTF-8"),
        ("own.toml", b"[[name]\n", "not valid TOML"),
        ("own.toml", b'[[names]]\ntype = "Company"\n', "unknown key 'names'"),
        ("own.toml", b'[triggers]\nweds = ["x"]\n', "weds"),
    ],
)
def test_a_lexicon_that_is_wrong_is_one_clear_line(empty_folder: Path, name: str, data: bytes, says: str) -> None:
    (empty_folder / name).write_bytes(data)
    assert says in failure("extract", "-", "--lexicon", name, stdin=TEXT)


def test_a_lexicon_or_configuration_that_is_missing_is_one_clear_line() -> None:
    assert "own.tsv" in failure("extract", "-", "--lexicon", "own.tsv", stdin=TEXT)
    assert "our.toml" in failure("build", "-", "--config", "our.toml", stdin=TEXT)
