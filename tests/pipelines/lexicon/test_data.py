"""The shipped name lists are sound: no spelling means two things, no cell is malformed, no area is missing."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from opencc import OpenCC

from kg.claim import PARENTS

DATA = Path(__file__).parents[3] / "pipelines" / "lexicon" / "data"
ROLES = DATA / "roles.tsv"
NAME_FILES = sorted(path for path in DATA.glob("*.tsv") if path != ROLES)
COLUMNS = ["type", "zh", "en", "aliases", "wikidata", "context"]
CONTEXT_KINDS = {"ambiguous", "boundary", "generic"}

_simplify = OpenCC("t2s").convert


def same(spelling: str) -> str:
    """What a matcher that folds width, script and case takes `spelling` for."""
    return _simplify(unicodedata.normalize("NFKC", spelling)).casefold()


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def spellings(row: dict[str, str]) -> list[str]:
    return [s for s in (row["zh"], row["en"], *row["aliases"].split("|")) if s]


@pytest.mark.parametrize("path", [*NAME_FILES, ROLES], ids=lambda p: p.name)
def test_cells_are_clean(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").split("\n")
    assert lines[-1] == "", "the last line ends with a line break"
    width = lines[0].count("\t")
    for line in lines[:-1]:
        assert line.count("\t") == width, line
        assert unicodedata.is_normalized("NFC", line), line
        for cell in line.split("\t"):
            assert all(part == part.strip() for part in cell.split("|")), line
            assert cell == "" or all(cell.split("|")), f"an empty alias in {line!r}"


@pytest.mark.parametrize("path", NAME_FILES, ids=lambda p: p.name)
def test_name_files_have_their_columns_types_and_order(path: Path) -> None:
    entries = list(rows(path))
    assert list(entries[0]) == COLUMNS
    assert {row["type"] for row in entries} <= set(PARENTS)
    order = [(row["type"], row["zh"]) for row in entries]
    assert order == sorted(set(order))


@pytest.mark.parametrize("path", NAME_FILES, ids=lambda p: p.name)
def test_no_spelling_is_a_single_character(path: Path) -> None:
    assert [s for row in rows(path) for s in spellings(row) if len(s) < 2] == []


def test_no_spelling_stands_under_two_entries() -> None:
    owner: dict[str, tuple[str, str]] = {}
    for path in NAME_FILES:
        for row in rows(path):
            entry = (row["type"], row["zh"])
            for spelling in spellings(row):
                assert owner.setdefault(same(spelling), entry) == entry, spelling


def test_wikidata_ids_are_well_formed_and_used_once() -> None:
    ids = [row["wikidata"] for path in NAME_FILES for row in rows(path) if row["wikidata"]]
    assert all(re.fullmatch(r"Q[1-9]\d*", i) for i in ids)
    assert [i for i, n in Counter(ids).items() if n > 1] == []


def test_context_names_spellings_of_its_entry() -> None:
    for path in NAME_FILES:
        for row in rows(path):
            for part in filter(None, row["context"].split(";")):
                kind, _, marked = part.partition(":")
                assert kind in CONTEXT_KINDS, row
                assert set(marked.split("|")) <= set(spellings(row)), row


def test_every_area_is_there_in_breadth() -> None:
    count = Counter(row["type"] for path in NAME_FILES for row in rows(path))
    least = {
        "Company": 400,
        "Person": 300,
        "Place": 350,
        "Product": 200,
        "Technology": 100,
        "Institution": 200,
        "Government": 100,
        "Work": 100,
        "Event": 60,
    }
    assert {kind: count[kind] for kind in least if count[kind] < least[kind]} == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("小扎", "Mark Zuckerberg"),
        ("扎克伯格", "馬克·祖克柏"),
        ("英伟达", "NVIDIA"),
        ("輝達", "辉达"),
        ("脸书", "Meta"),
        ("Google", "谷歌"),
        ("央行", "中国人民银行"),
        ("证监会", "中国证券监督管理委员会"),
        ("台積電", "TSMC"),
        ("FAIR", "FAIR实验室"),
        ("矽谷", "Silicon Valley"),
        ("圖形處理器", "GPU"),
    ],
)
def test_spellings_of_one_thing_are_one_entry(one: str, other: str) -> None:
    found = {same(s): row["zh"] for path in NAME_FILES for row in rows(path) for s in spellings(row)}
    assert found[same(one)] == found[same(other)]


def test_roles_are_unique_and_of_a_known_kind() -> None:
    entries = list(rows(ROLES))
    assert list(entries[0]) == ["kind", "zh", "en", "aliases"]
    count = Counter(row["kind"] for row in entries)
    assert set(count) == {"title", "org_role", "person_role"}
    assert count["title"] >= 150
    owner: dict[str, str] = {}
    for row in entries:
        for spelling in (row["zh"], *filter(None, row["aliases"].split("|"))):
            assert owner.setdefault(same(spelling), row["zh"]) == row["zh"], spelling
