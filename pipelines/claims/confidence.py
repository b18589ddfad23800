"""How far a claim can be trusted, from how it was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import prod

from kg.claim import Claim, Reason
from pipelines.claims.proposition import Proposition
from pipelines.claims.words import table

_LOWEST, _HIGHEST = 0.05, 0.99


def with_confidence(claim: Claim, proposition: Proposition) -> Claim:
    """The claim with its confidence in [0.05, 0.99] and the reasons for it: the rule's own figure, times a factor
    for every step that had to guess or that was confirmed (data/confidence.toml)."""
    reasons = tuple(_reasons(claim, proposition))
    value = prod(reason.factor for reason in reasons)
    return replace(claim, confidence=max(_LOWEST, min(_HIGHEST, value)), reasons=reasons)


def _reasons(claim: Claim, proposition: Proposition) -> Iterator[Reason]:
    weights = table("confidence.toml")
    yield Reason(**weights["rule"][proposition.rule])
    for step in _steps(claim, proposition):
        if step in weights["step"]:
            yield Reason(**weights["step"][step])


def _steps(claim: Claim, proposition: Proposition) -> Iterator[str]:
    if claim.subject.resolution:
        yield claim.subject.resolution
    if proposition.inherited:
        yield "inherited"
    if claim.object is None:
        yield "no_object"
    if claim.predicate.relation:
        yield "relation"
    if claim.subject.type in (None, "Concept"):
        yield "no_name"
