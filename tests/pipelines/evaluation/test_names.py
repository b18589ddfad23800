"""Scores of names, where the answer can be counted by hand."""

import json

import pytest

from kg.claim.errors import InputError
from pipelines.evaluation.names import evaluate
from pipelines.mention.names import NamedSpan


def finder(*names):
    """Find the given (name, class, fine type) wherever they stand."""

    def find(sentences, convention):
        return [
            [
                NamedSpan(at, at + len(name), kind, 1.0, fine)
                for name, kind, fine in names
                if (at := sentence.find(name)) >= 0
            ]
            for sentence in sentences
        ]

    return find


@pytest.fixture
def bio(tmp_path):
    path = tmp_path / "a.bio"
    rows = [("小", "B-PER"), ("林", "I-PER"), ("在", "O"), ("京", "B-LOC"), ("东", "O")]
    path.write_text("\n".join(f"{c} {label}" for c, label in rows) + "\n", encoding="utf-8")
    return path


def test_right_wrong_and_missing_are_counted(bio):
    scores = evaluate(bio, finder(("小林", "Person", ""), ("京东", "Company", "")))
    assert (scores.precision, scores.recall, scores.f1) == (0.5, 0.5, 0.5)
    assert (scores.types["PER"].f1, scores.types["LOC"].recall, scores.types["ORG"].precision) == (1.0, 0.0, 0.0)
    assert scores.lengths["2-3"].found == 2
    assert ("LOC", "—", 1) in scores.confusions
    assert ("—", "ORG", 1) in scores.confusions


def test_types_that_the_set_does_not_mark_are_left_out(bio):
    assert evaluate(bio, finder(("小林", "Person", ""), ("在", "Product", ""))).precision == 1.0


def test_seen_and_unseen(bio):
    scores = evaluate(bio, finder(("小林", "Person", "")), seen=lambda name: name == "京")
    assert (scores.seen["seen"].recall, scores.seen["unseen"].recall) == (0.0, 1.0)


def test_cluener_counts_book_title_marks_and_fine_types(tmp_path):
    path = tmp_path / "a.jsonl"
    item = {"text": "玩《星河》", "label": {"game": {"《星河》": [[1, 4]]}}}
    path.write_text(json.dumps(item, ensure_ascii=False) + "\n", encoding="utf-8")
    assert evaluate(path, finder(("星河", "Work", "Game"))).f1 == 1.0
    assert evaluate(path, finder(("星河", "Work", "Film"))).f1 == 0.0


def test_marks_beyond_our_types_are_neither_wanted_nor_wrong(tmp_path):
    path = tmp_path / "a.bmes"
    path.write_text("汉 B-RACE\n族 E-RACE\n林 S-NAME\n", encoding="utf-8")
    scores = evaluate(path, finder(("林", "Person", ""), ("汉族", "Organisation", "")))
    assert scores.f1 == 1.0
    assert scores.ignored == ("RACE",)


@pytest.fixture
def article(tmp_path):
    (tmp_path / "a.txt").write_text("安娜·伯格离开Zorix。伯格用Zorix Pro。\n\nAda Lee也走了,Lee说。", encoding="utf-8")
    names = "name\ttype\n安娜·伯格\tperson\nAda Lee\tperson\nZorix\torganisation\nZorix Pro\tproduct\n"
    (tmp_path / "names.tsv").write_text(names, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", ["a.txt", "names.tsv"])
def test_an_article_counts_names_for_recall_and_mentions_for_precision(article, name):
    found = finder(
        ("安娜·伯格", "Person", ""),
        ("Zorix", "Company", ""),
        ("Lee", "Person", ""),
        ("走", "Place", ""),
        ("说", "Time", ""),
    )
    scores = evaluate(article / name, found)
    assert (scores.total.hit, scores.total.wanted) == (2, 4)
    # Zorix twice, the person, and Lee, which shortens a listed name; a time is not counted.
    assert (scores.total.right, scores.total.found) == (4, 5)
    assert scores.missing == ("Ada Lee", "Zorix Pro")
    assert scores.spurious == ("走 (place) ×1",)
    assert json.loads(json.dumps(scores.as_dict(), ensure_ascii=False))["recall"] == 0.5


def test_a_list_without_its_article_says_so(tmp_path):
    path = tmp_path / "names.tsv"
    path.write_text("name\ttype\n", encoding="utf-8")
    with pytest.raises(InputError, match="exactly one"):
        evaluate(path, finder())
