"""kg eval: one JSON object or tables, on small files of our own."""

import json
from pathlib import Path

import pytest

from kg.cli.evaluate import _lexicon
from pipelines.mention import names
from tests.kg.cli.command import kg

FILES = {
    "trees.conllu": "1\t小王\t_\tPROPN\t_\t_\t2\tnsubj\t_\t_\n2\t买\t_\tVERB\t_\t_\t0\troot\t_\t_\n3\t书\t_\tNOUN\t_\t_\t2\tobj\t_\t_\n\n",
    "names.iob2": "1\t微\tB-ORG\t-\t-\n2\t软\tI-ORG\t-\t-\n3\t在\tO\t-\t-\n4\t北京\tB-LOC\t-\t-\n\n",
    "gold.jsonl": json.dumps(
        {
            "id": "a", "text": "微软收购了诺基亚。微软没有收购黑莓。",
            "facts": [{"s": ["微软"], "p": ["收购"], "o": ["诺基亚"]}],
            "not_asserted": [{"s": ["微软"], "p": ["收购"], "o": ["黑莓"]}],
        },
        ensure_ascii=False,
    ) + "\n",
    "benchie.txt": "sent_id:1\t微 软 收 购 了 诺 基 亚 。\n1--> Cluster 1:\n微 软 --> 收 购 [了] --> 诺 基 亚\n",
    "times.json": json.dumps([
        {
            "Input": "他明年走", "Context": {"ReferenceDateTime": "2023-04-26T00:00:00"},
            "Results": [{
                "Text": "明年", "Type": "daterange", "Start": 1, "Length": 2,
                "Value": {"PastResolution": {"startDate": "2024-01-01", "endDate": "2025-01-01"}, "FutureResolution": {}},
            }],
        }
    ], ensure_ascii=False),
}  # fmt: skip
KINDS = {
    "syntax": ("trees.conllu", ("uas", "las", "tag")),
    "names": ("names.iob2", ("precision", "recall", "f1", "types")),
    "facts": ("gold.jsonl", ("precision", "recall", "f1")),
    "benchie": ("benchie.txt", ("precision", "recall", "f1")),
    "times": ("times.json", ("accuracy",)),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("kind", KINDS)
def test_json_is_exactly_one_object_with_the_promised_keys(folder: Path, kind: str) -> None:
    name, keys = KINDS[kind]
    run = kg("eval", kind, folder / name, "--json")
    assert run.status == 0
    assert run.out.count("\n") == 1
    scores = json.loads(run.out)
    assert set(keys) <= set(scores)
    assert all(isinstance(scores[key], (int, float, dict)) for key in keys)


@pytest.mark.parametrize("kind", KINDS)
def test_tables_say_the_same(folder: Path, kind: str) -> None:
    name, _ = KINDS[kind]
    run = kg("eval", kind, folder / name)
    assert run.status == 0
    headline = {"syntax": "UAS", "names": "recall", "facts": "asserted in error", "benchie": "F1", "times": "accuracy"}[
        kind
    ]
    assert headline in run.out.splitlines()[0]


def test_figures_are_those_of_the_files(folder: Path) -> None:
    facts = json.loads(kg("eval", "facts", folder / "gold.jsonl", "--json").out)
    assert (facts["recall"], facts["qualified"], facts["wrong"]) == (1.0, 1, 0)
    assert json.loads(kg("eval", "times", folder / "times.json", "--json").out)["accuracy"] == 1.0
    assert json.loads(kg("eval", "benchie", folder / "benchie.txt", "--json").out)["recall"] == 1.0


@pytest.mark.parametrize("extra", [(), ("--no-lexicon",)])
def test_an_article_is_read_with_and_without_the_lexicon(tmp_path: Path, extra: tuple[str, ...]) -> None:
    (tmp_path / "names.tsv").write_text("name\ttype\n微软\torganisation\n北京\tplace\n", encoding="utf-8")
    (tmp_path / "article.txt").write_text("微软公司昨天在北京开会。\n微软在北京有办公室。\n", encoding="utf-8")
    scores = json.loads(kg("eval", "names", tmp_path / "names.tsv", "--json", *extra).out)
    assert (scores["convention"], scores["wanted"]) == ("article", 2)
    assert scores["types"]["place"]["recall"] == 1.0


def test_no_lexicon_means_no_shipped_name() -> None:
    assert _lexicon(without=True).names == ()
    assert _lexicon(without=False).lookup("微软") is not None


def test_benchie_scores_other_extractions(folder: Path) -> None:
    (folder / "other.tsv").write_text("1\t微 软\t收 购\t诺 基 亚\n1\t微 软\t买\t它\n", encoding="utf-8")
    scores = json.loads(kg("eval", "benchie", folder / "benchie.txt", "--triples", folder / "other.tsv", "--json").out)
    assert (scores["precision"], scores["recall"]) == (0.5, 1.0)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("problem", ["missing", "folder", "another kind"])
def test_a_file_that_is_none_is_an_error_with_its_name(folder: Path, kind: str, problem: str) -> None:
    path = {"missing": folder / "nowhere", "folder": folder, "another kind": folder / "letter.odd"}[problem]
    if problem == "another kind":
        path.write_text("dear reader\n", encoding="utf-8")
    run = kg("eval", kind, path)
    assert run.status == 2
    assert run.out == ""
    assert str(path) in run.err


def test_each_pair_of_models_is_measured_by_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[str] = []

    def load(path: Path) -> names.NamesModel:
        loaded.append(path.name)
        return original(path)

    original = names.load_names
    monkeypatch.setattr(names, "load_names", load)
    for models in ("default", "clear"):
        assert kg("eval", "names", folder / "names.iob2", "--models", models, "--json").status == 0
    assert loaded == ["names", "names-clear"]
    assert kg("eval", "names", folder / "names.iob2", "--models", "best").status == 2
