"""Neural layers in numpy: all that the shipped models need at run time."""

from pipelines.neural.lstm import BiLSTM, Packing
from pipelines.neural.weights import digest, load, quantise, save

__all__ = ["BiLSTM", "Packing", "digest", "load", "quantise", "save"]
