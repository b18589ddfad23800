"""Characters a second of every stage from file to claims, as ratios to jieba.posseg in the same process."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import jieba
import jieba.posseg

from kg.claim import Document
from pipelines.claims.reader import SentenceReading
from pipelines.claims.relations import Triggers
from pipelines.extract import Extractor
from pipelines.lexicon import Lexicon
from pipelines.pipeline import MentionTokenizer, as_tree, assemble
from pipelines.read import read, sentences
from pipelines.resolve.claims import ClaimBuilder
from tests.benchmarks.texts import ROOT

COLUMNS = ("stage", "characters a second", "times jieba.posseg", "what")
_REPEATS = 3
#: How many times over the documents are one long document, which must not be slower to read than many short ones.
_LONG = 4


def measure(documents: Sequence[Document], *, unseen: float) -> list[tuple[str, ...]]:
    """One row a stage. Each stage works on what the stage before it made; the best of three rounds counts, in which its
    words are known from the round before. How fast text is read that was never read before (`unseen`, from
    `first_reading`) is a row of its own."""
    size = sum(len(document.text) for document in documents)
    lexicon = Lexicon.load()
    nlp = assemble(lexicon)
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, MentionTokenizer)
    parser = nlp.get_pipe("parser")
    spans = [sentences(document) for document in documents]
    asked = [(document.text, own, document.date) for document, own in zip(documents, spans, strict=True)]
    found = tokenizer.finder.find_all(asked)
    texts = [(text, own, mentions) for (text, own, _), mentions in zip(asked, found, strict=True)]

    def segmented() -> list[Any]:
        return [doc for text, own, mentions in texts for doc in tokenizer.docs(text, own, mentions)]

    docs = segmented()
    trees = [as_tree(doc) for doc in parser.pipe(docs)]
    triggers = Triggers(lexicon.triggers)

    def claimed() -> int:
        readings = iter([SentenceReading(tree, triggers) for tree in trees])
        return sum(
            len(list(ClaimBuilder(document, mentions, lexicon, triggers).claims(own, readings_of(readings, len(own)))))
            for document, own, mentions in zip(documents, spans, found, strict=True)
        )

    extractor = Extractor(lexicon)
    tagger = jieba.posseg.POSTokenizer(jieba.Tokenizer())
    baseline = size / best(lambda: [list(tagger.cut(document.text)) for document in documents])
    corpus = sum(len(item.text) for item in read([ROOT / "corpus"]) if isinstance(item, Document))
    long = Document(id="long", text="\n".join(document.text for document in documents) * _LONG)
    rows = [
        ("jieba.posseg", baseline, "words and tags, the baseline"),
        ("read", corpus / best(lambda: list(read([ROOT / "corpus"]))), "files of the corpus to documents"),
        ("mentions", size / best(lambda: tokenizer.finder.find_all(asked)), "lexicon, names model, times, quantities"),
        ("segment", size / best(segmented), "jieba between the mentions"),
        ("parse", size / best(lambda: list(parser.pipe(segmented())), less=best(segmented)), "tags and trees"),
        ("claims", size / best(claimed), "grammar, resolution, times, amounts"),
        ("whole", size / best(lambda: list(extractor.extract_all(documents))), "documents to claims"),
        (
            "whole, one long text",
            len(long.text) / best(lambda: extractor.extract(long)),
            f"all of it {_LONG} times over",
        ),
        ("whole, unseen text", unseen, "documents to claims, in the first round"),
    ]
    return [(name, f"{speed:,.0f}", f"{speed / baseline:.2f}", what) for name, speed, what in rows]


def readings_of(readings: Any, number: int) -> Any:
    """The next `number` readings."""
    return (next(readings) for _ in range(number))


def first_reading(documents: Sequence[Document]) -> float:
    """Characters a second of text that is read for the first time in this process, after a little of it to load what is
    loaded late."""
    extractor = Extractor()
    list(extractor.extract_all(documents[:2]))
    began = time.perf_counter()
    list(extractor.extract_all(documents))
    return sum(len(document.text) for document in documents) / (time.perf_counter() - began)


def best(work: Callable[[], object], *, less: float = 0.0) -> float:
    """Seconds of the fastest of three rounds after one to warm up, without the `less` seconds that are not its own."""
    work()
    seconds = []
    for _ in range(_REPEATS):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return max(min(seconds) - less, 1e-9)
