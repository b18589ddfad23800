"""What holds for any text: quotes stand where they point, nothing raises, the same input gives the same bytes.

ZHITU_EXPLORE=1 tries new examples, and many more of them; without it the examples are the same on every run.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.claim import Claim, Document, Span
from kg.claim.codec import as_line
from pipelines.extract import Extractor

EXPLORE = "ZHITU_EXPLORE" in os.environ


def examples(number: int) -> settings:
    return settings(
        max_examples=number * 20 if EXPLORE else number,
        derandomize=not EXPLORE,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


# --- texts -----------------------------------------------------------------------------------------------------------

ANY = st.text(st.characters(exclude_categories=()), max_size=120)

KINDS = {
    kind: words.split()
    for kind, words in (
        line.split("\t")
        for line in (Path(__file__).parent / "words_by_kind.tsv").read_text(encoding="utf-8").splitlines()
    )
}
NAMES, ROLES, NOUNS, VERBS, TIMES, AMOUNTS, STANCES, GLUE = KINDS.values()
MARKS = ["\n", "\n\n", " ", *'，。！？；：,.「」“”（）()《》【】"', "……", "——"]
ODD = [
    "\u3000", "\u200b", "\ufeff", "\r\n", "\x00", "\ud83d", "😀", "👨‍👩‍👧", "é", "e\u0301", "ﬁ", "𠮷", "Ａｐｐｌｅ", "ｶﾞ", "한국",
    "العربية", "\u2028", "\t", "|", "<b>",
]  # fmt: skip

WORDS = st.sampled_from([NAMES, ROLES, NOUNS, VERBS, TIMES, AMOUNTS, STANCES, GLUE, MARKS]).flatmap(st.sampled_from)
SALAD = st.lists(WORDS | WORDS | WORDS | st.sampled_from(ODD), max_size=60).map("".join)


MAYBE = st.sampled_from
PARTS = st.tuples(
    MAYBE(["", *STANCES[5:8]]), MAYBE(["", "，"]), MAYBE(["", *TIMES]), MAYBE(["", "，", "的时候，"]),
    MAYBE(NAMES + ROLES), MAYBE(["", "、", "和"]), MAYBE(["", *NAMES]), MAYBE(["", *STANCES]),
    MAYBE(["", "以", "向英伟达", "把芯片", "被台积电", "在北京", "与微软"]), MAYBE(VERBS), MAYBE(["", *AMOUNTS]), MAYBE(["", *NAMES]),
    MAYBE(["", *NOUNS]), MAYBE(["", "，并", "，但", "，其", "；"]), MAYBE(["", *VERBS]), MAYBE(["", *NOUNS]), MAYBE(MARKS),
)  # fmt: skip
SENTENCE = PARTS.map("".join)
PROSE = st.lists(SENTENCE, min_size=1, max_size=6).map("".join)
TEXTS = PROSE | SALAD
DATES = st.none() | st.just(date(2023, 4, 26))

AWKWARD = [
    "",
    "\n",
    "。",
    "，，，。。。",
    "微软" * 300,
    "微软收购了诺基亚" * 60,
    "我们" * 2500,
    "a" * 2000,
    "1" * 2000,
    "一" * 1000,
    "（" * 60 + "微软收购了诺基亚。" + "）" * 60,
    "“" * 300 + "他说" + "「" * 300,
    "《" * 50 + "》" * 50,
    "\ud800微软\udfff收购了\ud83d诺基亚。",
    "微软\x00收购\x1b[31m了诺基亚\x07。",
    "微软收购了😀诺基亚😀。😀宣布裁员10%😀。",
    "ＭＥＴＡ订购了１００块ＧＰＵ，Meta订购了100块GPU。",
    "Microsoft acquired 诺基亚 in 2014, 据 Reuters 报道.",
    "微软\u3000收购 了\t诺基亚\r\n微软\r收购了诺基亚",
    "．" * 200 + "·" * 200,
    "<script>微软收购了诺基亚</script>",
    "2022年" * 200,
    "在" * 300,
    "的" * 1000,
    "据" * 200 + "报道",
    "%" * 500,
    "https://example.org/" + "a" * 900,
    "0.1.2.3.4.5年",
    "99999999999999999999999亿美元",
    "9999年99月99日",
    "2023年2月30日，微软收购了诺基亚。",
    "\u202e微软收购了诺基亚。\u202c",
    "e\u0301" * 300,
]


# --- properties ------------------------------------------------------------------------------------------------------


def read(extractor: Extractor, text: str, day: date | None = None, **more: Any) -> tuple[Claim, ...]:
    """The claims of `text`, after everything that a claim must keep to was checked."""
    document = Document("d", text, date=day, **more)
    claims = extractor.extract(document).claims
    check(claims, document.text)
    return claims


def quotations(data: Any) -> Iterator[dict[str, Any]]:
    """Every object of a claim's JSON that quotes the text."""
    if isinstance(data, dict):
        if data.get("text") is not None and "start" in data:
            yield data
        for value in data.values():
            yield from quotations(value)
    elif isinstance(data, list):
        for value in data:
            yield from quotations(value)


def check(claims: tuple[Claim, ...], text: str) -> None:
    """Everything that a claim must keep to, as an object and as a line of JSON."""
    for claim in claims:
        for quote in (claim.sentence, *claim.quotes()):
            assert "".join(text[span.start : span.end] for span in quote.spans) == quote.text
        line = as_line(claim)
        assert "\n" not in line
        data = json.loads(line)
        assert text[data["start"] : data["end"]] == data["sentence"]
        for part in quotations({**data, "start": None}):
            if "span" not in part:  # a time's start and end are days
                spans = part.get("spans", [[part["start"], part["end"]]])
                assert "".join(text[start:end] for start, end in spans) == part["text"]
        for part in [data["time"], data["amount"], *data["attribution"]]:
            assert part is None or text[part["span"][0] : part["span"][1]] == part["text"]
        if data["asserted"]:
            assert (data["polarity"], data["modality"]) == ("positive", "actual")
            assert "rumour" not in [source["kind"] for source in data["attribution"]]
    ids = [claim.id for claim in claims]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("text", AWKWARD, ids=range(len(AWKWARD)))
def test_awkward_texts(extractor: Extractor, text: str) -> None:
    read(extractor, text, date(2023, 4, 26))


@examples(100)
@given(text=ANY, day=DATES)
@example(text="\ud83d", day=None)
def test_any_text(extractor: Extractor, text: str, day: date | None) -> None:
    read(extractor, text, day)


@examples(120)
@given(text=TEXTS, day=DATES)
def test_any_chinese_like_text(extractor: Extractor, text: str, day: date | None) -> None:
    read(extractor, text, day)


def test_the_texts_that_are_tried_make_claims(extractor: Extractor) -> None:
    """Else the properties above would say nothing."""
    found: list[int] = []

    @examples(40)
    @given(text=PROSE)
    def collect(text: str) -> None:
        found.append(len(read(extractor, text)))

    collect()
    assert sum(found) > len(found)


@examples(20)
@given(text=TEXTS)
def test_twice_is_the_same(extractor: Extractor, text: str) -> None:
    assert [*map(as_line, read(extractor, text))] == [*map(as_line, read(extractor, text))]


@examples(15)
@given(texts=st.lists(TEXTS, min_size=2, max_size=4), data=st.data())
def test_a_document_is_read_the_same_in_any_company(
    extractor: Extractor, texts: list[str], data: st.DataObject
) -> None:
    documents = [Document(str(number), text) for number, text in enumerate(texts)]
    alone = {document.id: extractor.extract(document) for document in documents}
    order = data.draw(st.permutations(documents))
    for found in extractor.extract_all(order):
        assert [*map(as_line, found.claims)] == [*map(as_line, alone[found.document.id].claims)]


@examples(30)
@given(before=PROSE, hidden=PROSE, after=PROSE)
def test_masked_text_makes_no_claim(extractor: Extractor, before: str, hidden: str, after: str) -> None:
    text = f"{before}\n{hidden}\n{after}"
    mask = Span(len(before) + 1, len(before) + 1 + len(hidden))
    claims = read(extractor, text, masked=(mask,))
    for claim in claims:
        for quote in (claim.sentence, *claim.quotes()):
            assert not any(span.overlaps(mask) for span in quote.spans)


@examples(10)
@given(text=PROSE)
def test_text_that_is_masked_as_a_whole_makes_no_claim(extractor: Extractor, text: str) -> None:
    assert read(extractor, text, masked=(Span(0, len(text)),)) == ()
