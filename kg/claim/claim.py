"""A claim: what a sentence says, how it says it, and where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import Enum

from kg.claim.entity import Entity
from kg.claim.errors import OffsetError
from kg.claim.span import Quote, Span


class Polarity(str, Enum):
    POSITIVE = "positive"
    NEGATIVE = "negative"


class Modality(str, Enum):
    """Whether the event happened, by what the text says of it."""

    ACTUAL = "actual"
    PLANNED = "planned"
    REQUIRED = "required"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    CANCELLED = "cancelled"
    ASKED = "asked"


class SourceKind(str, Enum):
    """Who an attribution leans on: X表示, 据路透社报道, 据知情人士透露, 据传."""

    STATEMENT = "statement"
    MEDIA = "media"
    ANONYMOUS = "anonymous"
    RUMOUR = "rumour"


class Granularity(str, Enum):
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit: `value` when exact, else `min` and `max`, either of which may be open (None).

    `unit` is an ISO 4217 code for money, "percent", "times" (a multiple), a classifier or noun (人, 块), or None.
    A percentage is held as written: 80% is value 80, unit "percent".
    """

    value: float | None = None
    min: float | None = None
    max: float | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    quote: Quote
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """When something holds: first and last day, both included; either may be open (None), 直到去年 has no start."""

    quote: Quote
    start: date | None
    end: date | None
    granularity: Granularity

    def __post_init__(self) -> None:
        if self.start and self.end and self.start > self.end:
            raise OffsetError(f"the time {self.quote.text!r} starts {self.start} after its end {self.end}")

    @property
    def dated(self) -> bool:
        """Whether the words led to a day at either end: only then is the time an interval that a fact can name."""
        return self.start is not None or self.end is not None


@dataclass(frozen=True, slots=True)
class Argument:
    """Subject, object or qualifier of a claim.

    quote       the words that stand in the document
    label       what they were resolved to, else the words themselves
    entity      None for a plain value
    resolution  how label was reached when the words are not its name: alias, pronoun, role_noun, definite, carried,
                acronym, title, short_form
    quantity    for a value: the number and its unit
    """

    quote: Quote
    label: str
    type: str | None = None
    entity: Entity | None = None
    resolution: str | None = None
    quantity: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb, or the cue of an implicit predicate (quote None: nothing stands in the text)."""

    label: str
    relation: str | None = None
    quote: Quote | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    quote: Quote
    kind: SourceKind
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A further participant; `role` is the name of a kg:Role of the ontology: place, instrument, beneficiary, partner …"""

    role: str
    argument: Argument


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign in the reading, and what the odds of the claim's being right were multiplied by for it."""

    text: str
    factor: float


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that a document says. `sentence` is its evidence; every quote is checked against it when made.

    `reasons` say where the confidence comes from: the product of their factors is its odds, p / (1 - p).
    """

    doc: str
    sentence: Quote
    subject: Argument
    predicate: Predicate
    object: Argument | None = None
    time: TimeSpan | None = None
    amount: Amount | None = None
    qualifiers: tuple[Qualifier, ...] = ()
    polarity: Polarity = Polarity.POSITIVE
    modality: Modality = Modality.ACTUAL
    attribution: tuple[Attribution, ...] = ()
    confidence: float = 1.0
    extractor: str = ""
    reasons: tuple[Reason, ...] = ()

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence <= 1.0:
            raise OffsetError(f"{self.doc}: a confidence is between 0 and 1, not {self.confidence}")
        sentence, offset = self.sentence.text, self.sentence.start
        for quote in self.quotes():
            if offset <= quote.start and quote.end <= self.sentence.end:
                found = "".join([sentence[s.start - offset : s.end - offset] for s in quote.spans])
                if found != quote.text:
                    raise OffsetError(f"{self.doc}: {quote.text!r} does not stand at {quote.spans} ({found!r} does)")

    def quotes(self) -> tuple[Quote, ...]:
        """Every quoted piece of the document but the sentence itself."""
        parts: list[Quote | None] = [self.subject.quote, self.predicate.quote]
        parts.append(self.object.quote if self.object else None)
        parts.append(self.time.quote if self.time else None)
        parts.append(self.amount.quote if self.amount else None)
        parts.extend(q.argument.quote for q in self.qualifiers)
        parts.extend(a.quote for a in self.attribution)
        return tuple(part for part in parts if part is not None)

    @property
    def hearsay(self) -> bool:
        return any(a.kind is SourceKind.RUMOUR for a in self.attribution)

    @property
    def asserted(self) -> bool:
        """Positive, actual and no rumour in the chain: the plain triple may stand for it."""
        return self.polarity is Polarity.POSITIVE and self.modality is Modality.ACTUAL and not self.hearsay

    @property
    def id(self) -> str:
        """A hash that is stable as long as the document says the same at the same place: 16 hexadecimal digits."""
        spans: list[Span | None] = [*self.subject.quote.spans, None]
        spans += [*(self.predicate.quote.spans if self.predicate.quote else ()), None]
        spans += [*(self.object.quote.spans if self.object else ()), None]
        where = ";".join(f"{s.start}-{s.end}" if s else "|" for s in spans)
        what = (
            self.doc,
            self.sentence.text,
            self.predicate.relation or "",
            self.predicate.label,
            where,
            self.polarity.value,
            self.modality.value,
            # Of 双方 there is a claim for each of the two at the same place.
            *([self.subject.label] if self.subject.resolution == "both" else ()),
        )
        return hashlib.sha256("\x1f".join(what).encode("utf-8", "replace")).hexdigest()[:16]
