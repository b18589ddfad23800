"""Numbers and amounts in a sentence, and what they are worth."""

from pipelines.quantities import find_quantities


def test_an_amount_carries_its_words_and_its_bounds():
    text = "订购了价值数十亿美元的芯片"
    (found,) = find_quantities(text)
    assert found.span.of(text) == "数十亿美元"
    quantity = found.quantity
    assert (quantity.value, quantity.min, quantity.max, quantity.unit) == (None, 2_000_000_000, 9_999_999_999, "USD")
