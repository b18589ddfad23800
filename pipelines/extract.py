"""Documents in, claims out: the whole of reading, in one place."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from kg.claim import Claim, Document
from kg.claim.iri import DEFAULT_BASE
from pipelines.claims.relations import Triggers
from pipelines.lexicon import Lexicon
from pipelines.pipeline import DEFAULT_MODELS, MentionTokenizer, assemble, readings
from pipelines.read.sentences import sentences
from pipelines.resolve.claims import ClaimBuilder

#: A fact below this confidence is left out: more of those are wrong than right. What is not stated as a fact (a plan, a
#: denial) misleads nobody and may be half as sure.
MIN_CONFIDENCE = 0.5

#: Characters that are read together: enough to fill the networks' batches.
_BATCH = 40_000


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read from one document."""

    document: Document
    sentences: int
    claims: tuple[Claim, ...]


@contextmanager
def _collection_paused() -> Iterator[None]:
    """No search for reference cycles: a batch makes millions of short-lived objects and hardly a cycle, and looking
    through the dictionaries again and again takes a twelfth of the time."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


class Extractor:
    """The pipeline with a lexicon. Loading takes about a second; after that it can read any number of documents."""

    @_collection_paused()
    def __init__(
        self,
        lexicon: Lexicon | None = None,
        *,
        base: str = DEFAULT_BASE,
        models: str = DEFAULT_MODELS,
        min_confidence: float = MIN_CONFIDENCE,
    ) -> None:
        self.lexicon = lexicon or Lexicon.load()
        self.base = base
        self.min_confidence = min_confidence
        self._triggers = Triggers(self.lexicon.triggers)
        self._nlp = assemble(self.lexicon, models)
        # spaCy notes some twenty things of every new word (its shape, whether it is like a number) that nobody reads here.
        self._nlp.vocab.lex_attr_getters = {}  # type: ignore[attr-defined]

    @classmethod
    def load(cls, lexicon_files: Sequence[Path] = (), *, base: str = DEFAULT_BASE) -> Extractor:
        """An extractor with the shipped lexicon and the user's files. Raises ConfigError for a file that is wrong."""
        return cls(Lexicon.load(lexicon_files), base=base)

    def floor(self, claim: Claim) -> float:
        """The confidence that this claim needs not to be left out."""
        return self.min_confidence if claim.asserted else self.min_confidence / 2

    def extract(self, document: Document) -> Extraction:
        """The claims of one document, in the order of its text."""
        return next(self.extract_all([document]))

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """The claims of each document, in order. Short documents are read together, which is faster."""
        batch: list[Document] = []
        size = 0
        for document in documents:
            batch.append(document)
            size += len(document.text)
            if size >= _BATCH:
                yield from self._extract(batch)
                batch, size = [], 0
        if batch:
            yield from self._extract(batch)

    @_collection_paused()
    def _extract(self, documents: list[Document]) -> list[Extraction]:
        tokenizer = self._nlp.tokenizer
        assert isinstance(tokenizer, MentionTokenizer)
        spans = [sentences(document) for document in documents]
        found = tokenizer.finder.find_all([(d.text, s, d.date) for d, s in zip(documents, spans, strict=True)])
        texts = [(d.text, s, f) for d, s, f in zip(documents, spans, found, strict=True)]
        read = readings(self._nlp, texts)
        extractions = []
        for document, own, mentions in zip(documents, spans, found, strict=True):
            builder = ClaimBuilder(document, mentions, self.lexicon, self._triggers, self.base)
            claims = builder.claims(own, islice(read, len(own)))
            trusted = tuple(claim for claim in claims if claim.confidence >= self.floor(claim))
            extractions.append(Extraction(document, len(own), trusted))
        return extractions
