"""The two pairs of models that are shipped: each reads, each has its card, and together they stay small."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.claim import ConfigError, Document
from pipelines.evaluation.syntax import evaluate
from pipelines.extract import Extractor
from pipelines.neural import digest
from pipelines.nlp.parser import load_parser
from pipelines.pipeline import MODELS, model_folder

SYNTAX = Path(__file__).parents[3] / "shared" / "data" / "syntax" / "gsdsimp-test-projected.conllu"
FOLDERS = [model_folder(kind, models) for kind in ("parser", "names") for models in MODELS]
LARGEST = 60 * 2**20


@pytest.mark.parametrize("models", MODELS)
def test_each_pair_reads_a_fact(models: str) -> None:
    text = "微软收购了动视暴雪。"
    claims = Extractor(models=models).extract(Document(id="x", text=text)).claims
    assert [(c.subject.label, c.predicate.relation, c.object and c.object.label) for c in claims] == [
        ("微软", "acquires", "动视暴雪")
    ]


def test_an_unknown_pair_is_refused() -> None:
    with pytest.raises(ConfigError, match="default or clear"):
        Extractor(models="huge")


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_each_has_its_card_and_its_terms(folder: Path) -> None:
    assert (folder / "README.md").stat().st_size > 500
    assert (folder / "LICENSE").stat().st_size > 500


@pytest.mark.parametrize("models", MODELS)
def test_the_parsers_are_those_that_were_measured(models: str) -> None:
    folder = model_folder("parser", models)
    sums = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["sha256"]
    assert {name: digest(folder / name) for name in sums} == sums


def test_all_models_together_stay_small() -> None:
    assert sum(file.stat().st_size for folder in FOLDERS for file in folder.iterdir()) < LARGEST


@pytest.mark.skipif(not SYNTAX.exists(), reason="the treebank lies outside the repository")
@pytest.mark.parametrize("models", MODELS)
def test_the_committed_parser_has_the_figures_of_its_card(models: str) -> None:
    folder = model_folder("parser", models)
    quoted = json.loads((folder / "meta.json").read_text(encoding="utf-8"))["scores"]["gsdsimp-test-projected"]
    scores = evaluate(SYNTAX, load_parser(folder))
    assert (scores.uas, scores.las, scores.tag) == pytest.approx((quoted["uas"], quoted["las"], quoted["tag"]), abs=0.1)
