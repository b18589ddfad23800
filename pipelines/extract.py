"""Documents in, claims out: the whole of reading, in one place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.claim import Claim, Document
from kg.claim.iri import DEFAULT_BASE
from pipelines.claims.relations import Triggers
from pipelines.lexicon import Lexicon
from pipelines.pipeline import MentionTokenizer, assemble, readings
from pipelines.read.sentences import sentences
from pipelines.resolve.claims import ClaimBuilder


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read from one document."""

    document: Document
    sentences: int
    claims: tuple[Claim, ...]


class Extractor:
    """The pipeline with a lexicon. Loading takes about a second; after that it can read any number of documents."""

    def __init__(self, lexicon: Lexicon | None = None, *, base: str = DEFAULT_BASE) -> None:
        self.lexicon = lexicon or Lexicon.load()
        self.base = base
        self._triggers = Triggers(self.lexicon.triggers)
        self._nlp = assemble(self.lexicon)

    @classmethod
    def load(cls, lexicon_files: Sequence[Path] = (), *, base: str = DEFAULT_BASE) -> Extractor:
        """An extractor with the shipped lexicon and the user's files. Raises ConfigError for a file that is wrong."""
        return cls(Lexicon.load(lexicon_files), base=base)

    def extract(self, document: Document) -> Extraction:
        """The claims of one document, in the order of its text."""
        tokenizer = self._nlp.tokenizer
        assert isinstance(tokenizer, MentionTokenizer)
        spans = sentences(document)
        found = tokenizer.finder.find(document.text, spans, document.date)
        builder = ClaimBuilder(document, found, self.lexicon, self._triggers, self.base)
        claims = builder.claims(spans, readings(self._nlp, document, spans, found))
        return Extraction(document, len(spans), tuple(claims))
