"""A claim's sentence cut into pieces by the part that each plays, so that the page needs no offsets.

JavaScript counts UTF-16 units, the rest of the system code points: the page gets words, never places.
"""

from __future__ import annotations

from kg.claim import Claim, Quote
from kg.rdf.terms import clean

PARTS = ("attribution", "qualifier", "time", "amount", "object", "subject", "predicate")
"""Later parts are painted over earlier ones where they overlap."""


def segments(claim: Claim) -> list[list[str]]:
    """The sentence as [words, part] pieces in order; part is "" or one of PARTS. Joined, they are the sentence."""
    sentence = claim.sentence
    paint = [""] * len(sentence.text)
    for part, quote in sorted(_quotes(claim), key=lambda pair: PARTS.index(pair[0])):
        for span in quote.spans:
            for at in range(max(span.start, sentence.start), min(span.end, sentence.end)):
                paint[at - sentence.start] = part
    pieces: list[list[str]] = []
    for character, part in zip(clean(sentence.text), paint, strict=True):
        if pieces and pieces[-1][1] == part:
            pieces[-1][0] += character
        else:
            pieces.append([character, part])
    return pieces


def _quotes(claim: Claim) -> list[tuple[str, Quote]]:
    found = [("subject", claim.subject.quote)]
    if claim.predicate.quote:
        found.append(("predicate", claim.predicate.quote))
    if claim.object:
        found.append(("object", claim.object.quote))
    if claim.time:
        found.append(("time", claim.time.quote))
    if claim.amount:
        found.append(("amount", claim.amount.quote))
    found += [("qualifier", q.argument.quote) for q in claim.qualifiers]
    found += [("attribution", a.quote) for a in claim.attribution]
    return found
