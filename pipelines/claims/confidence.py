"""How far a claim can be trusted, from how it was read."""

from __future__ import annotations

from kg.claim import Claim
from pipelines.claims.proposition import Proposition
from pipelines.claims.words import table


def confidence(claim: Claim, proposition: Proposition) -> float:
    """A number in [0, 1]: the rule's own, lowered by every step that had to guess (data/confidence.toml)."""
    weights = table("confidence.toml")
    value: float = weights["rule"][proposition.rule]
    penalties: dict[str, float] = weights["factor"]
    if claim.subject.resolution:
        value *= penalties.get(claim.subject.resolution, 1.0)
    if proposition.inherited:
        value *= penalties["inherited"]
    if claim.object is None:
        value *= penalties["no_object"]
    if claim.predicate.relation:
        value *= penalties["relation"]
    if claim.subject.type in (None, "Concept"):
        value *= penalties["no_name"]
    return max(0.05, min(0.99, value))
