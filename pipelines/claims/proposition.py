"""What the grammar reads off one sentence, before anybody knows who 他 is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.claim import Modality, Polarity
from pipelines.claims.phrase import Phrase


@dataclass(frozen=True, slots=True)
class Proposition:
    """A statement by token indexes.

    rule       which rule read it
    verb       the token whose stance, time and source it has
    predicate  tokens of the predicate; empty when it is implicit
    label      the predicate in words
    subject    None when the sentence names none: the discourse has to supply it
    object     None for an event without object
    obliques   further phrases with their prepositions
    relation   an ontology id when the rule knows it, else None
    negated    the predicate's own words deny it: 没有 read as 有
    denied     the copula that singles out a participant denies it: 他买的不是股票
    ability    the word that makes it something that can be done (可以), or empty
    """

    rule: str
    verb: int
    predicate: tuple[int, ...]
    label: str
    subject: Phrase | None
    object: Phrase | None = None
    obliques: tuple[Phrase, ...] = ()
    relation: str | None = None
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    inherited: bool = False
    passive: bool = False
    negated: bool = False
    denied: bool = False
    ability: str = ""

    @property
    def told(self) -> str:
        """The predicate as a claim names it: 可以走进."""
        return self.ability + self.label

    def with_stance(self, polarity: Polarity, modality: Modality) -> Proposition:
        """The proposition as the sentence puts it; a negation inside the predicate itself (没有 for 有) counts too."""
        if self.negated:
            polarity = Polarity.POSITIVE if polarity is Polarity.NEGATIVE else Polarity.NEGATIVE
        if self.denied:
            polarity = Polarity.NEGATIVE
        if (polarity, modality) == (self.polarity, self.modality):
            return self
        return replace(self, polarity=polarity, modality=modality)
