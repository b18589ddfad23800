"""The shipped names model: what it finds in sentences of our own, and that no text breaks it."""

import dataclasses
import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim.errors import ModelError
from pipelines.mention.labels import CLASS_OF
from pipelines.mention.names import FOLDER, load_names, name_hash
from pipelines.neural import digest

MIXED = "张三在北京大学Apple发布了iPhone 15。，,\n·《》「」😀𠮷"
TEXTS = st.text() | st.text(alphabet=st.sampled_from(MIXED), max_size=60)


@pytest.fixture(scope="module")
def model():
    return load_names()


@settings(deadline=None, max_examples=50)
@given(st.lists(TEXTS, max_size=5))
def test_any_text_gives_sorted_separate_names_inside_it(model, sentences):
    found = model.find(sentences)
    assert len(found) == len(sentences)
    for sentence, spans in zip(sentences, found, strict=True):
        assert all(a.end <= b.start for a, b in pairwise(spans))
        for span in spans:
            name = sentence[span.start : span.end]
            assert name.strip() == name != ""
            assert span.type == CLASS_OF[span.fine]
            assert 0 < span.score <= 1


ODD = ("", " ", "\n\n", "😀", "\ud800", "中" * 10_000, "a" * 10_000, "甲, b。" * 3000, "\x00")


@pytest.mark.parametrize("text", ODD)
def test_odd_texts_are_read_without_an_error(model, text):
    (spans,) = model.find([text])
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_a_sentence_gives_the_same_names_in_any_company(model):
    people = ("王小明", "Ann Lee")
    sentences = [f"{name}的董事长{person}去了上海。" for name in ("星河公司", "Zorix", "东风") for person in people]
    together = model.find(sentences * 40)
    assert together == model.find(sentences * 40)
    for sentence, found in zip(sentences * 40, together, strict=True):
        (alone,) = model.find([sentence])
        assert [(s.start, s.end, s.fine) for s in alone] == [(s.start, s.end, s.fine) for s in found]
        assert [s.score for s in alone] == pytest.approx([s.score for s in found], abs=0.001)


def test_width_and_script_give_the_same_names(model):
    one, other = model.find(["台湾的郭台铭创办了鸿海集团，总部在新北。", "台灣的郭台銘創辦了鴻海集團,總部在新北."])
    assert [(s.start, s.end, s.type) for s in one] == [(s.start, s.end, s.type) for s in other] != []


def test_a_long_text_is_read_to_its_end(model):
    text = "会议讨论了很多问题，" * 60 + "国务院总理李克强在北京会见了默克尔。"
    names = [text[span.start : span.end] for span in model.find([text])[0]]
    assert "北京" in names
    assert "默克尔" in names


def test_most_names_of_our_own_sentences_are_found_with_their_class(model):
    lines = (Path(__file__).parent / "own_sentences.txt").read_text(encoding="utf-8").splitlines()[1:]
    mark = re.compile(r"\{\{(\w+):(.*?)\}\}")
    sentences = [mark.sub(lambda m: m[2], line) for line in lines]
    right = found = wanted = 0
    for line, sentence, spans in zip(lines, sentences, model.find(sentences), strict=True):
        gold = [(m[2], m[1]) for m in mark.finditer(line)]
        guessed = [(sentence[s.start : s.end], s.type) for s in spans if s.type != "Time"]
        right += len(set(gold) & set(guessed))
        found, wanted = found + len(guessed), wanted + len(gold)
    assert right / wanted > 0.78
    assert right / found > 0.8


def test_an_unknown_convention_says_which_there_are(model):
    with pytest.raises(ModelError, match="house, msra"):
        model.find(["北京"], "ontonotes")


def test_names_of_training_are_remembered_by_hash():
    model = load_names()
    model._seen = np.array(sorted(map(name_hash, ["北京", "微软"])), dtype=np.uint32)
    assert [model.seen(name) for name in ("北京", "微软", "Zorix")] == [True, True, False]


def test_weights_are_those_of_the_card():
    meta = json.loads((FOLDER / "meta.json").read_text(encoding="utf-8"))
    assert digest(FOLDER / meta["weights"]["file"]) == meta["weights"]["sha256"]
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 25_000_000
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    for origin, figures in meta["development"].items():
        row = " | ".join(f"{100 * figures[name]:.1f}" for name in ("precision", "recall", "f1"))
        assert f"| {origin} | {row} |" in card


def test_damaged_or_missing_files_are_told(tmp_path):
    with pytest.raises(ModelError, match="reinstall"):
        load_names(tmp_path)
    for path in FOLDER.iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / "weights.npz").write_bytes(b"not an archive")
    with pytest.raises(ModelError, match="not the file"):
        load_names(tmp_path)


def test_named_spans_are_frozen(model):
    (span,) = model.find(["我在上海。"])[0]
    with pytest.raises(dataclasses.FrozenInstanceError):
        span.start = 0
