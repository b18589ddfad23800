"""The built graph in the formats of other tools."""

from kg.export.write import FORMATS, export

__all__ = ["FORMATS", "export"]
