"""The shipped parser: trees whatever the input, the same for both widths and scripts, and the card's figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim.errors import ModelError
from pipelines.evaluation.syntax import evaluate
from pipelines.neural import digest
from pipelines.nlp.parser import MODEL_FOLDER, Parse, Parser, Word, load_parser

SYNTAX = Path(__file__).parents[4] / "shared" / "data" / "syntax"
META = json.loads((MODEL_FOLDER / "meta.json").read_text(encoding="utf-8"))
TYPES = ["", "Person", "Company", "Time", "Quantity", "Nothing known"]


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def words(text: str) -> list[Word]:
    return [Word(word) for word in text.split()]


def is_tree(parse: Parse) -> bool:
    """Whether all words lead to one root, and only the root is called one."""
    roots = [i for i, head in enumerate(parse.heads) if head == i]
    named = [i for i, relation in enumerate(parse.relations) if relation == "root"]
    if len(roots) != 1 or roots != named:
        return False
    for start in range(len(parse.heads)):
        at, steps = start, 0
        while parse.heads[at] != at and steps <= len(parse.heads):
            at, steps = parse.heads[at], steps + 1
        if at != roots[0]:
            return False
    return True


@given(st.lists(st.lists(st.tuples(st.text(min_size=1, max_size=6), st.sampled_from(TYPES)), max_size=25), max_size=8))
@settings(max_examples=40, deadline=None)
def test_any_words_make_trees(sentences: list[list[tuple[str, str]]]) -> None:
    parses = load_parser().parse(sentences)
    assert [len(parse.tags) for parse in parses] == [len(sentence) for sentence in sentences]
    assert all(is_tree(parse) for parse in parses if parse.heads)


def test_empty_and_single(parser: Parser) -> None:
    nothing, one = parser.parse([[], words("好")])
    assert nothing == Parse((), (), ())
    assert one.heads == (0,)
    assert one.relations == ("root",)
    assert parser.parse([]) == []


def test_very_long_sentence(parser: Parser) -> None:
    (parse,) = parser.parse([words("公司 今年 收购 了 一 家 企业 ， " * 90)])
    assert len(parse.heads) == 720
    assert is_tree(parse)


def test_simple_sentence(parser: Parser) -> None:
    (parse,) = parser.parse([[Word("彼得·蒂尔", "Person"), *words("离开 了 公司 。")]])
    assert parse.tags == ("PROPN", "VERB", "AUX", "NOUN", "PUNCT")
    assert parse.heads == (1, 1, 1, 1, 1)
    assert parse.relations == ("nsubj", "root", "aux", "obj", "punct")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("公司 表示 ， 计划 （ 已 取消 ） ！", "公司 表示 , 计划 ( 已 取消 ) !"),
        ("他 说 ： “ 我们 没有 订购 芯片 。 ”", '他 說 : " 我們 沒有 訂購 芯片 . "'),
        ("这家 公司 收购 了 对手 。", "這家 公司 收購 了 對手 。"),
        ("他 在 ２０２２ 年 加入 了 ＩＢＭ 。", "他 在 2022 年 加入 了 IBM 。"),
    ],
)
def test_width_and_script_do_not_matter(parser: Parser, one: str, other: str) -> None:
    assert parser.parse([words(one)]) == parser.parse([words(other)])


def test_batch_does_not_matter(parser: Parser) -> None:
    sentences = [words("公司 订购 了 芯片 。"), words("他 走 了"), words("据 报道 ， 双方 已 签署 协议 。"), []]
    assert parser.parse(sentences) == [parser.parse([sentence])[0] for sentence in sentences]


def test_files_are_those_that_were_measured() -> None:
    assert {name: digest(MODEL_FOLDER / name) for name in META["sha256"]} == META["sha256"]


def test_card_quotes_the_measured_figures() -> None:
    card = (MODEL_FOLDER / "README.md").read_text(encoding="utf-8")
    for scores in META["scores"].values():
        for figure in scores.values():
            assert f"{figure:.1f}" in card


@pytest.mark.skipif(not SYNTAX.is_dir(), reason="the treebanks are not here")
@pytest.mark.parametrize("name", sorted(META["scores"]))
def test_figures(parser: Parser, name: str) -> None:
    scores = evaluate(SYNTAX / f"{name}.conllu", parser)
    measured = {"uas": scores.uas, "las": scores.las, "tag": scores.tag}
    assert measured == pytest.approx(META["scores"][name], abs=0.1)


def test_missing_model(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="no usable parser"):
        load_parser(tmp_path)


def test_other_format(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"format": 0}', encoding="utf-8")
    (tmp_path / "words.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match="format 0"):
        load_parser(tmp_path)
