"""Places in a document's text, counted in Unicode code points."""

from __future__ import annotations

from dataclasses import dataclass

from kg.claim.errors import OffsetError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range [start, end) of a text, in code points. Never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise OffsetError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Quote:
    """Words quoted from a text: one span, or several whose pieces are joined without a separator."""

    text: str
    spans: tuple[Span, ...]

    def __post_init__(self) -> None:
        if not self.spans:
            raise OffsetError(f"the quote {self.text!r} has no place in its text")
        if sum(map(len, self.spans)) != len(self.text):
            raise OffsetError(f"the quote {self.text!r} is not as long as its spans {self.spans}")
        if any(a.end > b.start for a, b in zip(self.spans, self.spans[1:], strict=False)):
            raise OffsetError(f"the spans of the quote {self.text!r} overlap or are out of order: {self.spans}")

    @classmethod
    def of(cls, text: str, *spans: Span) -> Quote:
        """The words of `text` at `spans`; neighbours that touch become one span.

        Raises OffsetError when a span lies outside the text.
        """
        merged: list[Span] = []
        for span in sorted(spans) if len(spans) > 1 else spans:
            if span.end > len(text):
                raise OffsetError(f"the span [{span.start}, {span.end}) ends after a text of {len(text)} characters")
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        return cls("".join(span.of(text) for span in merged), tuple(merged))

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end
