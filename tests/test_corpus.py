"""The corpus is what the demo graph and its documentation promise: many forms, both scripts, sourced, checkable."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from opencc import OpenCC

from kg.claim import Document
from pipelines.read import read

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"
FACTS = ROOT / "tests" / "corpus_facts.jsonl"
SEED = ROOT.parent / "shared" / "seed" / "meta-cpu-gpu.txt"

HAN = re.compile(r"[\u3400-\u9fff]")
MODALITIES = {"planned", "required", "possible", "conditional", "cancelled", "asked"}
ISO_PREFIX = re.compile(r"(\d{4}(-\d\d(-\d\d)?)?)?(/\d{4}(-\d\d(-\d\d)?)?)?")

# A run of this many characters in common with the article that the Meta document retells would be a quotation.
QUOTATION = 12


@cache
def documents() -> dict[str, Document]:
    found = {item.id: item for item in read([CORPUS]) if isinstance(item, Document)}
    assert found
    return found


@cache
def passages() -> list[dict[str, Any]]:
    return [json.loads(line) for line in FACTS.read_text(encoding="utf-8").splitlines()]


def files() -> list[Path]:
    return sorted(path for path in CORPUS.rglob("*") if path.is_file())


def traditional(text: str) -> bool:
    simplified: str = OpenCC("t2s").convert(text)
    return sum(a != b for a, b in zip(text, simplified, strict=True)) > len(HAN.findall(text)) / 10


def test_every_file_is_read() -> None:
    failed = [item for item in read([CORPUS]) if not isinstance(item, Document)]
    assert failed == []


def test_the_corpus_is_large_enough() -> None:
    assert len(documents()) >= 12
    assert sum(len(HAN.findall(document.text)) for document in documents().values()) >= 10_000
    assert sum(len(passage["facts"]) for passage in passages()) >= 100


def test_every_form_is_there() -> None:
    assert {path.suffix for path in files()} == {".html", ".jsonl", ".md", ".txt"}
    folders = {path.parent.name for path in files()}
    assert folders >= {"announcements", "encyclopaedia", "interviews", "news", "tables"}
    assert any("\n|---" in path.read_text(encoding="utf-8") for path in files())


def test_both_scripts_are_there() -> None:
    scripts = [traditional(document.text) for document in documents().values()]
    assert scripts.count(True) >= 2
    assert scripts.count(False) >= 10


@pytest.mark.parametrize("path", files(), ids=lambda p: p.name)
def test_every_document_names_its_sources(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pieces = text.splitlines() if path.suffix == ".jsonl" else [text]
    assert all(re.search(r"https://[\w.-]+\.[a-z]+/", piece) for piece in pieces)


@pytest.mark.parametrize("path", [p for p in files() if p.suffix == ".md"], ids=lambda p: p.name)
def test_front_matter_is_complete(path: Path) -> None:
    front = path.read_text(encoding="utf-8").split("---\n")[1]
    for key in ("title: ", "date: ", "source: https://", "sources:\n  - https://"):
        assert key in front


def test_news_and_announcements_are_dated() -> None:
    undated = [d.id for d in documents().values() if d.date is None and "encyclopaedia" not in d.id]
    assert undated == []


def test_facts_stand_in_their_documents() -> None:
    for passage in passages():
        document = documents()[passage["id"].rpartition("#")[0]]
        assert passage["text"] in document.text, passage["id"]
        assert passage.get("date") == (document.date.isoformat() if document.date else None), passage["id"]


def test_passage_ids_are_unique() -> None:
    ids = [passage["id"] for passage in passages()]
    assert len(ids) == len(set(ids))


def test_facts_are_well_formed() -> None:
    for passage in passages():
        kinds = [passage["facts"], passage.get("also", []), passage.get("not_asserted", [])]
        for fact in [fact for kind in kinds for fact in kind]:
            for reading in (fact, *fact.get("or", ())):
                assert all(reading["s"]), passage["id"]
                assert all(reading["p"]), passage["id"]
                assert reading["o"], passage["id"]
            assert set(fact) <= {"s", "p", "o", "or", "time", "amount", "modality", "absent"}, passage["id"]
            assert fact.get("modality", "planned") in MODALITIES, passage["id"]
            assert ISO_PREFIX.fullmatch(fact.get("time", "")), passage["id"]
            assert fact.get("amount", "") in passage["text"], passage["id"]


def test_facts_cover_plans_denials_and_doubts() -> None:
    denied = sum(len(passage.get("not_asserted", ())) for passage in passages())
    qualified = sum("modality" in fact for passage in passages() for fact in passage["facts"])
    assert denied >= 20
    assert qualified >= 20


@pytest.mark.skipif(not SEED.exists(), reason="the article that the Meta document retells is not on this machine")
def test_nothing_is_quoted_from_the_seed_article() -> None:
    article = re.sub(r"\s", "", SEED.read_text(encoding="utf-8"))
    for document in documents().values():
        text = re.sub(r"\s", "", document.text)
        runs = {text[i : i + QUOTATION] for i in range(len(text) - QUOTATION + 1)}
        assert [run for run in runs if HAN.search(run) and run in article] == [], document.id
