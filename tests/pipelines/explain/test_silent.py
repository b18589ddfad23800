"""Each verb without a claim has its own reason."""

import pytest

from pipelines.claims.relations import Triggers
from pipelines.explain.silent import silent_verbs
from tests.pipelines.evaluation.trees import reading_of


def reasons(spec: str, **types: str) -> dict[str, str]:
    reading = reading_of(spec, **types)
    made = [p for p in reading.propositions if p.subject is not None]
    return {one.text: one.reason for one in silent_verbs(reading, made, Triggers())}


@pytest.mark.parametrize(
    ("spec", "verb", "reason"),
    [
        ("他/PRON/1/nsubj 说/VERB/-1/root ，/PUNCT/1/punct 公司/NOUN/4/nsubj 卖/VERB/1/ccomp 店/NOUN/4/obj", "说", "says who"),
        ("他/PRON/1/nsubj 开始/VERB/-1/root 卖/VERB/1/xcomp 车/NOUN/2/obj", "开始", "not_predicates"),
        ("他/PRON/1/nsubj 打算/VERB/-1/root 卖/VERB/1/xcomp 车/NOUN/2/obj", "打算", "leads to 卖"),
        ("卖/VERB/-1/root 了/AUX/0/aux", "卖", "neither a subject nor an object"),
        ("卖/VERB/-1/root 了/AUX/0/aux 车/NOUN/0/obj", "卖", "does not say who"),
        ("这/PRON/1/nsubj 影响/VERB/-1/root 市场/NOUN/1/obj", "影响", "这 names nothing"),
        ("出口/VERB/1/nmod 产品/NOUN/2/nsubj 增加/VERB/-1/root", "出口", "nmod of 产品"),
        ("是/VERB/-1/root 啊/PART/0/discourse", "是", "nothing nominal"),
    ],
)  # fmt: skip
def test_reasons(spec: str, verb: str, reason: str) -> None:
    assert reason in reasons(spec)[verb]


def test_a_verb_with_a_claim_is_not_listed() -> None:
    assert reasons("小王/PROPN/1/nsubj 卖/VERB/-1/root 车/NOUN/1/obj") == {}


def test_a_name_is_no_verb() -> None:
    assert reasons("小王/PROPN/1/nsubj 卖/VERB/-1/root 征途/VERB/1/obj", 征途="Work") == {}
