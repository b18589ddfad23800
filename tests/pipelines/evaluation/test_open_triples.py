"""A sentence as surface triples. The trees are written by hand; the words are the test's own."""

from pathlib import Path

import pytest

from kg.claim import ModelError
from pipelines.evaluation.benchie import Triple, evaluate
from pipelines.evaluation.open_triples import triple_extractor, triples
from pipelines.pipeline import assemble
from tests.pipelines.evaluation.trees import reading_of

GOLD = Path(__file__).parents[4] / "shared" / "data" / "openie" / "benchie-zh-1-150.txt"


def read(spec: str, **types: str) -> list[Triple]:
    reading = reading_of(spec, **types)
    return triples(reading, "".join(reading.tree.words))


def test_subject_verb_object_with_aspect_in_the_relation() -> None:
    assert read("小王/PROPN/1/nsubj 买/VERB/-1/root 了/AUX/1/aux 新/ADJ/4/amod 书/NOUN/1/obj 。/PUNCT/1/punct") == [
        ("小王", "买了", "新书")
    ]


def test_a_phrase_before_the_verb_is_a_triple_with_the_object_in_the_relation() -> None:
    spec = "他/PRON/3/nsubj 在/ADP/2/case 上海/PROPN/3/obl 开/VERB/-1/root 了/AUX/3/aux 店/NOUN/3/obj 。/PUNCT/3/punct"
    assert read(spec) == [("他", "开了", "店"), ("他", "开了店", "在上海")]


def test_a_time_in_front_belongs_to_the_clause_after_the_comma() -> None:
    spec = "1998年/NOUN/3/obl ，/PUNCT/0/punct 他/PRON/3/nsubj 毕业/VERB/-1/root 。/PUNCT/3/punct"
    assert read(spec, **{"1998年": "Time"}) == [("他", "毕业", "1998年")]


def test_negation_and_modals_stay_and_other_adverbs_go() -> None:
    spec = "他/PRON/4/nsubj 也/ADV/4/advmod 不/ADV/4/advmod 会/AUX/4/aux 买/VERB/-1/root 车/NOUN/4/obj 。/PUNCT/4/punct"
    assert read(spec) == [("他", "不会买", "车")]


def test_conjuncts_come_apart() -> None:
    spec = "小王/PROPN/3/nsubj 和/CCONJ/2/cc 小李/PROPN/0/conj 买/VERB/-1/root 书/NOUN/3/obj 、/PUNCT/6/punct 笔/NOUN/4/conj"
    assert read(spec) == [("小王", "买", "书"), ("小王", "买", "笔"), ("小李", "买", "书"), ("小李", "买", "笔")]


def test_the_agent_of_a_passive_is_no_subject() -> None:
    spec = "小镇/NOUN/3/nsubj:pass 被/AUX/3/aux:pass 国王/NOUN/3/obl 授予/VERB/-1/root 了/AUX/3/aux 特权/NOUN/3/obj"
    assert read(spec) == [("小镇", "被授予了", "特权"), ("小镇", "被授予了特权", "国王")]


def test_what_is_disposed_of_stands_in_the_relation_when_more_follows() -> None:
    spec = "他/PRON/3/nsubj 把/ADP/2/case 书/NOUN/3/obl:patient 放/VERB/-1/root 到/VERB/3/mark 桌上/NOUN/3/obj"
    assert read(spec) == [("他", "把书放到", "桌上")]


def test_what_is_said_is_all_that_follows_and_is_read_too() -> None:
    spec = "他/PRON/1/nsubj 说/VERB/-1/root ，/PUNCT/1/punct 公司/NOUN/4/nsubj 卖/VERB/1/ccomp 了/AUX/4/aux 店/NOUN/4/obj 。/PUNCT/1/punct"
    assert read(spec) == [("他", "说", "公司卖了店"), ("公司", "卖了", "店")]


def test_a_cause_has_the_clause_as_object_and_its_own_subject() -> None:
    spec = "经理/NOUN/1/nsubj 要求/VERB/-1/root 工人/NOUN/1/obj 提高/VERB/1/ccomp 产量/NOUN/3/obj 。/PUNCT/1/punct"
    assert read(spec) == [("经理", "要求", "工人提高产量"), ("工人", "提高", "产量")]


def test_a_relative_clause_stays_in_its_phrase() -> None:
    spec = "他/PRON/1/nsubj 读/VERB/-1/root 朋友/NOUN/3/nsubj 写/VERB/5/acl:relcl 的/SCONJ/3/mark:rel 书/NOUN/1/obj 。/PUNCT/1/punct"
    assert read(spec) == [("他", "读", "朋友写的书")]


def test_words_are_those_of_the_text() -> None:
    reading = reading_of("他/PRON/1/nsubj 涨/VERB/-1/root 10%/NUM/1/obj")
    assert triples(reading, "他涨10％") == [("他", "涨", "10％")]


def test_the_development_half_of_benchie_is_well_above_the_baseline() -> None:
    if not GOLD.exists():
        pytest.skip("the BenchIE file is not beside this checkout")
    try:
        extract = triple_extractor(assemble())
    except ModelError as problem:
        pytest.skip(str(problem))
    assert evaluate(GOLD, extract).f1 >= 0.28
