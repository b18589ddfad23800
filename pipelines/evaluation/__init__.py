"""Measurements: what `kg eval` prints."""
