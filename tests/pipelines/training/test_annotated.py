"""The annotated news trees: kept without their text, found again, and read by the shipped parser as its card says."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch", reason="only training needs torch")
pytest.importorskip("floret", reason="only training needs floret")

from pipelines.nlp.parser import MODEL_FOLDER, load_parser
from pipelines.nlp.subjects import NOBODY
from pipelines.training import annotated, subject_choices
from pipelines.training.treebank import ROOT, Tree, Word, is_tree

DATA = Path(__file__).parents[4] / "shared" / "data"


def data_folder(path: Path, text: str) -> None:
    """The sets that annotated sentences come from, empty but for one text."""
    for name in ("duee-dev.jsonl", "duie2-sample-5000.jsonl", "cluener-train.jsonl"):
        place = {"duee-dev.jsonl": "events", "cluener-train.jsonl": "ner"}.get(name, "relations/duie")
        (path / place).mkdir(parents=True, exist_ok=True)
        lines = [json.dumps({"text": text}, ensure_ascii=False)] if "duee" in name else []
        (path / place / name).write_text("\n".join(lines), encoding="utf-8")
    (path / "relations" / "finre").mkdir()
    for empty in ("relations/finre/train.txt", "ner/boson.txt", "ner/msra-dedup-train.bio"):
        (path / empty).write_text("", encoding="utf-8")


def test_a_tree_is_found_again_by_its_sentence(tmp_path: Path) -> None:
    text = "他走了。"
    words = (
        Word("他", "PRON", 1, "nsubj"),
        Word("走", "VERB", ROOT, "root"),
        Word("了", "AUX", 1, "aux"),
        Word("。", "PUNCT", 1, "punct"),
    )
    tree = Tree(words, text, ((0, 1), (1, 2), (2, 3), (3, 4)))
    data_folder(tmp_path, f"天气很好。{text}")
    annotated.write([tree], tmp_path / "trees.npz")
    assert annotated.read(tmp_path, tmp_path / "trees.npz") == [tree]


@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets are not here")
def test_the_held_out_figures_are_those_of_the_shipped_parser() -> None:
    trees = annotated.read(DATA)
    assert all(is_tree([word.head for word in tree.words]) for tree in trees)
    held = [tree for tree in trees if annotated.is_held_out(tree.text)]
    parses = load_parser().parse([[(word.form, word.type) for word in tree.words] for tree in held])
    right = np.zeros(2)
    for tree, parse in zip(held, parses, strict=True):
        for index, word in enumerate(tree.words):
            head = word.head if word.head != ROOT else index
            right += [parse.heads[index] == head, (parse.heads[index], parse.relations[index]) == (head, word.relation)]
    count = sum(len(tree.words) for tree in held)
    quoted = json.loads((MODEL_FOLDER / "meta.json").read_text(encoding="utf-8"))["news"]["held_out"]
    assert 100 * right / count == pytest.approx([quoted["uas"], quoted["las"]], abs=0.2)


def test_choices_are_found_again_and_stand_on_the_pipelines_words(tmp_path: Path) -> None:
    text = "公司发布公告，决定聘请会计师。"
    data_folder(tmp_path, f"天气很好。{text}")
    chosen = {2: 0, 7: 0, 9: NOBODY, 3: 0}  # at 3 no word begins
    subject_choices.write({text: chosen}, tmp_path / "choices.npz")
    found = subject_choices.read(tmp_path, tmp_path / "choices.npz")
    assert found == {text: chosen}
    (tree,) = subject_choices.cut([text])
    words = [word.form for word in tree.words]
    on_words = subject_choices.on_words(found[text], tree)
    assert {words[verb]: NOBODY if who == NOBODY else words[who] for verb, who in on_words.items()} == {
        "发布": "公司",
        "决定": "公司",
        "聘请": NOBODY,
    }


@pytest.mark.skipif(not DATA.is_dir(), reason="the data sets are not here")
def test_the_figure_of_subjects_is_that_of_the_shipped_scorer() -> None:
    quoted = json.loads((MODEL_FOLDER / "meta.json").read_text(encoding="utf-8"))["subjects"]
    choices = {t: c for t, c in subject_choices.read(DATA).items() if annotated.is_held_out(t)}
    parser = load_parser()
    right = total = 0
    for tree in subject_choices.cut(list(choices)):
        chosen = subject_choices.on_words(choices[tree.text], tree)
        found = parser.subjects([(word.form, word.type) for word in tree.words], list(chosen))
        right += sum(found[verb][0][0] == subject for verb, subject in chosen.items())
        total += len(chosen)
    assert total == quoted["held_out"]
    assert 100 * right / total == pytest.approx(quoted["right"], abs=0.3)
