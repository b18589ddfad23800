"""Chinese times: found in text, understood, and given their days."""

from pipelines.times.expression import Expression, Interval, Step, TimeMention
from pipelines.times.find import find_times
from pipelines.times.resolve import granularity_of, range_end, resolve

__all__ = ["Expression", "Interval", "Step", "TimeMention", "find_times", "granularity_of", "range_end", "resolve"]
