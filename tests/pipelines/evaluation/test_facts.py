"""What counts as saying a fact, and that the figures are those of the reference scorer."""

import importlib.util
import json
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.claim import Argument, Claim, Document, InputError, Modality, Predicate, Quote, Span
from pipelines.evaluation import facts
from pipelines.evaluation.fact_gold import Fact, Passage, Reading, differs, matches, overlap, read_gold, time_agrees

SHARED = Path(__file__).parents[4] / "shared"
REFERENCE = SHARED / "eval" / "score_facts.py"


def fact(subject: str, predicate: str, obj: str, **more: Any) -> Fact:
    return Fact((Reading((subject,), (predicate,), (obj,)),), **more)


def claim(subject: str, predicate: str, obj: str | None, /, **more: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "doc": "p", "subject": {"text": subject}, "predicate": {"label": predicate, "text": predicate},
        "object": {"text": obj} if obj else None, "asserted": True, "confidence": 0.8, "extractor": "rule:verbal",
    }  # fmt: skip
    return record | more


def passage(*wanted: Fact, also: tuple[Fact, ...] = (), traps: tuple[Fact, ...] = ()) -> Passage:
    return Passage("p", "…", None, wanted, also, traps)


@pytest.mark.parametrize(
    ("said", "wanted", "share"),
    [("英伟达", "英伟达", 1.0), ("「英伟达」", "英伟达", 1.0), ("ＧＰＵ", "gpu", 1.0), ("公司的产品", "公司产品", 1.0),
     ("英伟达GPU", "GPU", 2 / 5), ("新的高级芯片", "高级芯片", 8 / 9), ("芯片", "软件", 0.0), ("", "芯片", 0.0)],
)  # fmt: skip
def test_overlap_is_the_share_of_units_when_one_holds_the_other(said: str, wanted: str, share: float) -> None:
    assert overlap(said, wanted) == pytest.approx(share)
    assert overlap(wanted, said) == pytest.approx(share)


@pytest.mark.parametrize(
    ("said", "wanted", "same"),
    [("收购", "收购", True), ("收购了", "收购", True), ("没有收购", "收购", False), ("没收购", "没收购", True), ("用", "用", True),
     ("用于", "用", True), ("使用", "用", False), ("推", "推出", False), ("推出", "推出了新", True)],
)  # fmt: skip
def test_verbs_may_be_longer_but_not_negated(said: str, wanted: str, same: bool) -> None:
    assert matches(claim("甲", said, "乙"), fact("甲", wanted, "乙")) is same


def test_a_relation_counts_as_a_verb() -> None:
    record = claim("甲", "买下", "乙", predicate={"label": "买下", "relation": "acquires"})
    assert matches(record, fact("甲", "acquires", "乙"))
    assert not matches(record, fact("甲", "acquire", "乙"))


def test_an_alias_of_the_subject_counts() -> None:
    record = claim("该公司", "收购", "乙", subject={"text": "该公司", "label": "Meta", "aliases": ["Facebook"]})
    assert matches(record, fact("facebook", "收购", "乙"))


def test_an_empty_object_allows_none_or_a_time_and_in_a_trap_anything() -> None:
    bare, timed, other = claim("甲", "辞职", None), claim("甲", "辞职", "2022年"), claim("甲", "辞职", "乙")
    timed["object"]["type"] = "Time"
    wanted = fact("甲", "辞职", "")
    assert [matches(c, wanted) for c in (bare, timed, other)] == [True, True, False]
    assert matches(other, wanted, trap=True)


def test_another_reading_of_the_fact_counts() -> None:
    wanted = Fact((Reading(("甲",), ("收购",), ("乙",)), Reading(("乙",), ("被收购",), ("甲",))))
    assert matches(claim("乙", "被收购", "甲"), wanted)


def test_differs_names_the_parts() -> None:
    reading = fact("甲公司", "收购", "乙公司").readings[0]
    assert differs(claim("甲公司", "出售", "丙公司"), reading) == ("predicate", "object")


@pytest.mark.parametrize(
    ("wanted", "right"),
    [("2022", True), ("/2022-12", True), ("2022/2022", True), ("2021", False), ("2022/2023", False)],
)
def test_times_are_compared_by_their_beginning(wanted: str, right: bool) -> None:
    record = claim("甲", "收购", "乙", time={"text": "去年", "start": "2022-01-01", "end": "2022-12-31"})
    assert time_agrees(record, wanted) is right


def test_a_planned_fact_must_not_be_asserted() -> None:
    planned = passage(fact("甲", "收购", "乙", qualified=True))
    good = facts.score([(planned, [claim("甲", "收购", "乙", asserted=False)])])
    bad = facts.score([(planned, [claim("甲", "收购", "乙")])])
    assert (good.recall, good.precision, good.qualified, good.wrong) == (1.0, 1.0, 1, 0)
    assert (bad.recall, bad.precision, bad.qualified, bad.wrong) == (0.0, 0.0, 0, 1)
    assert [m.kind for m in bad.misses] == ["missed", "asserted in error"]
    assert bad.misses[0].reason == "asserted"


def test_a_trap_is_a_hit_when_it_is_denied_and_an_error_when_asserted() -> None:
    denied = passage(traps=(fact("甲", "收购", ""),))
    assert facts.score([(denied, [claim("甲", "收购", "乙", asserted=False)])]).hits == 1
    silent, wrong = facts.score([(denied, [])]), facts.score([(denied, [claim("甲", "收购", "乙")])])
    assert (silent.qualified, silent.qualified_all, silent.wrong) == (0, 1, 0)
    assert (wrong.hits, wrong.wrong) == (0, 1)


def test_what_is_simply_false_need_not_be_there() -> None:
    scores = facts.score([(passage(traps=(fact("甲", "收购", "乙", absent=True),)), [claim("甲", "收购", "乙")])])
    assert (scores.qualified_all, scores.wrong) == (0, 1)


def test_what_is_true_as_well_helps_precision_only() -> None:
    scores = facts.score(
        [(passage(fact("甲", "卖", "丙"), also=(fact("甲", "收购", "乙"),)), [claim("甲", "收购", "乙")])]
    )
    assert (scores.facts, scores.found, scores.hits, scores.precision) == (1, 0, 1, 1.0)


def test_equal_claims_count_once() -> None:
    twice = [claim("甲", "收购", "乙"), claim("「甲」", "收购", "乙"), claim("甲", "收购", "乙", asserted=False)]
    assert facts.score([(passage(), twice)]).claims == 2


def test_amount_may_stand_in_the_object() -> None:
    wanted = passage(fact("甲", "投资", "3亿美元", amount="3亿美元"))
    scores = facts.score([(wanted, [claim("甲", "投资", "3亿美元")])])
    assert (scores.amount, scores.amount_all) == (1, 1)


def test_reliability_bins_and_calibration_error() -> None:
    said = [
        claim("甲", "收购", "乙", confidence=0.7),
        claim("甲", "卖", "丙", confidence=0.7),
        claim("甲", "去", "丁", confidence=1.0),
    ]
    scores = facts.score([(passage(fact("甲", "收购", "乙")), said)])
    assert [(b.low, b.high, b.claims, b.matched) for b in scores.reliability] == [
        (0.7, 0.8, 2, 0.5),
        (0.9, 1.0, 1, 0.0),
    ]
    assert scores.calibration_error == pytest.approx((2 * 0.2 + 1.0) / 3)


def test_rules_are_counted_apart() -> None:
    said = [claim("甲", "收购", "乙"), claim("甲", "卖", "丙", extractor="rule:title")]
    scores = facts.score([(passage(fact("甲", "收购", "乙")), said)])
    assert [(r.rule, r.claims, r.matched, r.wrong) for r in scores.rules] == [
        ("rule:title", 1, 0, 0),
        ("rule:verbal", 1, 1, 0),
    ]


class _Extractor:
    """Claims the same of every document, and keeps what it was given."""

    def __init__(self) -> None:
        self.documents: list[Document] = []

    def extract_all(self, documents: Any) -> Any:
        for document in documents:
            self.documents.append(document)
            quote = Quote.of(document.text, Span(0, 1))
            one = Claim(
                document.id, Quote.of(document.text, Span(0, len(document.text))), Argument(quote, "甲"), Predicate("收购"),
                Argument(Quote.of(document.text, Span(3, 4)), "乙"), modality=Modality.PLANNED, confidence=0.5, extractor="rule:x",
            )  # fmt: skip
            yield type("Extraction", (), {"claims": (one,)})()


def test_evaluate_reads_the_file_and_extracts_with_its_dates(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    line = {
        "id": "a",
        "date": "2023-04-26",
        "text": "甲收购乙",
        "facts": [{"s": ["甲"], "p": ["收购"], "o": ["乙"], "modality": "planned"}],
    }
    path.write_text(json.dumps(line, ensure_ascii=False) + "\n\n", encoding="utf-8")
    extractor = _Extractor()
    scores = facts.evaluate(path, extractor)
    assert (scores.recall, scores.precision, scores.f1) == (1.0, 1.0, 1.0)
    assert [(d.id, d.date) for d in extractor.documents] == [("a", date(2023, 4, 26))]


@pytest.mark.parametrize(
    "text",
    ["", "name\ttype\n", '{"id": 1}\n', '{"id": 1, "text": "甲", "facts": [{"s": "甲", "p": [], "o": []}]}\n', "[]\n"],
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="facts"):
        read_gold(path)


def reference() -> ModuleType:
    if not REFERENCE.exists():
        pytest.skip("the reference scorer is not beside this checkout")
    spec = importlib.util.spec_from_file_location("score_facts", REFERENCE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@st.composite
def variations(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Claims that say the gold facts of a passage more or less: other spellings, stances, objects, times."""
    lines = (SHARED / "seed" / "gold.jsonl").read_text(encoding="utf-8").splitlines() if REFERENCE.exists() else []
    if not lines:
        return []
    gold = json.loads(draw(st.sampled_from(lines)))
    listed = [f for key in ("facts", "also", "not_asserted") for f in gold.get(key, ())]
    listed += [reading for f in listed for reading in f.get("or", ())]
    found = []
    for _ in range(draw(st.integers(0, 8))):
        chosen, other = draw(st.sampled_from(listed)), draw(st.sampled_from(listed))
        text = draw(st.sampled_from([draw(st.sampled_from(chosen["o"])), draw(st.sampled_from(other["o"])), ""]))
        verb = (
            draw(st.sampled_from(["", "没有"]))
            + draw(st.sampled_from(chosen["p"]))
            + draw(st.sampled_from(["", "了", "于", "起来"]))
        )
        found.append({
            "doc": gold["id"],
            "subject": {"text": draw(st.sampled_from(["", "新的", "「"])) + draw(st.sampled_from(chosen["s"])), "aliases": chosen["s"][:1]},
            "predicate": {"text": verb, "label": verb, "relation": draw(st.sampled_from([None, *chosen["p"]]))},
            "object": {"text": text, "type": draw(st.sampled_from(["Time", "Concept"]))} if text else None,
            "time": draw(st.sampled_from([None, {"text": "去年", "start": "2022-01-01", "end": "2022-12-31"}])),
            "amount": draw(st.sampled_from([None, {"text": chosen.get("amount", "80%")}])),
            "asserted": draw(st.booleans()), "confidence": 0.5, "extractor": "rule:verbal",
        })  # fmt: skip
    return found


@given(said=variations())
@settings(max_examples=150, deadline=None)
def test_the_figures_are_those_of_the_reference_scorer(said: list[dict[str, Any]]) -> None:
    module = reference()
    path = SHARED / "seed" / "gold.jsonl"
    passages = {p.id: p for p in read_gold(path)}
    raw = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    chosen = said[0]["doc"] if said else raw[0]["id"]
    theirs = module.score([p for p in raw if p["id"] == chosen], {chosen: said}, lambda *_: None)
    ours = facts.score([(passages[chosen], said)]).as_dict()
    assert {name: ours[name] for name in theirs} == dict(theirs)
