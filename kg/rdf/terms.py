"""Python values as RDF literals."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from pyoxigraph import Literal, NamedNode

from kg.claim import Quote, TimeSpan
from kg.claim.claim import Granularity
from kg.claim.codec import number
from kg.rdf.names import XSD

_SURROGATES = re.compile("[\ud800-\udfff]")
_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")

# Oxigraph keeps numbers by value: a derived type comes back as xsd:integer and 0.90 as 0.9. Only what it gives back
# unchanged is written, so that the store and the TriG file hold the same terms.
_INTEGER, _DECIMAL, _BOOLEAN, _DATE = (NamedNode(XSD + name) for name in ("integer", "decimal", "boolean", "date"))


def clean(text: str) -> str:
    """`text` without lone surrogates, which JSON can spell but UTF-8 cannot: one U+FFFD each, so offsets hold."""
    return _SURROGATES.sub("\ufffd", text)


def plain(text: str) -> Literal:
    return Literal(clean(text))


def is_chinese(text: str) -> bool:
    """Whether any character of `text` is Chinese."""
    return _HAN.search(text) is not None


def in_language(text: str) -> Literal:
    """A further spelling of a name with its language: zh when it has a Chinese character, else en."""
    return zh(text) if is_chinese(text) else en(text)


def zh(text: str) -> Literal:
    return Literal(clean(text), language="zh")


def en(text: str) -> Literal:
    return Literal(clean(text), language="en")


def integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


def numeric(value: float) -> Literal:
    """A whole number as xsd:integer, any other as xsd:decimal; beyond 1e15, which stores round, xsd:double."""
    whole = number(value)
    if isinstance(whole, int):
        return integer(whole)
    if 1e-6 < abs(value) < 1e15:
        return _decimal(repr(float(value)))
    return Literal(float(value))


def confidence(value: float) -> Literal:
    return _decimal(f"{value:.2f}")


def _decimal(digits: str) -> Literal:
    plainly = format(Decimal(digits), "f")
    return Literal(plainly.rstrip("0").rstrip(".") if "." in plainly else plainly, datatype=_DECIMAL)


def boolean(value: bool) -> Literal:
    return Literal("true" if value else "false", datatype=_BOOLEAN)


def day(value: date) -> Literal:
    return Literal(value.isoformat(), datatype=_DATE)


def time_label(time: TimeSpan) -> str:
    """How a time is written in a table: 2022, 2022-04, 2022-Q1, 2015/2022, 2015/.. (open); else its own words."""
    if not time.dated:
        return time.quote.text
    start, end = (_edge(edge, time.granularity) if edge else ".." for edge in (time.start, time.end))
    return start if start == end else f"{start}/{end}"


def _edge(edge: date, granularity: Granularity) -> str:
    if granularity is Granularity.YEAR:
        return f"{edge.year:04d}"
    if granularity is Granularity.MONTH:
        return f"{edge.year:04d}-{edge.month:02d}"
    if granularity is Granularity.QUARTER:
        return f"{edge.year:04d}-Q{(edge.month + 2) // 3}"
    if granularity is Granularity.HALF_YEAR:
        return f"{edge.year:04d}-H{1 if edge.month <= 6 else 2}"
    return edge.isoformat()


def context(text: str, quote: Quote, width: int = 32) -> tuple[str, str]:
    """Up to `width` characters before and after the quote: prefix and suffix of an oa:TextQuoteSelector."""
    return text[max(0, quote.start - width) : quote.start], text[quote.end : quote.end + width]
