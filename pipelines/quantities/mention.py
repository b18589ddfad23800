"""A quantity as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass

from kg.claim import Amount, Quantity, Quote, Span


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A number with its unit.

    span         all of it, with the words that make it approximate: 约60亿美元, 近四分之一, 24小时内
    core         the number and its unit: 60亿美元, 四分之一, 24小时
    number       the number alone: 60亿
    kind         money, percent, fraction, multiple, count, duration or measure
    quantity     value when the number is exact or "about" X; else min and max, either of which may be open
    approximate  the text says that the number is not exact (约, 近, 超过, 多, 数十)
    """

    span: Span
    core: Span
    number: Span
    kind: str
    quantity: Quantity
    approximate: bool = False

    def amount(self, text: str) -> Amount:
        """The data type of a claim, for the text that this mention was found in."""
        return Amount(Quote.of(text, self.span), self.quantity)
