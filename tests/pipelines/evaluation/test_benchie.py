"""Fact synsets: what is right, what is covered, and the published baseline."""

from pathlib import Path

import pytest

from kg.claim import InputError
from pipelines.evaluation.benchie import Triple, evaluate, read_gold, read_triples, score

DATA = Path(__file__).parents[4] / "shared" / "data" / "openie"
GOLD = """sent_id:1	小 王 在 上 海 买 了 书 。
1--> Cluster 1:
小 王 --> 买 [了] --> [一 本] 书
小 王 --> 买 [了] 到 --> 书
1--> Cluster 2:
小 王 --> 买 [了] 书 --> 在 [大] 上 海

sent_id:2	他 叫 I v a n 。
2--> Cluster 1:
他 --> 叫 --> I v a n
"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.txt"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_sentences_come_without_the_blanks_between_characters(gold: Path) -> None:
    assert [sentence.text for sentence in read_gold(gold)] == ["小王在上海买了书。", "他叫Ivan。"]
    assert [len(sentence.clusters) for sentence in read_gold(gold)] == [2, 1]


@pytest.mark.parametrize(
    "triple",
    [
        ("小王", "买了", "书"),
        ("小王", "买", "书"),
        ("小 王", "买 了", "一本书"),
        ("小王", "买到", "书"),
        ("小王", "买书", "在大上海"),
    ],
)
def test_optional_words_and_blanks_do_not_matter(gold: Path, triple: Triple) -> None:
    scores = score(read_gold(gold), {"1": [triple]})
    assert (scores.right, scores.covered) == (1, 1)


@pytest.mark.parametrize(
    "triple", [("小王", "买了", "上海"), ("王", "买了", "书"), ("小王", "买了一", "书"), ("小王", "书", "买了")]
)
def test_all_three_slots_must_be_exact(gold: Path, triple: Triple) -> None:
    scores = score(read_gold(gold), {"1": [triple]})
    assert (scores.right, scores.covered) == (0, 0)
    assert scores.spurious == (("1", triple),)


def test_precision_counts_extractions_and_recall_clusters(gold: Path) -> None:
    triples = {"1": [("小王", "买了", "书"), ("小王", "买", "一本书"), ("小王", "去", "上海")]}
    scores = score(read_gold(gold), triples)
    assert scores.precision == pytest.approx(2 / 3)
    assert scores.recall == pytest.approx(1 / 3)
    assert scores.f1 == pytest.approx(4 / 9)


def test_a_cluster_of_another_sentence_does_not_count(gold: Path) -> None:
    assert score(read_gold(gold), {"2": [("小王", "买了", "书")]}).right == 0


def test_missed_clusters_name_the_nearest_extraction(gold: Path) -> None:
    scores = score(read_gold(gold), {"1": [("小王", "买了", "报纸")]})
    first = scores.missed[0]
    assert first.nearest == ("小王", "买了", "报纸")
    assert first.wrong == ("arg2",)
    assert dict(scores.near) == {"arg2": 1, "rel + arg2": 1, "nothing extracted": 1}


def test_nothing_extracted_is_zero_and_no_error(gold: Path) -> None:
    scores = evaluate(gold, lambda text: [])
    assert (scores.precision, scores.recall, scores.f1) == (0.0, 0.0, 0.0)


def test_the_extractor_gets_each_sentence_once(gold: Path) -> None:
    seen: list[str] = []

    def extract(text: str) -> list[Triple]:
        seen.append(text)
        return [("他", "叫", "Ivan")]

    assert evaluate(gold, extract).covered == 1
    assert seen == ["小王在上海买了书。", "他叫Ivan。"]


@pytest.mark.parametrize(
    "text", ["", "sent_id:1\tx\nname\ttype\n", "1--> Cluster 1:\n", "sent_id:1\tx\na --> b --> c\n"]
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "other.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="BenchIE"):
        read_gold(path)


def test_extractions_need_four_columns(tmp_path: Path) -> None:
    path = tmp_path / "triples.tsv"
    path.write_text("1\ta\tb\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 1"):
        read_triples(path)


def test_the_published_baseline_scores_as_published() -> None:
    if not DATA.exists():
        pytest.skip("the BenchIE files are not beside this checkout")
    scores = score(read_gold(DATA / "benchie-zh-1-150.txt"), read_triples(DATA / "m2oie-zh-1-150.tsv"))
    assert scores.extractions == 304
    assert (round(scores.precision, 2), round(scores.recall, 2), round(scores.f1, 2)) == (0.20, 0.12, 0.15)
