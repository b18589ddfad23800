"""Claims as JSON objects: the format of `kg extract --format jsonl` and of claims.jsonl."""

from __future__ import annotations

import json
from typing import Any

from kg.claim.claim import Amount, Argument, Attribution, Claim, Predicate, TimeSpan
from kg.claim.entity import top_class
from kg.claim.span import Quote


def number(value: float | None) -> int | float | None:
    """Whole numbers without a fraction, so that 2000000000.0 prints as 2000000000."""
    return int(value) if value is not None and value == int(value) and abs(value) < 1e15 else value


def _place(quote: Quote) -> dict[str, Any]:
    place: dict[str, Any] = {"text": quote.text, "start": quote.start, "end": quote.end}
    if len(quote.spans) > 1:
        place["spans"] = [[s.start, s.end] for s in quote.spans]
    return place


def _argument(argument: Argument) -> dict[str, Any]:
    entity = argument.entity
    data: dict[str, Any] = {"text": argument.quote.text, "label": argument.label}
    if entity:
        data |= {"entity": entity.iri, "aliases": list(entity.aliases)}
    if argument.type:
        data["type"] = top_class(argument.type)
    if argument.resolution:
        data["resolution"] = argument.resolution
    if argument.quantity:
        q = argument.quantity
        data |= {
            "value": number(q.value),
            "min": number(q.min),
            "max": number(q.max),
            "datatype": "quantity",
            "unit": q.unit,
        }
    return data | _place(argument.quote)


def _predicate(predicate: Predicate) -> dict[str, Any]:
    place = _place(predicate.quote) if predicate.quote else {"text": None, "start": None, "end": None}
    return {"label": predicate.label, "relation": predicate.relation} | place


def _time(time: TimeSpan) -> dict[str, Any]:
    return {
        "text": time.quote.text,
        "start": time.start.isoformat() if time.start else None,
        "end": time.end.isoformat() if time.end else None,
        "granularity": time.granularity.value,
        "span": [time.quote.start, time.quote.end],
    }


def _amount(amount: Amount) -> dict[str, Any]:
    q = amount.quantity
    return {
        "text": amount.quote.text,
        "value": number(q.value),
        "min": number(q.min),
        "max": number(q.max),
        "unit": q.unit,
        "span": [amount.quote.start, amount.quote.end],
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "text": attribution.quote.text,
        "kind": attribution.kind.value,
        "entity": attribution.entity.iri if attribution.entity else None,
        "span": [attribution.quote.start, attribution.quote.end],
    }


def as_dict(claim: Claim) -> dict[str, Any]:
    """The claim as a JSON object; keys stand in a fixed order."""
    return {
        "doc": claim.doc,
        "sentence": claim.sentence.text,
        "start": claim.sentence.start,
        "end": claim.sentence.end,
        "subject": _argument(claim.subject),
        "predicate": _predicate(claim.predicate),
        "object": _argument(claim.object) if claim.object else None,
        "time": _time(claim.time) if claim.time else None,
        "amount": _amount(claim.amount) if claim.amount else None,
        "qualifiers": [{"role": q.role} | _argument(q.argument) for q in claim.qualifiers],
        "polarity": claim.polarity.value,
        "modality": claim.modality.value,
        "attribution": [_attribution(a) for a in claim.attribution],
        "asserted": claim.asserted,
        "confidence": round(claim.confidence, 2),
        "confidence_reasons": [{"text": r.text, "factor": r.factor} for r in claim.reasons],
        "extractor": claim.extractor,
        "id": claim.id,
    }


def as_line(claim: Claim) -> str:
    """The claim as one line of JSON Lines, without the line break."""
    return json.dumps(as_dict(claim), ensure_ascii=False)
