"""A text read step by step, with what each step saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from kg.claim import Claim, Document, Modality, Polarity
from kg.claim.codec import as_dict
from kg.claim.iri import DEFAULT_BASE
from pipelines.claims.attribution import Source
from pipelines.claims.proposition import Proposition
from pipelines.claims.reader import SentenceReading
from pipelines.claims.relations import Triggers
from pipelines.claims.tree import Tree
from pipelines.explain.causes import stance_words
from pipelines.explain.silent import Silent, silent_verbs
from pipelines.lexicon import Lexicon
from pipelines.pipeline import DEFAULT_MODELS, MentionTokenizer, assemble, readings
from pipelines.read.sentences import sentences
from pipelines.resolve.claims import ClaimBuilder


@dataclass(frozen=True, slots=True)
class Explained:
    """A claim with the words that make it denied, planned or doubted."""

    claim: Claim
    causes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceExplanation:
    """One sentence: its tree (words, tags, mentions), who says what in it, its claims, and its other verbs."""

    text: str
    tree: Tree
    sources: tuple[Source, ...]
    claims: tuple[Explained, ...]
    silent: tuple[Silent, ...]

    def as_dict(self) -> dict[str, Any]:
        """What `kg explain --json` prints for the sentence; heads are token numbers from 0, -1 for the root."""
        tree = self.tree
        mentions = [(t, m) for t, m in enumerate(tree.mentions) if m]
        return {
            "sentence": self.text,
            "tokens": [
                {
                    "text": w,
                    "tag": tree.tags[t],
                    "head": tree.heads[t],
                    "relation": tree.deps[t],
                    "start": tree.starts[t],
                }
                for t, w in enumerate(tree.words)
            ],
            "mentions": [
                {"token": t, "text": m.text, "type": m.type, "source": m.source, "key": m.key} for t, m in mentions
            ],
            "sources": [{"text": tree.text(s.tokens), "kind": s.kind.value} for s in self.sources],
            "claims": [as_dict(one.claim) | {"causes": list(one.causes)} for one in self.claims],
            "silent": [{"text": one.text, "token": one.token, "reason": one.reason} for one in self.silent],
        }


class Explainer:
    """Reads texts as `pipelines.extract.Extractor` does, and keeps what every step saw."""

    def __init__(
        self, lexicon: Lexicon | None = None, *, base: str = DEFAULT_BASE, models: str = DEFAULT_MODELS
    ) -> None:
        self.lexicon = lexicon or Lexicon.load()
        self.base = base
        self._triggers = Triggers(self.lexicon.triggers)
        self._nlp = assemble(self.lexicon, models)

    def explain(self, document: Document) -> list[SentenceExplanation]:
        """Every sentence of the document, in order."""
        finder = cast(MentionTokenizer, self._nlp.tokenizer).finder
        spans = sentences(document)
        found = finder.find(document.text, spans, document.date)
        read = list(readings(self._nlp, [(document.text, spans, found)]))
        builder = ClaimBuilder(document, found, self.lexicon, self._triggers, self.base)
        claims = list(builder.claims(spans, iter(read)))
        return [
            self._sentence(span.of(document.text), reading, [c for c in claims if c.sentence.start == span.start])
            for span, reading in zip(spans, read, strict=True)
        ]

    def _sentence(self, text: str, reading: SentenceReading, claims: Sequence[Claim]) -> SentenceExplanation:
        tree = reading.tree
        pairs = [(claim, _proposition(reading, claim)) for claim in claims]
        explained = tuple(Explained(claim, _causes(tree, claim, made)) for claim, made in pairs)
        used = [made for _, made in pairs if made]
        return SentenceExplanation(
            text, tree, tuple(reading.sources), explained, tuple(silent_verbs(reading, used, self._triggers))
        )


def _proposition(reading: SentenceReading, claim: Claim) -> Proposition | None:
    """The proposition that a claim was made of: same rule and predicate, and the same object where there is one."""
    tree = reading.tree
    place = claim.predicate.quote.spans if claim.predicate.quote else ()
    same = [
        p
        for p in reading.propositions
        if claim.extractor == f"rule:{p.rule}"
        and (any(s.start <= tree.starts[p.predicate[0]] < s.end for s in place) if p.predicate else not place)
        and p.told == claim.predicate.label
    ]
    whole = [
        p for p in same if p.object and claim.object and tree.starts[p.object.tokens[0]] == claim.object.quote.start
    ]
    return next(iter(whole or same), None)


def _causes(tree: Tree, claim: Claim, made: Proposition | None) -> tuple[str, ...]:
    if made is None or (claim.polarity is Polarity.POSITIVE and claim.modality is Modality.ACTUAL):
        return ()
    found = [tree.words[t] for t in stance_words(tree, made.verb)]
    return (*found, tree.text(made.predicate)) if made.negated else tuple(found)
