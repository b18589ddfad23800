"""Numbers, money, shares, counts and durations: found in text, with their values and units."""

from pipelines.quantities.find import find_quantities
from pipelines.quantities.mention import QuantityMention
from pipelines.quantities.numerals import read_number, read_range

__all__ = ["QuantityMention", "find_quantities", "read_number", "read_range"]
