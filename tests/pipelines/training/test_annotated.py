"""The annotated news trees: kept without their text, found again, and read by the shipped parser as its card says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="only training needs torch")
pytest.importorskip("floret", reason="only training needs floret")

from pipelines.nlp.parser import MODEL_FOLDER, load_parser
from pipelines.training import annotated
from pipelines.training.parser_news import is_held_out
from pipelines.training.treebank import ROOT, Tree, Word, is_tree

DATA = Path(__file__).parents[4] / "shared" / "data"


def test_a_tree_is_found_again_by_its_sentence(tmp_path: Path) -> None:
    text = "他走了。"
    words = (
        Word("他", "PRON", 1, "nsubj"),
        Word("走", "VERB", ROOT, "root"),
        Word("了", "AUX", 1, "aux"),
        Word("。", "PUNCT", 1, "punct"),
    )
    tree = Tree(words, text, ((0, 1), (1, 2), (2, 3), (3, 4)))
    for name in ("duee-dev.jsonl", "duie2-sample-5000.jsonl", "cluener-train.jsonl"):
        place = {"duee-dev.jsonl": "events", "cluener-train.jsonl": "ner"}.get(name, "relations/duie")
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
        lines = [json.dumps({"text": f"天气很好。{text}"}, ensure_ascii=False)] if "duee" in name else []
        (tmp_path / place / name).write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "relations" / "finre").mkdir()
    for path in ("relations/finre/train.txt", "ner/boson.txt", "ner/msra-dedup-train.bio"):
        (tmp_path / path).write_text("", encoding="utf-8")
    annotated.write([tree], tmp_path / "trees.npz")
    assert annotated.read(tmp_path, tmp_path / "trees.npz") == [tree]


@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets are not here")
def test_the_held_out_figures_are_those_of_the_shipped_parser() -> None:
    trees = annotated.read(DATA)
    assert all(is_tree([word.head for word in tree.words]) for tree in trees)
    held = [tree for tree in trees if is_held_out(tree)]
    parses = load_parser().parse([[(word.form, word.type) for word in tree.words] for tree in held])
    right = np.zeros(2)
    for tree, parse in zip(held, parses, strict=True):
        for index, word in enumerate(tree.words):
            head = word.head if word.head != ROOT else index
            right += [parse.heads[index] == head, (parse.heads[index], parse.relations[index]) == (head, word.relation)]
    count = sum(len(tree.words) for tree in held)
    quoted = json.loads((MODEL_FOLDER / "meta.json").read_text(encoding="utf-8"))["news"]["held_out"]
    assert 100 * right / count == pytest.approx([quoted["uas"], quoted["las"]], abs=0.2)
